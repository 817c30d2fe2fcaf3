"""The story keeps its order and stays in the past, whatever day the demonstration is loaded on."""

from datetime import datetime

import pytest

from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.workdays import Calendar, evaluation_year
from antt_portal.demo.moments import Moments

DAYS = [
    datetime(2026, 11, 16, 0, 0, 1, tzinfo=VIETNAM),
    datetime(2026, 11, 16, 14, tzinfo=VIETNAM),
    datetime(2026, 11, 21, 21, tzinfo=VIETNAM),
    datetime(2027, 2, 8, 9, tzinfo=VIETNAM),
    datetime(2027, 8, 2, 9, tzinfo=VIETNAM),
    datetime(2027, 11, 15, 23, 59, tzinfo=VIETNAM),
]


@pytest.fixture(params=DAYS, ids=str)
def moments(request):
    return Moments(request.param, Calendar())


def test_recent_days_are_in_order_inside_their_year_and_never_ahead(moments):
    for year in (moments.last, moments.present):
        told = [moments.ago(workdays, hour=9, year=year) for workdays in range(20, 0, -1)]
        assert told == sorted(told)
        assert told[-1] <= moments.now
        assert told[0] >= min(moments.opening(year), moments.now)


def test_recent_days_are_working_days(moments):
    days = {local_date(moments.ago(workdays, year=moments.last)) for workdays in range(1, 15)}
    assert len(days) == 14
    assert all(Calendar().is_working(day) for day in days)


def test_three_years_end_with_the_present_one(moments):
    assert (moments.first, moments.last, moments.present) == tuple(
        evaluation_year(local_date(moments.now)) - back for back in (2, 1, 0)
    )
    assert moments.on(moments.last, 11, 12, hour=14) < moments.now


def test_a_day_off_becomes_the_next_working_day():
    moments = Moments(DAYS[2], Calendar())
    assert local_date(moments.on(2026, 4, 30)).isoformat() == "2026-05-04"
    assert local_date(moments.on(2026, 4, 30, plus=1)).isoformat() == "2026-05-05"
