from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from antt_portal.core import clock


def test_now_carries_its_zone():
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 15, 16, 59, 59, tzinfo=UTC), date(2026, 11, 15)),
        (datetime(2026, 11, 15, 17, 0, 0, tzinfo=UTC), date(2026, 11, 16)),
    ],
)
def test_the_day_changes_at_midnight_in_vietnam(instant, day):
    assert clock.local_date(instant) == day
    with time_machine.travel(instant, tick=False):
        assert clock.today() == day


def test_an_instant_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        clock.local_date(datetime(2026, 11, 15, 12, 0))  # noqa: DTZ001 - the point of the test
