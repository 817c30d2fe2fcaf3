"""Open deadlines counted in working days follow the calendar when it changes, and people are told once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, Case, Count, DateField, DateTimeField, Exists, F, OuterRef, Value, When

from antt_portal.core.clock import local_date
from antt_portal.core.models import CalendarDay
from antt_portal.core.workdays import Calendar
from enterprises.due import day_copies, moved_notices
from enterprises.due.deadlines import end_of, take_back_reminders
from enterprises.models import Board, Deadline, Extension, ExtensionState
from enterprises.models.deadlines import DeadlineQuerySet
from enterprises.workday_rules import PREFIX, workdays_of

Recount = Callable[[Board, Calendar, date], None]
_recounts: list[Recount] = []


@dataclass(frozen=True)
class Move:
    """``count`` deadlines of one kind, counted in the same way from the same day."""

    kind: str
    rule: str
    anchor: date
    before: date
    after: date
    count: int


def register(recount: Recount) -> None:
    """What else an app counts in working days, beside deadlines; called after each change of a board's calendar."""
    if recount not in _recounts:
        _recounts.append(recount)


def settled(before: date, counted: date, *, on: date, calendar: Calendar) -> date:
    """The day that replaces ``before``: the one counted, but nothing comes to be due sooner than the next working day.

    So nobody is late because a calendar changed.
    """
    return max(counted, min(before, calendar.add(on, 1)))


def foresee(board: Board, calendar: Calendar, *, on: date) -> list[Move]:
    """What would move if ``calendar`` were the board's, by the old day. One query."""
    rows = _following(board).values_list("kind", "rule", "anchor", "due_on").annotate(Count("pk"))
    found = []
    for kind, rule, anchor, before, count in rows.order_by("due_on", "kind", "rule", "anchor"):
        days = workdays_of(rule)
        if days is None or anchor is None:
            continue
        after = settled(before, calendar.shift(anchor, days), on=on, calendar=calendar)
        if after != before:
            found.append(Move(kind, rule, anchor, before, after, count))
    return found


def recompute(board: Board, change: moved_notices.Change, *, at: datetime) -> list[Move]:
    """Call it in the transaction that changed the calendar of ``board``; returns what moved.

    A deadline that somebody was given more time for stays where it is.
    """
    calendar, on = CalendarDay.objects.calendar_for(board.pk), local_date(at)
    moves = foresee(board, calendar, on=on)
    if moves:
        to_move = moving(board, moves)
        moved_notices.tell(change, to_move, at=at)
        take_back_reminders(to_move)
        to_move.update(due_on=F("after_on"), due_at=_evening(moves), moved_at=at)
        day_copies.follow(_landed(board, moves))
    for recount in _recounts:
        recount(board, calendar, on)
    return moves


def moving(board: Board, moves: Iterable[Move]) -> DeadlineQuerySet:
    """The deadlines of ``moves`` where they are still at their old days; ``after_on`` is the new one."""
    return _following(board).annotate(after_on=_new_day(moves)).filter(after_on__isnull=False)


def _following(board: Board) -> DeadlineQuerySet:
    granted = [ExtensionState.GRANTED, ExtensionState.SHORTENED]
    extended = Extension.objects.filter(deadline=OuterRef("pk"), state__in=granted)
    counted = Deadline.objects.open().filter(board=board, rule__startswith=PREFIX, anchor__isnull=False)
    return counted.filter(~Exists(extended))


def _new_day(moves: Iterable[Move]) -> Case:
    return Case(
        *(When(rule=one.rule, anchor=one.anchor, due_on=one.before, then=Value(one.after)) for one in moves),
        output_field=DateField(null=True),
    )


def _evening(moves: Iterable[Move]) -> Case:
    return Case(
        *(When(rule=one.rule, anchor=one.anchor, due_on=one.before, then=Value(end_of(one.after))) for one in moves),
        output_field=DateTimeField(),
    )


def _landed(board: Board, moves: Iterable[Move]) -> DeadlineQuerySet:
    """Those at their new days. Some may have been there before, and are shown there too."""
    there = (When(rule=one.rule, anchor=one.anchor, due_on=one.after, then=Value(True)) for one in moves)
    is_there = Case(*there, default=Value(False), output_field=BooleanField())
    return _following(board).annotate(is_there=is_there).filter(is_there=True)
