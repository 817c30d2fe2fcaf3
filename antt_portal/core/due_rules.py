"""When something recurring, or something after an event, is due. Pure functions over plain dates.

A rule is data: a kind and the few numbers that the kind reads, kept as a row and written by people who know the law.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from antt_portal.core.clock import local_date
from antt_portal.core.workdays import Calendar, evaluation_period, tet

MONTHS_OF_QUARTERS = (3, 6, 9, 12)


class RuleKind(StrEnum):
    YEARLY = "yearly"  # ``day`` of ``month``, every year
    MONTHLY = "monthly"  # ``day`` of every month
    MONTH_END = "month_end"
    QUARTER_END = "quarter_end"
    TET = "tet"  # ``offset`` days after the first day of Tết; negative before it
    EVALUATION_YEAR_END = "evaluation_year_end"  # 15/11 (Thông tư 124/2021/TT-BCA)
    EVENT_DAYS = "event_days"  # ``offset`` calendar days after an event; negative before it
    EVENT_WORKDAYS = "event_workdays"
    EVENT_HOURS = "event_hours"


OF_EVENTS = frozenset({RuleKind.EVENT_DAYS, RuleKind.EVENT_WORKDAYS, RuleKind.EVENT_HOURS})


@dataclass(frozen=True)
class DueRule:
    """``month`` and ``day`` count from 1; a day that a month does not have means its last. Raises ValueError."""

    kind: RuleKind
    month: int | None = None
    day: int | None = None
    offset: int | None = None

    def __post_init__(self) -> None:
        wanted = _READS[self.kind]
        missing = [name for name in wanted if getattr(self, name) is None]
        unread = [name for name in ("month", "day", "offset") if name not in wanted and getattr(self, name) is not None]
        if missing or unread:
            raise ValueError(f"{self.kind} reads {wanted}: {missing} missing, {unread} too many")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"no month {self.month}")
        if self.day is not None and not 1 <= self.day <= 31:
            raise ValueError(f"no day {self.day}")

    @property
    def recurs(self) -> bool:
        return self.kind not in OF_EVENTS


_READS: dict[RuleKind, tuple[str, ...]] = {
    RuleKind.YEARLY: ("month", "day"),
    RuleKind.MONTHLY: ("day",),
    RuleKind.MONTH_END: (),
    RuleKind.QUARTER_END: (),
    RuleKind.TET: ("offset",),
    RuleKind.EVALUATION_YEAR_END: (),
    RuleKind.EVENT_DAYS: ("offset",),
    RuleKind.EVENT_WORKDAYS: ("offset",),
    RuleKind.EVENT_HOURS: ("offset",),
}


def numbers_read(kind: RuleKind) -> tuple[str, ...]:
    """Which of ``month``, ``day`` and ``offset`` a rule of this kind has."""
    return _READS[kind]


def days_between(rule: DueRule, first: date, last: date) -> Iterator[date]:
    """The days of a recurring rule from ``first`` to ``last``, both included, in order.

    Raises ValueError for a rule about events.
    """
    if not rule.recurs:
        raise ValueError(f"{rule.kind} needs an event")
    # Days around Tết may lie in the year before or after the Tết they belong to.
    margin = timedelta(days=abs(rule.offset or 0))
    for year in range((first - margin).year, (last + margin).year + 1):
        yield from (day for day in _OF_YEAR[rule.kind](rule, year) if first <= day <= last)


def next_day(rule: DueRule, on: date) -> date:
    """The first day of a recurring rule on ``on`` or after it; each kind comes round within two years."""
    return next(days_between(rule, on, on.replace(year=on.year + 2, day=min(on.day, 28))))


def after_event(rule: DueRule, event: datetime, calendar: Calendar) -> tuple[date, datetime | None]:
    """The day on which something is due after ``event``; for hours also the instant, on that day in Việt Nam.

    Days are counted from the day of the event, which is not counted itself. Working days before an event are those
    that lie wholly between. Raises ValueError for a recurring rule.
    """
    offset, on = rule.offset or 0, local_date(event)
    match rule.kind:
        case RuleKind.EVENT_DAYS:
            return on + timedelta(days=offset), None
        case RuleKind.EVENT_WORKDAYS:
            return calendar.shift(on, offset), None
        case RuleKind.EVENT_HOURS:
            due = event + timedelta(hours=offset)
            return local_date(due), due
        case _:
            raise ValueError(f"{rule.kind} knows no events")


def _day_in(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _yearly(rule: DueRule, year: int) -> Iterator[date]:
    yield _day_in(year, rule.month or 1, rule.day or 1)


def _monthly(rule: DueRule, year: int) -> Iterator[date]:
    yield from (_day_in(year, month, rule.day or 1) for month in range(1, 13))


def _month_end(_rule: DueRule, year: int) -> Iterator[date]:
    yield from (_day_in(year, month, 31) for month in range(1, 13))


def _quarter_end(_rule: DueRule, year: int) -> Iterator[date]:
    yield from (_day_in(year, month, 31) for month in MONTHS_OF_QUARTERS)


def _tet(rule: DueRule, year: int) -> Iterator[date]:
    yield tet(year) + timedelta(days=rule.offset or 0)


def _evaluation_year_end(_rule: DueRule, year: int) -> Iterator[date]:
    yield evaluation_period(year)[1]


_OF_YEAR: dict[RuleKind, Callable[[DueRule, int], Iterator[date]]] = {
    RuleKind.YEARLY: _yearly,
    RuleKind.MONTHLY: _monthly,
    RuleKind.MONTH_END: _month_end,
    RuleKind.QUARTER_END: _quarter_end,
    RuleKind.TET: _tet,
    RuleKind.EVALUATION_YEAR_END: _evaluation_year_end,
}
