"""Review: assign, judge, decide on barring events, return, accept. Nobody decides on what they did not read."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, blobs
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move, stale
from directives.arriving.reporting import lock_standing, record_accepted
from directives.models import Obligation, ObligationKind
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import DeadlineKind, User
from reports import notices
from reports.answering import lock
from reports.barring import allows_exception, undecided_events
from reports.models import (
    Answer,
    AnswerReview,
    BarringDecision,
    Conclusion,
    OpinionStatus,
    Report,
    ReportKind,
    ReportStatus,
    ReviewResult,
)
from reports.reading import latest, locked_as_read, require_judged_as_read
from reports.reviewers import reviewers_for
from reports.shelf import not_scanned
from reports.states import ACCEPT, RETURN


@dataclass(frozen=True)
class Judgement:
    """What an officer says about one answer."""

    result: str
    comment: str = ""
    to_mend: bool = False
    points: Decimal | None = None


@transaction.atomic
def assign(report: Report, to: User | None, *, by: Actor, at: datetime, seen: User | None) -> None:
    """Put ``to`` in charge of the review, or nobody. ``seen`` is who was in charge on the screen.

    Raises Refused("stale") when that changed, Refused("concluded") for an accepted report, Refused("cannot-review")
    for somebody who is no reviewer of the board or belongs to the organisation that filed.
    """
    locked = lock(report)
    if locked.assignee_id != (seen.pk if seen else None):
        raise stale()
    if locked.status == ReportStatus.ACCEPTED:
        raise Refused("concluded", _("Hồ sơ đã tiếp nhận, không phân công nữa."))
    if to and not reviewers_for(locked, local_date(at)).filter(pk=to.pk).exists():
        raise Refused("cannot-review", _("Người này không thẩm định được hồ sơ này: khác vai trò, hoặc cùng tổ chức."))
    Report.objects.filter(pk=report.pk).update(assignee=to)
    report.assignee = locked.assignee = to
    deadlines.assign(report, DeadlineKind.REVIEW, to=to)
    after = {"assignee": str(to.public_id), "name": to.full_name} if to else {"assignee": None}
    audit.record(locked, "report.assign", by=by, at=at, after=after)
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
    report = locked_as_read(answer.report, seen)
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
    review.result, review.comment = judgement.result, judgement.comment.strip()
    review.to_mend, review.points, review.carried = judgement.to_mend, judgement.points, False
    review.reviewed_at, review.reviewed_by, review.version = at, by.user, review.version + 1
    review.save()
    after = {"obligation": answer.obligation.code, "result": judgement.result, "to_mend": judgement.to_mend}
    audit.record(report, "report.review", by=by, at=at, after=after, note=review.comment)
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
    """Say whether a barring event occurred; an excuse counts only where the circular has one.

    Raises Refused with code "stale", "reason-missing", "not-an-event" or "no-exception".
    """
    locked = locked_as_read(report, seen)
    if not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do của kết luận."))
    if event.kind != ObligationKind.BARRING_EVENT or not locked.instruments.filter(pk=event.instrument_id).exists():
        raise Refused("not-an-event", _("Sự việc này không thuộc bộ tiêu chí của hồ sơ."))
    if force_majeure and not allows_exception(event):
        raise Refused("no-exception", _("Quy định không có trường hợp loại trừ cho sự việc này."))
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
    after = {"event": event.code, "title": event.title, "occurred": occurred, "force_majeure": force_majeure}
    audit.record(locked, "report.decide_barring_event", by=by, at=at, after=after, note=reason.strip())
    return decision


@transaction.atomic
def return_report(
    report: Report, *, note: str, mend_by: date, by: Actor, at: datetime, seen: int, read: str | None = None
) -> None:
    """Send it back with the items marked to be mended and a date. ``read`` is what was judged as shown (``judged``).

    Raises Refused("stale"), Refused("judged-since"), Refused("nothing-to-mend") without a marked item,
    Refused("mend-date") for a date that is not ahead, Refused("ended") when the directive it answers is over.
    """
    locked = locked_as_read(report, seen)
    require_judged_as_read(locked, read)
    to_mend = (
        latest(locked).reviews.filter(to_mend=True).select_related("answer__obligation").order_by("answer__position")
    )
    if not to_mend:
        raise Refused("nothing-to-mend", _("Chưa có nội dung nào được ghi vào danh sách cần bổ sung."))
    if mend_by <= local_date(at):
        raise Refused("mend-date", _("Hạn bổ sung phải sau ngày hôm nay."))
    if locked.request is not None:
        lock_standing(locked.request)
    items = [f"{review.answer.obligation}: {review.comment}" for review in to_mend]
    changes = {"mend_by": mend_by, "return_note": note.strip()}
    move(locked, RETURN, by=by, at=at, seen=seen, changes=changes, note=note.strip())
    deadlines.close(locked, DeadlineKind.REVIEW, at=at)
    deadlines.open_deadline(
        locked,
        DeadlineKind.MENDING,
        organisation=locked.organisation,
        title=locked.which,
        route="reports:report",
        due_on=mend_by,
        rule="by-officer",
        anchor=local_date(at),
        at=at,
    )
    notices.report_returned(locked, items, at=at)


@transaction.atomic
def accept(
    report: Report,
    *,
    conclusion: Conclusion | None,
    note: str,
    by: Actor,
    at: datetime,
    seen: int,
    read: str | None = None,
) -> None:
    """Accept the report as complete and conclude. ``read`` is what was judged as shown on the page (``judged``).

    An answer to a directive is accepted without a ``conclusion``, a yearly filing never.

    Raises Refused with code "stale", "judged-since", "unreviewed" (an answer has no result of an officer), "to-mend"
    (an item is still marked), "undecided-event" (the enterprise declared an event nobody decided on), "barred" or
    "not-met" (the conclusion "qualified" is impossible), "reason-missing" (not qualified, and nobody says why);
    Quarantined, for what nobody could open nobody has read.
    """
    locked = locked_as_read(report, seen)
    require_judged_as_read(locked, read)
    for refusal in obstacles(locked, conclusion, note):
        raise refusal
    blobs.require_openable(not_scanned(locked))
    changes = {
        "accepted_at": at,
        "accepted_by": by.user,
        "conclusion": conclusion or "",
        "conclusion_note": note.strip(),
    }
    after = {"conclusion": str(conclusion or "")}
    move(locked, ACCEPT, by=by, at=at, seen=seen, changes=changes, note=note.strip(), after=after)
    deadlines.close(locked, DeadlineKind.REVIEW, at=at)
    if locked.request is not None:
        record_accepted(locked.request, at=at)
    for opinion in locked.opinions.filter(status=OpinionStatus.ASKED):
        deadlines.close(opinion, DeadlineKind.OPINION, at=at)
    notices.report_accepted(locked, at=at)


def obstacles(report: Report, conclusion: Conclusion | None, note: str) -> list[Refused]:
    """What stands against accepting with this conclusion, the most basic first.

    Of an answer to a directive the officer judges what there is something to say about, and no more.
    """
    reviews = latest(report).reviews.exclude(result="", to_mend=False)
    found = []
    if report.is_yearly and conclusion is None:
        found.append(Refused("no-conclusion", _("Chọn kết luận.")))
    if report.is_yearly and report.answers.exclude(pk__in=reviews.values("answer")).exists():
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
    if report.kind != ReportKind.SELF_ASSESSMENT:
        return False
    criteria = latest(report).reviews.filter(answer__obligation__kind=ObligationKind.CRITERION)
    return criteria.filter(result=ReviewResult.NOT_MET).exists()
