"""Rule by rule against days read off calendars and laws."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from antt_portal.core.clock import VIETNAM
from antt_portal.core.due_rules import DueRule, RuleKind, after_event, days_between, next_day
from antt_portal.core.workdays import Calendar, tet

K = RuleKind
# A Saturday worked for the Monday after it.
SWAPPED = Calendar({date(2027, 8, 21): True, date(2027, 8, 23): False})


def days(rule, first, last):
    return list(days_between(rule, first, last))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (DueRule(K.YEARLY, month=3, day=31), [date(2027, 3, 31)]),
        (DueRule(K.YEARLY, month=2, day=29), [date(2027, 2, 28)]),
        (DueRule(K.QUARTER_END), [date(2027, 3, 31), date(2027, 6, 30), date(2027, 9, 30), date(2027, 12, 31)]),
        (DueRule(K.TET, offset=-60), [date(2026, 12, 8), date(2027, 11, 27)][1:]),
        (DueRule(K.TET, offset=7), [date(2027, 2, 13)]),
        (DueRule(K.EVALUATION_YEAR_END), [date(2027, 11, 15)]),
    ],
)
def test_the_days_of_2027(rule, expected):
    assert days(rule, date(2027, 1, 1), date(2027, 12, 31)) == expected


def test_a_month_without_that_day_is_due_on_its_last():
    got = days(DueRule(K.MONTHLY, day=31), date(2028, 1, 1), date(2028, 4, 30))
    assert got == days(DueRule(K.MONTH_END), date(2028, 1, 1), date(2028, 4, 30))
    assert got == [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]


@pytest.mark.parametrize("year", range(2020, 2036))
def test_days_before_tet_lie_in_the_year_before_where_they_must(year):
    rule = DueRule(K.TET, offset=-60)
    assert tet(year) - timedelta(days=60) in days(rule, date(year - 1, 11, 1), date(year, 2, 28))
    assert next_day(rule, tet(year) - timedelta(days=60)) == tet(year) - timedelta(days=60)


def test_tet_of_2030_is_the_vietnamese_one():
    assert days(DueRule(K.TET, offset=0), date(2030, 1, 1), date(2030, 12, 31)) == [date(2030, 2, 2)]


def test_the_next_day_is_today_on_the_day_itself_and_next_years_after_it():
    rule = DueRule(K.YEARLY, month=3, day=31)
    assert next_day(rule, date(2027, 3, 31)) == date(2027, 3, 31)
    assert next_day(rule, date(2027, 4, 1)) == date(2028, 3, 31)
    assert next_day(rule, date(2028, 2, 29)) == date(2028, 3, 31)


def test_working_days_after_an_event_use_the_swapped_saturday():
    friday = datetime(2027, 8, 20, 16, tzinfo=VIETNAM)
    assert after_event(DueRule(K.EVENT_WORKDAYS, offset=2), friday, SWAPPED)[0] == date(2027, 8, 24)
    assert after_event(DueRule(K.EVENT_WORKDAYS, offset=1), friday, SWAPPED)[0] == date(2027, 8, 21)
    assert after_event(DueRule(K.EVENT_WORKDAYS, offset=1), friday, Calendar())[0] == date(2027, 8, 23)


def test_working_days_before_an_event_skip_tet():
    back_at_work = Calendar().next_working(tet(2027))
    event = datetime.combine(back_at_work, time(9), tzinfo=VIETNAM)
    due, _at = after_event(DueRule(K.EVENT_WORKDAYS, offset=-1), event, Calendar())
    assert due < tet(2027) < back_at_work
    assert Calendar().between(due, back_at_work) == 1


def test_days_before_and_after_an_event():
    event = datetime(2027, 3, 10, 9, tzinfo=VIETNAM)
    assert after_event(DueRule(K.EVENT_DAYS, offset=3), event, Calendar()) == (date(2027, 3, 13), None)
    assert after_event(DueRule(K.EVENT_DAYS, offset=-3), event, Calendar()) == (date(2027, 3, 7), None)


@pytest.mark.parametrize(("hours", "day"), [(12, date(2027, 3, 11)), (24, date(2027, 3, 11)), (72, date(2027, 3, 13))])
def test_hours_end_on_the_day_it_is_then_in_viet_nam(hours, day):
    event = datetime(2027, 3, 10, 15, tzinfo=UTC)  # 22:00 in Hà Nội
    due_on, due_at = after_event(DueRule(K.EVENT_HOURS, offset=hours), event, Calendar())
    assert (due_on, due_at) == (day, event + timedelta(hours=hours))


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": K.YEARLY, "month": 3},
        {"kind": K.YEARLY, "month": 13, "day": 1},
        {"kind": K.MONTHLY, "day": 0},
        {"kind": K.TET},
        {"kind": K.QUARTER_END, "day": 5},
    ],
)
def test_a_rule_that_lacks_or_has_too_much_is_none(fault):
    with pytest.raises(ValueError, match=r"reads|no month|no day"):
        DueRule(**fault)


def test_a_recurring_rule_knows_no_events_and_an_event_no_calendar_days():
    with pytest.raises(ValueError, match="knows no events"):
        after_event(DueRule(K.MONTH_END), datetime(2027, 3, 10, tzinfo=UTC), Calendar())
    with pytest.raises(ValueError, match="needs an event"):
        next_day(DueRule(K.EVENT_HOURS, offset=12), date(2027, 3, 10))
