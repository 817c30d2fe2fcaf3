"""What people meet of an answer to a directive: begun before it was acknowledged, handed in late, sent back, over."""

from antt_portal.core.clock import local_date
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.forwarding import ToForward
from antt_portal.tests.journeys.situations.sight import Sight, answer, report, version
from directives.models import Delivery, ReportRequest
from directives.tests.audiences import a_directive, send_out
from directives.tests.forwardings import forwarded
from reports.answering import Content, save_answer
from reports.filing import submit
from reports.implementing import answer_nothing, open_for
from reports.models import Report
from reports.reviewing import Judgement, return_report, review_answer


class Answering(ToForward):
    """Nothing written yet, and nobody said that it arrived."""

    def make(self):
        super().make()
        forwarded(self.made, self.directive, to=[self.scene.enterprise.organisation])
        self.own = Delivery.objects.get(directive=self.directive, organisation=self.scene.enterprise.organisation)
        at = self.scene.clock.set(YEAR, 3, 12)
        self.report = open_for(ReportRequest.objects.get(delivery=self.own), by=self.scene.editor, at=at)

    sights = (
        Sight("editor", "home"),
        Sight("editor", "reports:report", report),
        Sight("editor", "reports:answer", answer(0)),
        Sight("head", "reports:check", report),
    )


class HandedIn(Answering):
    """Four working days late."""

    def make(self):
        super().make()
        at = self.scene.clock.set(YEAR, 3, 27)
        Delivery.objects.filter(pk=self.own.pk).update(acknowledged_at=at)
        (asked,) = self.report.answers.select_related("report", "obligation")
        content = Content("partly", narrative="Đã rà soát 40 trên 48 camera; 8 camera ở kho mới chưa kiểm tra.")
        save_answer(asked, content, by=self.scene.editor, at=at, seen=asked.version)
        self.hand_in(at)

    def hand_in(self, at):
        self.report = Report.objects.get(pk=self.report.pk)
        submit(self.report, by=self.scene.head, at=at, seen=self.report.version)
        self.report.refresh_from_db()

    sights = (
        Sight("head", "reports:receipt", version(1)),
        Sight("editor", "reports:version", version(1)),
        Sight("officer", "reports:queue", query="?kind=implementation&zone=all"),
        Sight("officer", "reports:review", report),
        Sight("officer", "reports:review-answer", answer(0)),
        Sight("officer", "reports:accept", report),
    )


class SentBack(HandedIn):
    def make(self):
        super().make()
        at, by = self.scene.clock.set(YEAR, 3, 30), self.scene.officer
        (asked,) = self.report.answers.select_related("report", "obligation")
        judgement = Judgement("", "Nêu ngày kiểm tra xong 8 camera còn lại.", to_mend=True)
        review_answer(asked, judgement, by=by, at=at, seen=self.report.version, read=0)
        mend_by = local_date(at).replace(month=4, day=6)
        return_report(self.report, note="", mend_by=mend_by, by=by, at=at, seen=self.report.version)

    sights = (Sight("editor", "reports:report", report), Sight("editor", "home"))


class Over(Answering):
    """Recalled while it was being written; everything said is that there is nothing."""

    def make(self):
        super().make()
        answer_nothing(self.report, by=self.scene.editor, at=self.scene.clock.now())
        recall = {"relation": "recalls", "related": self.directive.letter}
        send_out(self.made, a_directive(self.made, lines=[], asked=[], **recall))

    sights = (Sight("editor", "reports:report", report), Sight("head", "reports:check", report))
