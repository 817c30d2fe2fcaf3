"""Carrying one report through its year, step by step, by the verbs that the pages use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from antt_portal.core.clock import local_date
from antt_portal.demo.answers import content_for
from antt_portal.demo.companies import Company
from antt_portal.demo.evidence import minutes, put
from antt_portal.demo.facts import Facts
from antt_portal.demo.narratives import theme
from antt_portal.demo.people import Office, Team
from antt_portal.demo.places import Place
from directives.models import Obligation
from enterprises.actor import Actor
from enterprises.models import Organisation
from reports.answering import Content, save_answer
from reports.filing import submit
from reports.library import use
from reports.models import Answer, AnswerResult, Conclusion, Evidence, Report, ReportKind, ReviewResult
from reports.reviewing import Judgement, accept, assign, return_report, review_answer


@dataclass
class Enterprise:
    """An enterprise of the demonstration with its people, its board and its library by theme."""

    company: Company
    organisation: Organisation
    team: Team
    place: Place
    office: Office
    first_year: int
    shelf: dict[str, list[Evidence]] = field(default_factory=dict)

    @property
    def officer(self) -> Actor:
        return self.office.officer_of(self.company.zone)

    def facts(self, year: int, on: date) -> Facts:
        registration = Report.objects.filter(
            organisation=self.organisation, year=year, kind=ReportKind.REGISTRATION, submission_count__gt=0
        ).first()
        receipt = registration.submissions.order_by("number").first() if registration else None
        return Facts(
            company=self.company,
            year=year,
            years_since_first=year - self.first_year,
            on=on,
            head=self.team.head.user.full_name,
            board=self.place.office.name_on(on).name,
            registered_on=local_date(receipt.submitted_at) if receipt else on,
            registration_receipt=receipt.receipt if receipt else "",
        )


class Filing:
    """One report on its way. ``report`` is always as last read."""

    def __init__(self, enterprise: Enterprise, kind: ReportKind, year: int) -> None:
        self.enterprise = enterprise
        self.kind = kind
        self.year = year
        self.refresh()

    def refresh(self) -> None:
        self.report = Report.objects.select_related("organisation", "assignee").get(
            organisation=self.enterprise.organisation, kind=self.kind, year=self.year
        )

    def answers(self, themes: Iterable[str] | None = None) -> list[Answer]:
        found = self.report.answers.select_related("obligation", "report").order_by("position")
        return [answer for answer in found if themes is None or theme(answer.obligation) in themes]

    def fill(self, *, at: datetime, themes: Iterable[str] | None = None) -> "Filing":
        """Answer everything (or these themes) with figures and files."""
        facts = self.enterprise.facts(self.year, local_date(at))
        editor = self.enterprise.team.editor
        if self.kind == ReportKind.SELF_ASSESSMENT and (themes is None or "8" in themes):
            self.enterprise.shelf.pop("8", None)
            put(minutes(facts), "8", self.enterprise.shelf, by=editor, at=at)
        for answer in self.answers(themes):
            content = content_for(answer.obligation, facts)
            save_answer(answer, content, by=editor, at=at, seen=answer.version)
            if answer.obligation.evidence_wanted and content.result != AnswerResult.NOT_APPLICABLE:
                for evidence in self.enterprise.shelf.get(theme(answer.obligation), []):
                    use(evidence, answer, by=editor, at=at)
        return self

    def mend(self, changes: Mapping[str, Content], *, at: datetime) -> "Filing":
        for answer in self.answers(changes):
            content = changes[theme(answer.obligation)]
            save_answer(answer, content, by=self.enterprise.team.editor, at=at, seen=answer.version)
        return self

    def submit(self, *, at: datetime) -> "Filing":
        submit(self.report, by=self.enterprise.team.head, at=at, seen=self.report.version)
        self.refresh()
        return self

    def assign(self, *, at: datetime) -> "Filing":
        """The unit head puts the officer of the zone in charge."""
        assign(self.report, self.enterprise.officer.user, by=self.enterprise.office.unit_head, at=at, seen=None)
        self.refresh()
        return self

    def review(
        self,
        *,
        at: datetime,
        to_mend: Mapping[str, str] | None = None,
        unmet: Iterable[str] = (),
        themes: Iterable[str] | None = None,
    ) -> "Filing":
        """Judge what is not judged yet; ``to_mend`` are comments by theme, ``unmet`` the themes not met."""
        judged = {
            review.answer_id: review
            for review in self.report.submissions.get(number=self.report.submission_count).reviews.all()
        }
        for answer in self.answers(themes):
            if answer.pk in judged:
                continue
            judgement = _judgement(answer.obligation, (to_mend or {}).get(theme(answer.obligation)), unmet)
            review_answer(answer, judgement, by=self.enterprise.officer, at=at, seen=self.report.version, read=0)
        return self

    def send_back(self, *, mend_by: date, at: datetime, note: str = "") -> "Filing":
        by = self.enterprise.officer
        return_report(self.report, note=note, mend_by=mend_by, by=by, at=at, seen=self.report.version)
        self.refresh()
        return self

    def accept(self, *, at: datetime, conclusion: Conclusion = Conclusion.QUALIFIED, note: str = "") -> "Filing":
        by = self.enterprise.officer
        accept(self.report, conclusion=conclusion, note=note, by=by, at=at, seen=self.report.version)
        self.refresh()
        return self


def _judgement(obligation: Obligation, mend: str | None, unmet: Iterable[str]) -> Judgement:
    points = obligation.points * Decimal("0.9") if obligation.points else None
    if mend:
        return Judgement("", mend, to_mend=True)
    result = ReviewResult.NOT_MET if theme(obligation) in unmet else ReviewResult.MET
    return Judgement(result, "", points=points.quantize(Decimal("0.1")) if points else None)
