"""What the board and its neighbours meet: dossiers, questions, lists, and the register of who and what."""

from datetime import date, timedelta

from antt_portal.core.clock import local_date
from antt_portal.demo.narratives import theme
from antt_portal.demo.recognitions import Listing
from antt_portal.tests.journeys.scene import GIA_HUNG, HAI_DANG, KIM_LONG, YEAR
from antt_portal.tests.journeys.situations.enterprise import Resubmitted
from antt_portal.tests.journeys.situations.sight import STRANGER, Sight, Situation, answer, report
from directives.asking import instruments
from directives.models import Instrument, InstrumentStatus, ObligationKind
from reports.barring import events_of
from reports.consulting import answer_opinion, ask_opinion
from reports.models import Evidence, Opinion, Recognition, RecognitionBatch, Stance
from reports.reviewing import decide_barring_event


def paper(one):
    return [Evidence.objects.filter(organisation=one.report.organisation, kind="PDF").earliest("pk").public_id]


class UnderReview(Resubmitted):
    """Handed in twice, judged in part, two agencies asked: one answered, the other kept silent; an event decided."""

    def make(self):
        super().make()
        at, officer = self.scene.clock.set(YEAR, 10, 29), self.scene.officer
        mended = self.filing.answers(("5",))
        self.filing.review(at=at, themes=[theme(one.obligation) for one in mended])
        for number, agency in enumerate((self.scene.place.police, self.scene.place.recogniser)):
            due_on = local_date(at) + timedelta(days=2 + number * 10)
            ask_opinion(self.report, agency, question="Đề nghị cho ý kiến.", due_on=due_on, by=officer, at=at)
        decide_barring_event(
            self.report,
            events_of(self.report)[0],
            occurred=False,
            force_majeure=False,
            reason="Không có vụ việc nào được ghi nhận.",
            by=officer,
            at=at,
            seen=self.filing.report.version,
        )
        self.scene.clock.set(YEAR, 11, 4)

    sights = (
        Sight("officer", "home"),
        Sight("officer", "reports:queue"),
        Sight("unit_head", "reports:queue"),
        Sight("unit_head", "reports:queue", query="?q=khong-co"),
        Sight("officer", "reports:review", report),
        Sight("unit_head", "reports:review", report),
        Sight("leader", "reports:review", report),
        *(Sight("officer", "reports:review-answer", answer(index)) for index in (0, 4, 5, 6, 10)),
        Sight("leader", "reports:review-answer", answer(4)),
        Sight("officer", "reports:evidence-signatures", paper),
        Sight("officer", "reports:return", report),
        Sight("officer", "reports:accept", report),
        Sight("officer", "reports:version", lambda one: [one.report.public_id, 2]),
        Sight("agent", "home"),
        Sight("agent", "reports:opinions"),
        Sight("agent", "reports:opinion", lambda _one: [Opinion.objects.earliest("pk").public_id]),
    )


class Concluding(UnderReview):
    """Everything judged, one answer marked once more, the opinion answered."""

    def make(self):
        super().make()
        at = self.scene.clock.now()
        self.filing.review(at=at, to_mend={"7": "Chứng nhận chưa rõ ngày cấp."})
        asked = Opinion.objects.select_related("report__organisation", "agency", "asked_by").earliest("pk")
        text = "Đề nghị bổ sung camera hướng ra đường gom."
        answer_opinion(
            asked, stance=Stance.REMARKS, text=text, by=self.scene.office.agent, at=at, seen=asked.version
        )  # fmt: skip

    sights = (
        Sight("officer", "reports:return", report),
        Sight("officer", "reports:accept", report),
        Sight("officer", "reports:review", report),
        Sight("agent", "reports:opinion", lambda _one: [Opinion.objects.earliest("pk").public_id]),
    )


def _batch(status):
    return lambda _one: [RecognitionBatch.objects.get(status=status).public_id]


