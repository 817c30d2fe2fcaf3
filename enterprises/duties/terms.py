"""What an enterprise says of its duties: done, not done after all, or that something happened of which one follows."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.due_rules import DueRule, RuleKind, after_event
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.duties.owing import ROUTE, concerned, deadlines_of
from enterprises.models import Deadline, DeadlineKind, DutyTerm, RecurringDuty
from enterprises.workday_rules import workdays_rule

# An event that nobody told for so long is no news any more.
LATEST_TOLD = timedelta(days=60)


@transaction.atomic
def finish(term: DutyTerm, *, done_on: date, note: str, by: Actor, at: datetime) -> None:
    """The enterprise did it, outside the portal. Raises Refused("done"), Refused("future")."""
    row = _locked(term)
    if row.done_at is not None:
        raise Refused("done", _("Kỳ này đã ghi là đã làm. Không có gì thay đổi."))
    if done_on > local_date(at):
        raise Refused("future", _("Ngày làm không được sau hôm nay. Chưa lưu gì."))
    row.done_on, row.done_note, row.done_by, row.done_at = done_on, note.strip(), by.user, at
    row.save(update_fields=["done_on", "done_note", "done_by", "done_at"])
    deadlines.close(row, DeadlineKind.DUTY, at=at)
    audit.record(row, "duty_term.finish", by=by, at=at, after={"done_on": done_on.isoformat(), "note": row.done_note})


@transaction.atomic
def reopen(term: DutyTerm, *, by: Actor, at: datetime) -> None:
    """Take back, on the day it was said, that it was done. Raises Refused("undone"), Refused("too-late")."""
    row = _locked(term)
    if row.done_at is None:
        raise Refused("undone", _("Kỳ này chưa ghi là đã làm. Không có gì thay đổi."))
    if not can_reopen(row, at):
        raise Refused("too-late", _("Chỉ bỏ được trong ngày đã ghi. Báo Ban Quản lý nếu ghi nhầm."))
    before = {"done_on": row.done_on.isoformat() if row.done_on else "", "note": row.done_note}
    # The very deadline that was closed by it, with the day it had been moved to.
    deadlines_of(DutyTerm.objects.filter(pk=row.pk)).filter(closed_at=row.done_at).update(closed_at=None)
    row.done_on = row.done_by = row.done_at = None
    row.done_note = ""
    row.save(update_fields=["done_on", "done_note", "done_by", "done_at"])
    audit.record(row, "duty_term.reopen", by=by, at=at, before=before)


def can_reopen(term: DutyTerm, at: datetime) -> bool:
    return term.done_at is not None and local_date(term.done_at) == local_date(at)


def _locked(term: DutyTerm) -> DutyTerm:
    return DutyTerm.objects.select_for_update().get(pk=term.pk)


@transaction.atomic
def report_event(duty: RecurringDuty, *, happened_at: datetime, by: Actor, at: datetime) -> DutyTerm:
    """Something happened of which ``duty`` follows: it is due from then on. The same moment told twice is one term.

    Raises Refused("future"), Refused("too-old"), Refused("not-asked").
    """
    if happened_at > at:
        raise Refused("future", _("Thời điểm xảy ra không được sau lúc này. Chưa lưu gì."))
    if happened_at < at - LATEST_TOLD:
        raise Refused("too-old", _("Sự việc đã quá 60 ngày. Chưa lưu gì; liên hệ cơ quan nhận để được hướng dẫn."))
    organisation, on = by.organisation, local_date(at)
    asked = RecurringDuty.objects.asked_by(organisation.board).filter(pk=duty.pk)
    is_concerned = concerned(organisation.board, duty, on).filter(pk=organisation.pk).exists()
    if duty.due_rule.recurs or not duty.holds_on(on) or not asked.exists() or not is_concerned:
        raise Refused("not-asked", _("Nghĩa vụ này hiện không áp dụng. Chưa lưu gì."))
    due_on, due_at = after_event(duty.due_rule, happened_at, CalendarDay.objects.calendar_for(by.board_id))
    term, is_new = DutyTerm.objects.get_or_create(
        organisation=organisation,
        duty=duty,
        event_at=happened_at,
        defaults={"board_id": organisation.board_id, "due_on": due_on},
    )
    if is_new:
        _open_deadline(term, due_at, at=at)
        audit.record(term, "duty_term.report", by=by, at=at, after={"happened_at": happened_at.isoformat()})
    return term


def _open_deadline(term: DutyTerm, due_at: datetime | None, *, at: datetime) -> None:
    happened_on = local_date(term.event_at) if term.event_at else None
    opened = deadlines.open_deadline(
        term,
        DeadlineKind.DUTY,
        organisation=term.organisation,
        title=term.duty.title,
        route=ROUTE,
        due_on=term.due_on,
        rule=_rule(term.duty.due_rule),
        anchor=happened_on,
        at=at,
    )
    if due_at is not None:
        Deadline.objects.filter(pk=opened.pk).update(due_at=due_at)


def _rule(rule: DueRule) -> str:
    """As other deadlines say it: "hours:12", "workdays:3"; days are said by the duty itself."""
    if rule.kind == RuleKind.EVENT_HOURS:
        return f"hours:{rule.offset}"
    return workdays_rule(rule.offset or 0) if rule.kind == RuleKind.EVENT_WORKDAYS else ""
