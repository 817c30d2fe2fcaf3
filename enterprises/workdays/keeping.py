"""A board keeps its calendar: days off and working days beside what everybody has, each with its source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import Calendar
from enterprises.actor import Actor
from enterprises.due.moved_notices import Change
from enterprises.models import Board, Organisation, OrganisationKind
from enterprises.workdays import recomputing


@dataclass(frozen=True)
class Exceptional:
    """What a decision says of one day."""

    day: date
    is_working: bool
    source: str
    name: str = ""


@dataclass(frozen=True)
class Kept:
    """How many days are otherwise than before, and how many deadlines moved with them."""

    days: int
    deadlines: int


def proposed(board: Board, days: Iterable[Exceptional], without: Iterable[date] = ()) -> Calendar:
    """The calendar as it would be with ``days`` of the board's own, and without those of ``without``."""
    rows = CalendarDay.objects.filter(board_id__isnull=True) | CalendarDay.objects.filter(board_id=board.pk)
    left_out = set(without)
    national: dict[date, bool] = {}
    own: dict[date, bool] = {}
    for board_id, day, is_working in rows.values_list("board_id", "day", "is_working"):
        if board_id is None:
            national[day] = is_working
        elif day not in left_out:
            own[day] = is_working
    return Calendar({**national, **own, **{one.day: one.is_working for one in days}})


@transaction.atomic
def keep(board: Board, days: Sequence[Exceptional], *, by: Actor, at: datetime) -> Kept:
    """Write these days, all or none; those that stand there already change nothing. Open deadlines follow.

    Raises Refused("no-source") for a day that nothing is cited for, Refused("twice") for a day named twice.
    """
    _check(days)
    board.lock()
    there = {row.day: row for row in CalendarDay.objects.filter(board_id=board.pk, day__in=[one.day for one in days])}
    new = [one for one in days if one.day not in there or _said(there[one.day]) != one]
    before = {one.day.isoformat(): _written(_said(there[one.day])) for one in new if one.day in there}
    for one in new:
        values = {"is_working": one.is_working, "name": one.name, "source": one.source}
        CalendarDay.objects.update_or_create(board_id=board.pk, day=one.day, defaults=values)
    if not new:
        return Kept(0, 0)
    after = {one.day.isoformat(): _written(one) for one in new}
    change = {one.day: one.is_working for one in new}
    return _follow(board, "calendar.keep", change, new[0].source, before=before, after=after, by=by, at=at)


@transaction.atomic
def drop(board: Board, day: date, *, by: Actor, at: datetime) -> Kept:
    """Take back the board's own word about ``day``: what holds for everybody holds again. Open deadlines follow.

    Raises Refused("unknown-day").
    """
    board.lock()
    row = CalendarDay.objects.filter(board_id=board.pk, day=day).first()
    if row is None:
        raise Refused("unknown-day", _("Ngày này không còn trong lịch riêng của Ban. Không có gì thay đổi."))
    before = {day.isoformat(): _written(_said(row))}
    row.delete()
    is_working = CalendarDay.objects.calendar_for(board.pk).is_working(day)
    return _follow(board, "calendar.drop", {day: is_working}, row.source, before=before, after=None, by=by, at=at)


def _check(days: Sequence[Exceptional]) -> None:
    if any(not one.source.strip() for one in days):
        raise Refused("no-source", _("Ghi căn cứ của từng ngày. Chưa lưu ngày nào."))
    if len({one.day for one in days}) != len(days):
        raise Refused("twice", _("Một ngày được ghi hai lần. Chưa lưu ngày nào."))


def _said(row: CalendarDay) -> Exceptional:
    return Exceptional(row.day, row.is_working, row.source, row.name)


def _written(one: Exceptional) -> dict[str, Any]:
    return {"is_working": one.is_working, "name": one.name, "source": one.source}


def _follow(
    board: Board, verb: str, days: dict[date, bool], source: str, *, before: Any, after: Any, by: Actor, at: datetime
) -> Kept:
    office = Organisation.objects.get(board=board, kind=OrganisationKind.BOARD)
    entry = audit.record(office, verb, by=by, at=at, before=before, after=after)
    change = Change(office, f"calendar:{entry.pk}", days, source)
    moves = recomputing.recompute(board, change, at=at)
    return Kept(len(days), sum(one.count for one in moves))


def foresee(
    board: Board, days: Iterable[Exceptional], without: Iterable[date] = (), *, at: datetime
) -> list[recomputing.Move]:
    """What saving ``days`` would move."""
    return recomputing.foresee(board, proposed(board, days, without), on=local_date(at))
