"""Review: assign, judge, decide on barring events, return, accept. Nobody decides on what they did not read."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move, stale
from directives.models import Obligation, ObligationKind
from enterprises import deadlines
from enterprises.actor import Actor
from enterprises.models import DeadlineKind, User
from reports import notices
from reports.answering import lock
from reports.models import (
    Answer,
    AnswerReview,
    BarringDecision,
    Conclusion,
    Report,
    ReportKind,
    ReportStatus,
    ReviewResult,
    Submission,
)
from reports.states import ACCEPT, RETURN


@dataclass(frozen=True)
class Judgement:
    """What an officer says about one answer."""

    result: str
    comment: str = ""
    to_mend: bool = False
    points: Decimal | None = None


def latest(report: Report) -> Submission:
    """The version before the officer. Raises Submission.DoesNotExist for a report never handed in."""
    return report.submissions.order_by("-number")[:1].get()


def _read(report: Report, seen: int) -> Report:
    """The locked report, if it is still the version that was read and with the board. Raises Refused("stale")."""
    locked = lock(report)
    if locked.version != seen or locked.status != ReportStatus.SUBMITTED:
        raise stale()
    return locked


@transaction.atomic
def assign(report: Report, to: User | None, *, by: Actor, at: datetime, seen: User | None) -> None:
    """Put ``to`` in charge of the review. ``seen`` is who was in charge on the screen; Refused("stale") when not."""
    locked = lock(report)
    if (locked.assignee_id or None) != (seen.pk if seen else None):
        raise stale()
    Report.objects.filter(pk=report.pk).update(assignee=to)
    report.assignee = locked.assignee = to
    deadlines.assign(report, DeadlineKind.REVIEW, to=to)
    audit.record(locked, "report.assign", by=by, at=at, after={"assignee": str(to.public_id) if to else None})
    if to and to.pk != by.user_id and locked.status == ReportStatus.SUBMITTED:
        notices.report_assigned(locked, at=at)


@transaction.atomic
def review_answer(
    answer: Answer, judgement: Judgement, *, by: Actor, at: datetime, seen: int, read: int
) -> AnswerReview:
    """Judge one answer of the version ``seen``; ``read`` is the version of the judgement on the screen (0: none).

    Raises Refused("stale") when the report or the judgement changed since, Refused("comment-missing") when something
    is to be mended and nobody says what.
    """
    report = _read(answer.report, seen)
    if judgement.to_mend and not judgement.comment.strip():
        raise Refused("comment-missing", _("Ghi rõ cần bổ sung gì."))
    submission = latest(report)
    review = AnswerReview.objects.select_for_update().filter(submission=submission, answer=answer).first()
    if (review.version if review else 0) != read:
        raise stale()
    review = review or AnswerReview(
        board_id=report.board_id,
        organisation_id=report.organisation_id,
        submission=submission,
        answer=answer,
        version=0,
    )
    review.result, review.comment, review.to_mend = (
        judgement.result,
        judgement.comment.strip(),
        judgement.to_mend,
    )
    review.points, review.carried = judgement.points, False
    review.reviewed_at, review.reviewed_by, review.version = at, by.user, review.version + 1
    review.save()
    after = {"obligation": answer.obligation.code, "result": judgement.result, "to_mend": judgement.to_mend}
    audit.record(report, "report.review", by=by, at=at, after=after, note=judgement.comment)
    return review


@transaction.atomic
def decide_barring_event(
    report: Report,
    event: Obligation,
    *,
    occurred: bool,
    force_majeure: bool,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int,
) -> BarringDecision:
    """Say whether a barring event occurred. Raises Refused("reason-missing"), Refused("stale")."""
    locked = _read(report, seen)
    if not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do của kết luận."))
    if event.kind != ObligationKind.BARRING_EVENT or not locked.instruments.filter(pk=event.instrument_id).exists():
        raise Refused("not-an-event", _("Sự việc này không thuộc bộ tiêu chí của hồ sơ."))
    decision, _created = BarringDecision.objects.update_or_create(
        report=report,
        event=event,
        defaults={
            "board_id": report.board_id,
            "organisation_id": report.organisation_id,
            "occurred": occurred,
            "force_majeure": occurred and force_majeure,
            "reason": reason.strip(),
            "decided_at": at,
            "decided_by": by.user,
        },
    )
    after = {"event": event.code, "occurred": occurred, "force_majeure": force_majeure}
    audit.record(locked, "report.decide_barring_event", by=by, at=at, after=after, note=reason)
    return decision


@transaction.atomic
def return_report(report: Report, *, note: str, mend_by: date, by: Actor, at: datetime, seen: int) -> None:
    """Send it back with the items marked to be mended and a date.

    Raises Refused("nothing-to-mend") without a marked item, Refused("mend-date") for a date that is not ahead.
    """
    locked = _read(report, seen)
    to_mend = (
        latest(locked).reviews.filter(to_mend=True).select_related("answer__obligation").order_by("answer__position")
    )
    if not to_mend:
        raise Refused("nothing-to-mend", _("Chưa có nội dung nào được ghi vào danh sách cần bổ sung."))
    if mend_by <= local_date(at):
        raise Refused("mend-date", _("Hạn bổ sung phải sau ngày hôm nay."))
    items = [f"{review.answer.obligation}: {review.comment}" for review in to_mend]
    move(
        locked,
        RETURN,
        by=by,
        at=at,
        seen=seen,
        changes={"mend_by": mend_by, "return_note": note.strip()},
        note=note,
    )
    deadlines.close(locked, DeadlineKind.REVIEW, at=at)
    deadlines.open_deadline(
        locked,
        DeadlineKind.MENDING,
        organisation=locked.organisation,
        title=str(locked.year),
        route="reports:report",
        due_on=mend_by,
        rule="by-officer",
        anchor=local_date(at),
        at=at,
    )
    notices.report_returned(locked, items, at=at)


@transaction.atomic
def accept(report: Report, *, conclusion: Conclusion, note: str, by: Actor, at: datetime, seen: int) -> None:
    """Accept the report as complete and conclude.

    Raises Refused with code "stale", "unreviewed" (an answer has no result of an officer), "to-mend" (an item is still
    marked), "undecided-event" (the enterprise declared an event nobody decided on), "barred" or "not-met" (the
    conclusion "qualified" is impossible), "reason-missing" (not qualified, and nobody says why).
    """
    locked = _read(report, seen)
    for refusal in _obstacles(locked, conclusion, note):
        raise refusal
    changes = {
        "accepted_at": at,
        "accepted_by": by.user,
        "conclusion": conclusion,
        "conclusion_note": note.strip(),
    }
    move(
        locked,
        ACCEPT,
        by=by,
        at=at,
        seen=seen,
        changes=changes,
        note=note,
        after={"conclusion": str(conclusion)},
    )
    deadlines.close(locked, DeadlineKind.REVIEW, at=at)
    notices.report_accepted(locked, at=at)


def _obstacles(report: Report, conclusion: Conclusion, note: str) -> list[Refused]:
    """What stands against accepting with this conclusion, the most basic first."""
    reviews = latest(report).reviews.exclude(result="")
    found = []
    if report.answers.exclude(pk__in=reviews.values("answer")).exists():
        found.append(Refused("unreviewed", _("Còn nội dung chưa thẩm định.")))
    if reviews.filter(to_mend=True).exists():
        found.append(Refused("to-mend", _("Còn nội dung ghi là cần bổ sung: trả hồ sơ, hoặc bỏ dấu cần bổ sung.")))
    if undecided_events(report):
        found.append(Refused("undecided-event", _("Doanh nghiệp khai có sự việc mà chưa có kết luận.")))
    if conclusion == Conclusion.QUALIFIED and any(decision.bars for decision in report.barring_decisions.all()):
        found.append(Refused("barred", _("Đã kết luận có sự việc không được công nhận.")))
    if conclusion == Conclusion.QUALIFIED and _unmet_criteria(report):
        found.append(Refused("not-met", _("Có tiêu chí chưa đạt: phải đạt tất cả các tiêu chí mới đề nghị công nhận.")))
    if conclusion == Conclusion.NOT_QUALIFIED and not note.strip():
        found.append(Refused("reason-missing", _("Ghi lý do chưa đạt.")))
    return found


def _unmet_criteria(report: Report) -> bool:
    """All five criteria must be met (Thông tư 124/2021/TT-BCA, Điều 6). A registration has none."""
    if report.kind == ReportKind.REGISTRATION:
        return False
    criteria = latest(report).reviews.filter(answer__obligation__kind=ObligationKind.CRITERION)
    return criteria.filter(result=ReviewResult.NOT_MET).exists()


def undecided_events(report: Report) -> list[Obligation]:
    """Barring events the enterprise declared in its figures and nobody of the authority decided on."""
    declared = declared_event_codes(latest(report))
    events = Obligation.objects.filter(instrument__in=report.instruments.all(), kind=ObligationKind.BARRING_EVENT)
    decided = report.barring_decisions.values("event")
    return list(events.filter(code__in=declared).exclude(pk__in=decided).order_by("position"))


def declared_event_codes(submission: Submission) -> set[str]:
    """Codes of the barring events answered "yes": the yes/no field of an event bears the event's code as its key."""
    declared: set[str] = set()
    for answer in submission.frozen["answers"]:
        if answer["kind"] == ObligationKind.CRITERION:
            for values in answer["figures"].values():
                if isinstance(values, dict):
                    declared |= {key for key, value in values.items() if value is True}
    return declared
