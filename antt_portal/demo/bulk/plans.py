"""What is copied: an earlier year from the first one of the demonstration, and whole enterprises."""

from antt_portal.core.public_id import PublicModel
from antt_portal.demo.bulk.rows import Rows, of
from directives.models import Delivery, DeliveryStep, ReportRequest, Route
from enterprises.models import (
    Applicability,
    Deadline,
    Membership,
    Organisation,
    OrganisationName,
    Tenancy,
    User,
)
from reports.models import (
    Answer,
    AnswerReview,
    BarringDecision,
    Evidence,
    EvidenceUse,
    Opinion,
    Recognition,
    RecognitionBatch,
    Report,
    Submission,
    SubmittedFile,
)

ENTERPRISES_OF_A_ZONE = 250
COPIES_ON_A_LIST = 25  # for recognition: of some hundred enterprises


def earlier_years(board_id: int, year: int) -> tuple[Rows, ...]:
    """What the enterprises of ``board_id`` handed in for ``year``, and what the board made of it."""
    of_then = f"t.board_id = {int(board_id)} AND t.year = {int(year)}"
    return (
        Rows(Applicability, of_then),
        Rows(RecognitionBatch, of_then),
        Rows(Report, f"{of_then} AND t.submission_count > 0"),
        *_filing("'y' || c.n"),
        _due_for(Report, Opinion),
    )


def enterprises(templates: list[int], people: list[int], batches: list[int], *, board_id: int) -> tuple[Rows, ...]:
    """``templates`` with all that is theirs; their copies share zones by the 250."""
    numbered = "t.name || ' ' || c.n"
    zone_number = f"1 + (c.n - 1) / {max(1, ENTERPRISES_OF_A_ZONE // len(templates))}"
    zones = f"SELECT id FROM enterprises_zone WHERE board_id = {int(board_id)} AND name = "  # noqa: S608
    zone = f"({zones} 'KCN Ví Dụ Số ' || {zone_number})"
    return (
        Rows(
            Organisation,
            _among(templates),
            {
                "name": numbered,
                "tax_code": "''",
                "sort_key": "t.sort_key || lpad(c.n::text, 6, '0')",
                "search_key": "t.search_key || ' ' || c.n",
            },
        ),
        Rows(User, _among(people), {"email": "'so-' || c.n || '.' || t.email"}),
        of(OrganisationName, "organisation_id", Organisation, name=numbered),
        Rows(
            Tenancy,
            "t.id IN (SELECT min(id) FROM enterprises_tenancy GROUP BY organisation_id)"
            " AND t.organisation_id IN (SELECT old FROM bulk_enterprises_organisation)",
            {"zone_id": zone},
        ),
        of(Membership, "user_id", User),
        of(Applicability, "organisation_id", Organisation),
        of(Evidence, "organisation_id", Organisation),
        Rows(RecognitionBatch, _among(batches), shared_by=COPIES_ON_A_LIST),
        of(Report, "organisation_id", Organisation),
        *_filing("'-' || c.n"),
        of(Delivery, "organisation_id", Organisation),
        of(Route, "delivery_id", Delivery),
        of(DeliveryStep, "delivery_id", Delivery),
        of(ReportRequest, "delivery_id", Delivery),
        _due_for(Report, Opinion, Delivery, ReportRequest),
    )


def _filing(number: str) -> tuple[Rows, ...]:
    """What hangs on the reports that are copied; ``number`` is SQL for what tells a copy's receipt and code."""
    code = f"CASE WHEN t.code = '' THEN '' ELSE upper(substr(md5(t.code || {number}), 1, 12)) END"
    return (
        of(Report.instruments.through, "report_id", Report),
        of(Answer, "report_id", Report),
        of(EvidenceUse, "answer_id", Answer),
        of(Submission, "report_id", Report, receipt=f"t.receipt || {number}"),
        of(SubmittedFile, "submission_id", Submission),
        of(AnswerReview, "submission_id", Submission),
        of(BarringDecision, "report_id", Report),
        of(Opinion, "report_id", Report),
        of(Recognition, "report_id", Report, code=code),
    )


def _due_for(*subjects: type[PublicModel]) -> Rows:
    """Whoever must do it: the enterprise, or the board that reviews."""
    known = " UNION ALL ".join(
        f"SELECT public_id FROM {table} WHERE id IN (SELECT old FROM bulk_{table})"  # noqa: S608
        for table in (subject._meta.db_table for subject in subjects)
    )
    return Rows(Deadline, f"t.subject_id IN ({known})")


def _among(keys: list[int]) -> str:
    return f"t.id = ANY(ARRAY[{', '.join(str(int(key)) for key in keys) or 'NULL'}]::bigint[])"
