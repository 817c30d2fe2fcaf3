"""Working days, Tết and the evaluation year.

Public holidays and the Prime Minister's yearly swaps come from the ``holidays`` package, which is right for
2020–2035 as far as decisions are known; rows of the database override it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays
from holidays import HolidayBase

ONE_DAY = timedelta(days=1)
# The first day of Tết as the package names it in Vietnamese; the days around it have longer names.
FIRST_DAY_OF_TET = "Tết Nguyên Đán"


@dataclass(frozen=True)
class Calendar:
    """Which days are worked. ``overrides`` (day → worked or not) win over weekends and public holidays."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Swapped Saturdays are worked (Bộ luật Lao động 2019, Điều 111–112, and the yearly decision)."""
        override = self.overrides.get(day)
        return _public_holidays(day.year).is_working_day(day) if override is None else override

    def add(self, start: date, days: int) -> date:
        """The date ``days`` working days after ``start``; ``start`` itself is not counted.

        Raises ValueError when ``days`` is negative.
        """
        if days < 0:
            raise ValueError(f"cannot add {days} working days")
        day = start
        for _ in range(days):
            day = self.next_working(day + ONE_DAY)
        return day

    def shift(self, start: date, days: int) -> date:
        """As ``add``; a negative number goes back: the day so many working days before ``start``."""
        if days >= 0:
            return self.add(start, days)
        day = start
        for _ in range(-days):
            day -= ONE_DAY
            while not self.is_working(day):
                day -= ONE_DAY
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days come after ``start``, up to and including ``end``.

        Negative when ``end`` comes first: so many working days late.
        """
        if end < start:
            return -self.between(end, start)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)

    def next_working(self, day: date) -> date:
        """``day`` itself when it is worked, otherwise the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day


def tet(year: int) -> date:
    """The first day of Tết (mùng một tháng Giêng) in the calendar year ``year``."""
    return _public_holidays(year).get_named(FIRST_DAY_OF_TET, lookup="exact")[0]


def holiday_names(year: int) -> Mapping[date, str]:
    """The public holidays of ``year``, days in lieu and swapped ones with them, as the law calls them in Vietnamese."""
    return dict(sorted(_public_holidays(year).items()))


STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")


def tet_name(year: int) -> str:
    """The name of the lunar year that begins with Tết of ``year``: 2027 is Đinh Mùi, the year 4 was Giáp Tý."""
    return f"{STEMS[(year - 4) % len(STEMS)]} {BRANCHES[(year - 4) % len(BRANCHES)]}"


def evaluation_year(day: date) -> int:
    """The year an event counts for: 20/11/2026 counts for 2027 (Thông tư 124/2021/TT-BCA)."""
    return day.year if day <= evaluation_period(day.year)[1] else day.year + 1


def evaluation_period(year: int) -> tuple[date, date]:
    """First and last day of the evaluation year: 16/11 of the year before to 15/11."""
    return date(year - 1, 11, 16), date(year, 11, 15)


@cache
def _public_holidays(year: int) -> HolidayBase:
    """One object per year, complete when made: one that grows while being asked is not safe in threads."""
    return holidays.country_holidays("VN", language="vi", years=year, expand=False)
