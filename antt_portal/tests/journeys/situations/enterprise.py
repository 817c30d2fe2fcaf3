"""What an enterprise meets in its year."""

from antt_portal.core.models import Blob, ScanState
from antt_portal.demo.stories import mended
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation, answer, report, version
from directives.models import OfficialLetter
from reports.answering import Content, carry_forward, save_answer
from reports.models import AnswerResult, Evidence, ReportKind

TO_MEND = {
    "5": "Hợp đồng camera ghi 30 ngày, hồ sơ ghi số khác. Ghi số thực tế.",
    "7": "Bổ sung chứng nhận của bảo vệ.",
}
MORE_WORKING_THAN_INSTALLED = {"camera": {"installed": 20, "working": 24}}


class Blank(Situation):
    """The first morning of the year: nothing written, the library empty."""

    def make(self):
        self.scene.open()
        self.scene.clock.set(2026, 3, 10)
        self.report = self.scene.report(ReportKind.REGISTRATION)

    sights = (
        Sight("editor", "home"),
        Sight("editor", "reports:year", lambda _one: [YEAR]),
        Sight("editor", "reports:year", lambda _one: [YEAR + 1]),
        *(Sight("editor", "reports:answer", answer(index)) for index in range(3)),
        Sight("head", "reports:check", report),
        Sight("editor", "reports:evidence"),
    )


class Drafting(Situation):
    """Everything filled in, and one answer with a number that cannot be right."""

    def make(self):
        self.scene.open()
        filing = self.scene.filing()
        self.report, self.evidence = filing.report, Evidence.objects.first()
        (fifth,) = filing.answers("5")
        content = Content(result=AnswerResult.PARTLY, narrative="Đang lắp.", figures=MORE_WORKING_THAN_INSTALLED)
        save_answer(fifth, content, by=self.scene.editor, at=self.scene.clock.now(), seen=fifth.version)

    sights = (
        Sight("editor", "reports:report", report),
        *(Sight("editor", "reports:answer", answer(index)) for index in range(8)),
    )


class Checking(Drafting):
    """And a file in which malware was found since."""

    def make(self):
        super().make()
        self.infected = Evidence.objects.exclude(blob=self.evidence.blob_id).last()
        Blob.objects.filter(pk=self.infected.blob_id).update(scan=ScanState.INFECTED)

    sights = (
        *(Sight("editor", "reports:answer", answer(index)) for index in range(8, 13)),
        Sight("editor", "reports:check", report),
        Sight("editor", "reports:evidence"),
        Sight("editor", "reports:evidence", query="?q=khong-co"),
        Sight("editor", "reports:evidence-describe", lambda one: [one.evidence.public_id]),
        Sight("editor", "reports:evidence-file", lambda one: [one.infected.public_id], status=409),
        Sight("editor", "directives:letter", lambda _one: [OfficialLetter.objects.get().public_id]),
    )


class CarriedForward(Situation):
    """Filled from last year, nothing confirmed yet."""

    def make(self):
        self.scene.open(YEAR - 1)
        self.scene.accepted(year=YEAR - 1)
        self.scene.open()
        at = self.scene.clock.set(YEAR, 10, 12)
        self.report = self.scene.report(ReportKind.SELF_ASSESSMENT)
        carry_forward(self.report, by=self.scene.editor, at=at)

    sights = (
        Sight("editor", "home"),
        Sight("editor", "reports:year", lambda _one: [YEAR]),
        Sight("editor", "reports:answer", answer(4)),
        Sight("editor", "reports:check", report),
        Sight("editor", "reports:evidence", query="?state=unconfirmed"),
    )


class Returned(Situation):
    def make(self):
        self.scene.open()
        filing = self.scene.filing().submit(at=self.scene.clock.now()).assign(at=self.scene.clock.now())
        at = self.scene.clock.set(YEAR, 10, 20)
        filing.review(at=at, to_mend=TO_MEND).send_back(mend_by=self.mend_by(at), at=at, note="Nội dung khác đã đủ.")
        self.filing, self.report = filing, filing.report

    @staticmethod
    def mend_by(at):
        return at.date().replace(day=30)

    sights = (
        Sight("editor", "home"),
        Sight("editor", "reports:year", lambda _one: [YEAR]),
        Sight("editor", "reports:report", report),
        Sight("editor", "reports:answer", answer(4)),
        Sight("head", "reports:check", report),
    )


class Resubmitted(Returned):
    def make(self):
        super().make()
        at = self.scene.clock.set(YEAR, 10, 28)
        self.filing.mend(mended(self.filing, at=at), at=at).submit(at=at)

    sights = (
        Sight("head", "home"),
        Sight("head", "reports:report", report),
        Sight("head", "reports:answer", answer(4)),
        Sight("head", "reports:receipt", version(2)),
        Sight("head", "reports:version", version(2)),
    )
