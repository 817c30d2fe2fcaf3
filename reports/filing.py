"""Handing in: freeze, hash, number, move. One transaction, one receipt."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import ngettext

from antt_portal.core import papers
from antt_portal.core.canonical import digest
from antt_portal.core.clock import local_date
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move, stale
from directives.arriving.reporting import record_reported
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import DeadlineKind, Organisation, OrganisationKind
from enterprises.workday_rules import workdays_rule
from reports import notices
from reports.answering import lock
from reports.checking import gaps
from reports.freezing import freeze, frozen_answers, substance
from reports.models import Answer, AnswerReview, Evidence, ReceiptCounter, Report, ReportKind, Submission, SubmittedFile
from reports.opening import DEADLINE_OF
from reports.states import SUBMIT

RECEIPT = "HS-{year}-{number:05d}"
FILE_NAMES: dict[str, str] = {
    ReportKind.REGISTRATION: "dang-ky-phan-dau",
    ReportKind.SELF_ASSESSMENT: "tu-kiem-tra-danh-gia",
    ReportKind.IMPLEMENTATION: "bao-cao-ket-qua",
}


@transaction.atomic
def submit(report: Report, *, by: Actor, at: datetime, seen: int) -> Submission:
    """Hand in the report as it stands. Returns the frozen version with its receipt.

    Raises Refused("stale") when the report changed since ``seen`` or somebody handed it in first,
    Refused("incomplete") when something is missing, and of an answer to a directive what ``record_reported`` raises.
    """
    report = lock(report)
    if report.version != seen or report.status not in SUBMIT.sources:
        raise stale()
    if lacking := gaps(report, on=local_date(at)):
        text = ngettext(
            "Còn %(count)s chỗ phải bổ sung trước khi nộp.",
            "Còn %(count)s chỗ phải bổ sung trước khi nộp.",
            len(lacking),
        )
        raise Refused("incomplete", text % {"count": len(lacking)})
    if report.request is not None:
        record_reported(report.request, at=at, by=by)
    submission = _freeze(report, by=by, at=at)
    move(
        report,
        SUBMIT,
        by=by,
        at=at,
        seen=seen,
        changes={
            "submission_count": submission.number,
            "submitted_at": at,
            "submitted_by": by.user,
            "mend_by": None,
        },
        after={"receipt": submission.receipt, "sha256": submission.sha256, "number": submission.number},
    )
    _keep_files(report, submission)
    _carry_reviews(report, submission)
    _hand_over_deadlines(report, at=at)
    notices.report_submitted(report, submission.receipt, at=at)
    papers.order(
        report.kind,
        about=submission,
        data=submission.frozen,
        file_name=f"{submission.receipt}-{FILE_NAMES[report.kind]}.pdf",
        at=at,
        organisation_id=report.organisation_id,
    )
    return submission


def _freeze(report: Report, *, by: Actor, at: datetime) -> Submission:
    number = report.submission_count + 1
    receipt = _next_receipt(report.board_id, local_date(at).year)
    submitted = {
        "number": number,
        "receipt": receipt,
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "by": by.user.full_name,
        "role": _role_in_vietnamese(by),
    }
    frozen = {**freeze(report, at=at), "submitted": submitted}
    return Submission.objects.create(
        board_id=report.board_id,
        organisation_id=report.organisation_id,
        report=report,
        number=number,
        receipt=receipt,
        frozen=frozen,
        sha256=digest(frozen),
        submitted_at=at,
        submitted_by=by.user,
    )


def _keep_files(report: Report, submission: Submission) -> None:
    files = Evidence.objects.filter(uses__answer__report=report).distinct().order_by("pk")
    SubmittedFile.objects.bulk_create(
        SubmittedFile(
            board_id=report.board_id, organisation_id=report.organisation_id, submission=submission, evidence=file
        )
        for file in files
    )


def _role_in_vietnamese(by: Actor) -> str:
    """Papers are in Vietnamese whatever language the head reads."""
    with translation.override("vi"):
        return str(by.role.label)


def _next_receipt(board_id: int, year: int) -> str:
    """Taken under a row lock in the transaction that uses it, so that no number is lost or doubled."""
    ReceiptCounter.objects.get_or_create(board_id=board_id, year=year)
    counter = ReceiptCounter.objects.select_for_update().get(board_id=board_id, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return RECEIPT.format(year=year, number=counter.last)


def _carry_reviews(report: Report, submission: Submission) -> None:
    """What an officer judged and the enterprise did not touch stays judged; what was to be mended is judged anew."""
    previous = report.submissions.filter(number=submission.number - 1).first()
    if previous is None:
        return
    before, now = frozen_answers(previous.frozen), frozen_answers(submission.frozen)
    codes = dict(Answer.objects.filter(report=report).values_list("pk", "obligation__code"))
    AnswerReview.objects.bulk_create(
        AnswerReview(
            board_id=review.board_id,
            organisation_id=review.organisation_id,
            submission=submission,
            answer_id=review.answer_id,
            result=review.result,
            comment=review.comment,
            points=review.points,
            carried=True,
            reviewed_at=review.reviewed_at,
            reviewed_by_id=review.reviewed_by_id,
        )
        for review in previous.reviews.filter(to_mend=False)
        if substance(before[codes[review.answer_id]]) == substance(now[codes[review.answer_id]])
    )


def _hand_over_deadlines(report: Report, *, at: datetime) -> None:
    """The enterprise is done; the board has its working days."""
    if report.kind in DEADLINE_OF:
        deadlines.close(report, DEADLINE_OF[report.kind], at=at)
    deadlines.close(report, DeadlineKind.MENDING, at=at)
    board = Organisation.objects.select_related("board").get(board_id=report.board_id, kind=OrganisationKind.BOARD)
    on = local_date(at)
    days = board.board.review_workdays
    deadlines.open_deadline(
        report,
        DeadlineKind.REVIEW,
        organisation=board,
        title=f"{report.organisation.name} · {report.which}",
        route="reports:review",
        due_on=CalendarDay.objects.calendar_for(report.board_id).add(on, days),
        rule=workdays_rule(days),
        anchor=on,
        assignee=report.assignee,
        at=at,
    )