class Recognising(Situation):
    """A candidate, and lists at every step; of the decided one an enterprise was refused."""

    def make(self):
        scene, place, office = self.scene, self.scene.place, self.scene.office
        founded = scene.clock.now()
        others = [scene.settle(company, at=founded) for company in (GIA_HUNG, HAI_DANG, KIM_LONG)]
        scene.open()
        self.filing = scene.accepted()
        reports = [scene.accepted(other).report for other in others]
        at = scene.clock.set(YEAR, 11, 4)
        drafted, proposed, approved = (Listing(place, office, [one], year=YEAR, at=at) for one in reports)
        proposed.propose(at=at)
        approved.propose(at=at).approve(at=at)
        self.drafted = drafted

    sights = (
        Sight("unit_head", "reports:recognition", query=f"?year={YEAR}"),
        Sight("leader", "reports:recognition"),
        Sight("unit_head", "reports:batch", _batch("draft")),
        Sight("leader", "reports:batch", _batch("proposed")),
        Sight("clerk", "reports:batch", _batch("approved")),
        Sight("leader", "home"),
        Sight("clerk", "home"),
    )


class Recognised(Situation):
    """Decided on two: one recognised and later revoked, another refused, a third recognised."""

    def make(self):
        scene = self.scene
        founded = scene.clock.now()
        others = [scene.settle(company, at=founded) for company in (GIA_HUNG, HAI_DANG)]
        scene.open()
        self.report = scene.accepted().report
        refused, revoked = (scene.accepted(other).report for other in others)
        at = scene.clock.set(YEAR, 11, 4)
        listing = Listing(scene.place, scene.office, [self.report, refused, revoked], year=YEAR, at=at)
        listing.propose(at=at).approve(at=at)
        listing.decide(at=scene.clock.set(YEAR, 11, 18), refuses=lambda entry: entry.report_id == refused.pk)
        listing.revoke(revoked, at=scene.clock.set(YEAR + 1, 3, 9))
        self.standing = Recognition.objects.get(report=self.report)
        self.void = Recognition.objects.get(report=revoked)

    sights = (
        Sight("leader", "reports:batch", _batch("decided")),
        Sight("leader", "reports:recognition-revoke", lambda one: [one.standing.public_id]),
        Sight("leader", "reports:recognition-revoke", lambda one: [one.void.public_id]),
        Sight("head", "reports:report", report),
        Sight("head", "home"),
        Sight("officer", "reports:review", report),
        Sight(STRANGER, "verify-code", lambda one: [one.standing.code]),
        Sight(STRANGER, "verify-code", lambda one: [one.void.code]),
    )


class Office(Situation):
    """The register of organisations and of what is asked, with a draft of the board's own."""

    def make(self):
        scene = self.scene
        scene.open()
        at, by = scene.clock.set(YEAR, 3, 10), scene.office.unit_head
        board, described = scene.place.board, {"title": "Nội dung riêng của Ban", "citation": "Thông báo thử nghiệm"}
        self.draft = instruments.draft(
            board, by=by, at=at, code="rieng", source="board", valid_from=date(YEAR, 1, 1), **described
        )
        fifth = Instrument.objects.get(code="thai-binh-2020").obligations.get(number="5")
        self.obligation = instruments.write_obligation(
            self.draft,
            by=by,
            at=at,
            kind=ObligationKind.STANDING,
            code="rieng-1",
            number="1",
            position=1,
            text="Lắp đặt camera tại cổng.",
            title="Camera tại cổng",
            short_title="Camera",
            points=20,
            fields=fifth.fields,
            evidence_wanted=True,
        )

    sights = (
        Sight("administrator", "home"),
        Sight("administrator", "enterprises:organisations"),
        Sight("officer", "enterprises:organisations", query="?q=khong-co"),
        Sight("administrator", "enterprises:organisation-new"),
        Sight("administrator", "enterprises:organisation", lambda one: [one.scene.enterprise.organisation.public_id]),
        Sight("clerk", "enterprises:organisation", lambda one: [one.scene.place.office.public_id]),
        Sight("unit_head", "directives:instruments"),
        Sight("editor", "directives:instruments"),
        Sight("unit_head", "directives:instrument-new"),
        Sight("unit_head", "directives:instrument", lambda one: [one.draft.public_id]),
        Sight(
            "editor",
            "directives:instrument",
            lambda _one: [Instrument.objects.filter(status=InstrumentStatus.IN_FORCE).earliest("pk").public_id],
        ),
        Sight("unit_head", "directives:obligation-new", lambda one: [one.draft.public_id]),
        Sight("unit_head", "directives:obligation", lambda one: [one.draft.public_id, one.obligation.public_id]),
    )
