"""A month of deadlines, week by week."""

from calendar import Calendar as Weeks
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from antt_portal.core.workdays import Calendar, holiday_names
from enterprises.models import Deadline
from enterprises.models.deadlines import DeadlineQuerySet

SHOWN = 4
REACH_IN_YEARS = 20
WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))
SATURDAY = 5
TET = "Tết Nguyên Đán"


@dataclass(frozen=True)
class Day:
    """``off`` says why nobody works, or that a Saturday is worked; a usual weekend says nothing."""

    day: date
    is_working: bool
    in_month: bool
    off: str | Promise = ""
    rows: list[Deadline] = field(default_factory=list)
    more: int = 0

    @property
    def weekday(self) -> str | Promise:
        return WEEKDAYS[self.day.weekday()]


def month_on(typed: str, today: date) -> date:
    """The first day of the month "2026-11"; of today's for what is no month, or lies out of all reach."""
    with suppress(ValueError):
        first = date.fromisoformat(f"{typed}-01")
        if abs(first.year - today.year) <= REACH_IN_YEARS:
            return first
    return today.replace(day=1)


def month_of(first: date, deadlines: DeadlineQuerySet, calendar: Calendar) -> list[list[Day]]:
    """Whole weeks; of each day the first few, open ones before those that are done. Two queries."""
    weeks = Weeks().monthdatescalendar(first.year, first.month)
    within = deadlines.filter(due_on__range=(weeks[0][0], weeks[-1][-1])).order_by()
    counts = dict(within.values_list("due_on").annotate(Count("pk")))
    place = Window(RowNumber(), partition_by="due_on", order_by=[F("closed_at").desc(nulls_first=True), "pk"])
    shown: defaultdict[date, list[Deadline]] = defaultdict(list)
    for due in within.annotate(place=place).filter(place__lte=SHOWN).order_by("due_on", "place"):
        shown[due.due_on].append(due)
    return [
        [
            Day(
                day,
                calendar.is_working(day),
                day.month == first.month,
                _why_off(day, calendar),
                shown[day],
                counts.get(day, 0) - len(shown[day]),
            )
            for day in week
        ]
        for week in weeks
    ]


def _why_off(day: date, calendar: Calendar) -> str | Promise:
    if calendar.is_working(day):
        return _("Làm bù") if day.weekday() >= SATURDAY else ""
    name = holiday_names(day.year).get(day, "")
    if TET in name or name.endswith(" Tết"):
        return _("Nghỉ Tết")
    return _("Nghỉ lễ") if name or day.weekday() < SATURDAY else ""
