"""A year of a board as its page shows it: twelve months, and each day that is not as its weekday says."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from antt_portal.core.list_files import ListColumn
from antt_portal.core.models import CalendarDay
from antt_portal.core.workdays import holiday_names
from enterprises.models import Board

SATURDAY = 5
BY_LAW = _("Bộ luật Lao động 2019, Điều 111, 112")


@dataclass(frozen=True)
class Cell:
    """``tone``: empty for a plain working day, "weekend", "off" for a named day off, "worked" for a swapped one."""

    day: date
    tone: str
    name: str


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Cell | None]]


@dataclass(frozen=True)
class Named:
    """A day off, or a weekend that is worked, with where that is written. ``is_own``: the board's own row."""

    day: date
    is_working: bool
    name: str
    source: str | Promise
    is_own: bool


CALENDAR_DAYS: list[ListColumn[Named]] = [
    ListColumn(_("Ngày"), 12, lambda one: one.day),
    ListColumn(_("Loại"), 12, lambda one: _("Làm việc") if one.is_working else _("Nghỉ")),
    ListColumn(_("Tên gọi"), 40, lambda one: one.name),
    ListColumn(_("Căn cứ"), 50, lambda one: one.source),
    ListColumn(_("Của Ban Quản lý"), 12, lambda one: one.is_own),
]


def named_days(board: Board, year: int) -> list[Named]:
    """Those of the law, of the whole country and of the board, each later one in place of the earlier. One query."""
    found = {day: Named(day, False, name, BY_LAW, False) for day, name in holiday_names(year).items()}
    rows = CalendarDay.objects.filter(board_id=None) | CalendarDay.objects.filter(board_id=board.pk)
    for row in sorted(rows.filter(day__year=year), key=lambda one: one.board_id is not None):
        found[row.day] = Named(row.day, row.is_working, row.name, row.source, row.board_id is not None)
    return sorted(found.values(), key=lambda one: one.day)


def months(year: int, named: list[Named]) -> list[Month]:
    by_day = {one.day: one for one in named}
    weeks = Weeks()
    return [
        Month(
            date(year, month, 1),
            [
                [_cell(day, by_day.get(day)) if day.month == month else None for day in week]
                for week in weeks.monthdatescalendar(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def _cell(day: date, named: Named | None) -> Cell:
    is_weekend = day.weekday() >= SATURDAY
    if named is None:
        return Cell(day, "weekend" if is_weekend else "", "")
    if named.is_working:
        return Cell(day, "worked" if is_weekend else "", named.name)
    return Cell(day, "off", named.name)
