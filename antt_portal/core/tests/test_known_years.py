"""2020 to 2035 against days read off printed calendars and the laws, not off the code."""

from datetime import date, timedelta

import pytest

from antt_portal.core.due_rules import DueRule, RuleKind, days_between
from antt_portal.core.models import CalendarDay
from antt_portal.core.workdays import Calendar, evaluation_year, holiday_names, tet, tet_name

YEARS = range(2020, 2036)
# The first day of Tết and the year that begins with it.
TET = {
    2020: (date(2020, 1, 25), "Canh Tý"),
    2021: (date(2021, 2, 12), "Tân Sửu"),
    2022: (date(2022, 2, 1), "Nhâm Dần"),
    2023: (date(2023, 1, 22), "Quý Mão"),
    2024: (date(2024, 2, 10), "Giáp Thìn"),
    2025: (date(2025, 1, 29), "Ất Tỵ"),
    2026: (date(2026, 2, 17), "Bính Ngọ"),
    2027: (date(2027, 2, 6), "Đinh Mùi"),
    2028: (date(2028, 1, 26), "Mậu Thân"),
    2029: (date(2029, 2, 13), "Kỷ Dậu"),
    2030: (date(2030, 2, 2), "Canh Tuất"),  # the Chinese new year is a day later
    2031: (date(2031, 1, 23), "Tân Hợi"),
    2032: (date(2032, 2, 11), "Nhâm Tý"),
    2033: (date(2033, 1, 31), "Quý Sửu"),
    2034: (date(2034, 2, 19), "Giáp Dần"),
    2035: (date(2035, 2, 8), "Ất Mão"),
}
HUNG_KINGS = {
    2020: date(2020, 4, 2),
    2021: date(2021, 4, 21),
    2022: date(2022, 4, 10),
    2023: date(2023, 4, 29),
    2024: date(2024, 4, 18),
    2025: date(2025, 4, 7),
    2026: date(2026, 4, 26),
    2027: date(2027, 4, 16),
    2028: date(2028, 4, 4),
    2029: date(2029, 4, 23),
    2030: date(2030, 4, 12),
}
SWAPPED = {
    date(2024, 5, 4): date(2024, 4, 29),
    date(2025, 4, 26): date(2025, 5, 2),
    date(2026, 8, 22): date(2026, 8, 31),
}
FIXED = ((1, 1), (4, 30), (5, 1), (9, 2))


@pytest.mark.parametrize("year", YEARS)
def test_tet_and_the_name_of_its_year(year):
    assert (tet(year), tet_name(year)) == TET[year]


@pytest.mark.parametrize("year", YEARS)
def test_at_least_five_days_of_tet_are_off_and_the_first_is_among_them(year):
    first = TET[year][0]
    off = [day for day in around(first, 8) if not Calendar().is_working(day)]
    assert first in off
    assert len([day for day in off if day in holiday_names(year)]) >= 5


@pytest.mark.parametrize("year", YEARS)
def test_no_fixed_holiday_is_worked(year):
    assert not any(Calendar().is_working(date(year, month, day)) for month, day in FIXED)


@pytest.mark.parametrize("day", HUNG_KINGS.values())
def test_the_day_of_the_hung_kings_is_off_and_given_back_when_it_falls_on_a_weekend(day):
    assert not Calendar().is_working(day)
    in_lieu = [one for one, name in holiday_names(day.year).items() if "Hùng Vương" in name and one != day]
    assert bool(in_lieu) == (day.weekday() >= 5)


@pytest.mark.parametrize("year", YEARS)
def test_24_november_is_a_holiday_from_2026(year):
    assert (date(year, 11, 24) in holiday_names(year)) == (year >= 2026)


@pytest.mark.parametrize(("saturday", "monday_or_friday"), SWAPPED.items())
def test_a_swapped_saturday_counts_as_the_weekday_it_stands_for(saturday, monday_or_friday, db):
    """As the portal's own rows have it as well, whatever the package learns or forgets."""
    for calendar in (Calendar(), CalendarDay.objects.calendar_for(None)):
        assert calendar.is_working(saturday)
        assert not calendar.is_working(monday_or_friday)
        assert calendar.add(saturday - timedelta(days=1), 1) == saturday


@pytest.mark.parametrize("year", YEARS)
def test_only_swapped_saturdays_are_worked_of_all_weekends(year):
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    assert [day for day in days if day.weekday() >= 5 and Calendar().is_working(day)] == [
        day for day in SWAPPED if day.year == year
    ]


@pytest.mark.parametrize("year", YEARS)
def test_the_filings_of_the_circular_fall_on_their_days_every_year(year):
    assert of_year(DueRule(RuleKind.YEARLY, month=3, day=31), year) == [date(year, 3, 31)]
    assert of_year(DueRule(RuleKind.EVALUATION_YEAR_END), year) == [date(year, 11, 15)]
    assert evaluation_year(date(year, 11, 15)) == year
    assert evaluation_year(date(year, 11, 16)) == year + 1


@pytest.mark.parametrize("year", YEARS)
def test_months_and_quarters_end_where_the_calendar_says(year):
    february = date(year, 2, 29) if year in {2020, 2024, 2028, 2032} else date(year, 2, 28)
    assert of_year(DueRule(RuleKind.MONTH_END), year)[1] == february
    assert of_year(DueRule(RuleKind.MONTHLY, day=30), year)[1] == february
    assert [day.month for day in of_year(DueRule(RuleKind.QUARTER_END), year)] == [3, 6, 9, 12]


def of_year(rule, year):
    return list(days_between(rule, date(year, 1, 1), date(year, 12, 31)))


def around(day, reach):
    return [day + timedelta(days=n) for n in range(-reach, reach + 1)]
