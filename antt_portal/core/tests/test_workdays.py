from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.workdays import Calendar, evaluation_period, evaluation_year, tet

days = st.dates(date(2020, 1, 1), date(2034, 12, 31))
counts = st.integers(0, 60)
calendars = st.builds(Calendar, st.dictionaries(days, st.booleans(), max_size=20))


@pytest.mark.parametrize(
    ("year", "first_day"),
    [
        (2024, date(2024, 2, 10)),
        (2025, date(2025, 1, 29)),
        (2026, date(2026, 2, 17)),
        (2027, date(2027, 2, 6)),
        (2028, date(2028, 1, 26)),
        (2029, date(2029, 2, 13)),
        (2030, date(2030, 2, 2)),  # a day before the Chinese new year
    ],
)
def test_tet_falls_on_the_vietnamese_new_year(year, first_day):
    assert tet(year) == first_day


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2027, 2, 5), date(2026, 4, 27), date(2026, 11, 22)])
def test_holidays_days_in_lieu_and_weekends_are_not_worked(day):
    assert not Calendar().is_working(day)


def test_24_november_was_worked_before_2026():
    assert Calendar().is_working(date(2025, 11, 24))


@pytest.mark.parametrize(
    ("worked", "off"),
    [
        (date(2024, 5, 4), date(2024, 4, 29)),
        (date(2025, 4, 26), date(2025, 5, 2)),
        (date(2026, 8, 22), date(2026, 8, 31)),
    ],
)
def test_swapped_saturdays_are_worked_and_their_weekdays_not(worked, off):
    assert Calendar().is_working(worked)
    assert not Calendar().is_working(off)


def test_an_override_wins_both_ways():
    calendar = Calendar({date(2026, 11, 21): True, date(2026, 11, 23): False})
    assert calendar.is_working(date(2026, 11, 21))
    assert not calendar.is_working(date(2026, 11, 23))


def test_the_day_of_start_is_not_counted():
    friday, tuesday = date(2026, 11, 20), date(2026, 11, 24)
    assert Calendar().add(friday, 1) == date(2026, 11, 23)
    assert Calendar().add(friday, 2) == date(2026, 11, 25)
    assert Calendar().between(friday, tuesday) == 1


def test_days_before_tet_lead_past_it():
    assert Calendar().add(date(2027, 2, 3), 1) == date(2027, 2, 11)


def test_a_negative_number_of_days_is_refused():
    with pytest.raises(ValueError, match="-1"):
        Calendar().add(date(2026, 11, 20), -1)


def test_next_working_keeps_a_working_day():
    assert Calendar().next_working(date(2026, 11, 20)) == date(2026, 11, 20)
    assert Calendar().next_working(date(2026, 11, 21)) == date(2026, 11, 23)


@given(calendar=calendars, start=days, count=counts)
def test_between_counts_what_add_added(calendar, start, count):
    assert calendar.between(start, calendar.add(start, count)) == count


@given(calendar=calendars, start=days, one=counts, other=counts)
def test_adding_twice_is_adding_the_sum(calendar, start, one, other):
    assert calendar.add(calendar.add(start, one), other) == calendar.add(start, one + other)


@given(calendar=calendars, one=days, length=st.integers(0, 90))
def test_late_is_early_seen_from_the_other_side(calendar, one, length):
    other = one + timedelta(days=length)
    assert calendar.between(other, one) == -calendar.between(one, other)


def test_threads_agree_on_years_nobody_asked_for_yet():
    years = range(2040, 2060)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda year: Calendar().is_working(date(year, 9, 2)), [*years] * 8))
    assert not any(answers)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 11, 15), 2026),
        (date(2026, 11, 16), 2027),
        (date(2026, 11, 20), 2027),
        (date(2027, 1, 1), 2027),
    ],
)
def test_the_evaluation_year_ends_on_15_november(day, year):
    assert evaluation_year(day) == year


@given(day=days)
def test_every_day_lies_in_the_period_of_its_year(day):
    first, last = evaluation_period(evaluation_year(day))
    assert first <= day <= last
