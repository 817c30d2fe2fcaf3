"""When mail that nobody waits for may go out: by day, on working days, and not before what has to come first."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import TypeAlias

from django.db.models import Q

from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import CalendarDay
from antt_portal.core.workdays import Calendar

FIRST, LAST = time(7), time(21)
ONE_DAY = timedelta(days=1)

Hold: TypeAlias = Callable[[datetime], Q]

_holds: list[Hold] = []


def register_hold(hold: Hold) -> None:
    """Have the notices that ``hold`` describes wait for as long as it does, besides those of ``held_back``."""
    _holds.append(hold)


def held_until(at: datetime, calendar: Calendar) -> datetime:
    """``at`` itself from 07:00 to 21:00 of a working day in Việt Nam, otherwise 07:00 of the next one."""
    local = at.astimezone(VIETNAM)
    if calendar.is_working(local.date()) and FIRST <= local.time() < LAST:
        return at
    day = local.date() if local.time() < FIRST else local.date() + ONE_DAY
    return datetime.combine(calendar.next_working(day), FIRST, tzinfo=VIETNAM)


def held_back(at: datetime) -> Q:
    """Notices that have to wait at ``at`` although they are due."""
    return reduce(or_, [hold(at) for hold in _holds], _out_of_hours(at))


def _out_of_hours(at: datetime) -> Q:
    """Those that wait for the morning or for a working day of their board: reminders, unless they are urgent.

    A reminder knows when it may go out as it is planned; a sender that slept, or a server that asked for another try,
    may be at it in the night all the same.
    """
    reminders = Q(occasion_at__isnull=False, is_urgent=False)
    local = at.astimezone(VIETNAM)
    if not FIRST <= local.time() < LAST:
        return reminders
    rows = dict(CalendarDay.objects.filter(day=local.date()).values_list("board_id", "is_working"))
    national = {local.date(): rows.pop(None)} if None in rows else {}
    is_working = Calendar(national).is_working(local.date())
    otherwise = Q(board_id__in=[board for board, own in rows.items() if own != is_working])
    return reminders & (otherwise if is_working else ~otherwise)
