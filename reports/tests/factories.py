"""Situations of filings, made by the verbs themselves so that they can exist."""

from datetime import UTC, date, datetime
from typing import Any

from antt_portal.core.models import Blob
from directives.models import ObligationKind
from directives.tests.factories import instrument_with_criterion
from enterprises.actor import Actor
from enterprises.models import Organisation, Role
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation
from reports.answering import Content, save_answer
from reports.filing import submit
from reports.models import Answer, AnswerResult, Conclusion, Evidence, Report, ReportKind, ReviewResult
from reports.opening import open_report
from reports.reviewing import Judgement, accept, return_report, review_answer

YEAR = 2026
OPENED = datetime(2025, 11, 16, 1, tzinfo=UTC)
SUBMITTED = datetime(2026, 10, 16, 2, 14, tzinfo=UTC)
REVIEWED = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)


class Filing:
    """One organisation, its people, its board's people, and one report in a chosen status."""

    def __init__(self, kind: ReportKind = ReportKind.SELF_ASSESSMENT, organisation: Organisation | None = None) -> None:
        self.organisation = organisation or OrganisationFactory()
        self.board = self.organisation.board
        if not self.board.instruments.exists():
            instrument_with_criterion(self.board)
        self.editor: Actor = actor(Role.EDITOR, self.organisation)
        self.head: Actor = actor(Role.HEAD, self.organisation)
        self.officer: Actor = actor(Role.OFFICER, board_organisation(self.board))
        self.report: Report = open_report(self.organisation, kind, YEAR, by=self.editor, at=OPENED)

    def refresh(self) -> Report:
        self.report = Report.objects.select_related("organisation", "assignee").get(pk=self.report.pk)
        return self.report

    def fill(self, **figures: Any) -> "Filing":
        for answer in self.report.answers.select_related("obligation", "report"):
            save_answer(answer, content(answer, **figures), by=self.editor, at=OPENED, seen=answer.version)
        return self

    def submit(self, at: datetime = SUBMITTED) -> "Filing":
        self.refresh()
        submit(self.report, by=self.head, at=at, seen=self.report.version)
        self.refresh()
        return self

    def review(self, *, to_mend: int = 0, result: str = ReviewResult.MET) -> "Filing":
        """Judge every answer; the first ``to_mend`` are marked to be mended."""
        for index, answer in enumerate(self.report.answers.all()):
            judgement = Judgement(result, "Ghi số thực tế." if index < to_mend else "", index < to_mend)
            existing = answer.reviews.filter(submission__number=self.report.submission_count).first()
            review_answer(
                answer,
                judgement,
                by=self.officer,
                at=REVIEWED,
                seen=self.report.version,
                read=existing.version if existing else 0,
            )
        return self

    def send_back(self, mend_by: date = date(2026, 11, 4)) -> "Filing":
        return_report(self.report, note="", mend_by=mend_by, by=self.officer, at=REVIEWED, seen=self.report.version)
        self.refresh()
        return self

    def accept(self, conclusion: Conclusion = Conclusion.QUALIFIED, note: str = "") -> "Filing":
        accept(
            self.report,
            conclusion=conclusion,
            note=note,
            by=self.officer,
            at=REVIEWED,
            seen=self.report.version,
        )
        self.refresh()
        return self


def content(answer: Answer, *, event: bool = False, cameras: int = 48) -> Content:
    """A complete answer to any obligation of the test instrument."""
    figures: dict[str, Any] = {"cameras": {"installed": cameras}}
    if answer.obligation.kind == ObligationKind.CRITERION:
        figures = {"events": {"event_a": event}}
    if answer.obligation.kind == ObligationKind.REGISTRATION:
        figures = {}
    return Content(result=AnswerResult.DONE, narrative="Đã lắp thêm 6 camera.", figures=figures)


def evidence_of(organisation: Organisation, by: Actor, *, name: str = "Bien-ban.pdf", **fields: Any) -> Evidence:
    """A file in the library, its bytes left out."""
    blob = Blob.objects.create(
        board_id=organisation.board_id,
        sha256=f"{Blob.objects.count():064x}",
        size=812,
        media_type="application/pdf",
        created_at=OPENED,
    )
    return Evidence.objects.create(
        board_id=organisation.board_id,
        organisation=organisation,
        blob=blob,
        file_name=name,
        kind="PDF",
        uploaded_at=OPENED,
        uploaded_by=by.user,
        **fields,
    )
