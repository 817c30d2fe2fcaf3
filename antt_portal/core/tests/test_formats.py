from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from antt_portal.core import formats

EVENING_IN_UTC = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def test_dates_and_times_are_vietnamese_and_in_the_portals_time_zone():
    assert formats.vn_date(date(2026, 4, 5)) == "05/04/2026"
    assert formats.vn_date(EVENING_IN_UTC) == "21/11/2026"
    assert formats.vn_time(EVENING_IN_UTC) == "01:30"
    assert formats.vn_datetime(EVENING_IN_UTC) == "21/11/2026 01:30"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1840, None, "1.840"),
        (1234567.5, None, "1.234.567,5"),
        (Decimal("12.50"), None, "12,50"),
        (0.1, None, "0,1"),
        (-1234, None, "-1.234"),
        (2.25, 1, "2,3"),
        (7, 2, "7,00"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_decimal_comma(value, places, written):
    assert formats.number_vn(value, places) == written


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (999, "999 byte"),
        (1000, "1 kB"),
        (812_400, "812 kB"),
        (999_999, "1,0 MB"),
        (11_400_000, "11,4 MB"),
        (2_500_000_000, "2,5 GB"),
    ],
)
def test_sizes_round_to_what_a_person_compares(size, written):
    assert formats.filesize_vn(size) == written


@pytest.mark.parametrize(
    ("on", "tone", "label"),
    [
        (date(2026, 10, 26), "late", "Quá 2 ngày"),
        (date(2026, 10, 28), "soon", "Hôm nay"),
        (date(2026, 11, 4), "soon", "Còn 7 ngày"),
        (date(2026, 11, 12), "soon", "Còn 15 ngày"),
        (date(2026, 11, 13), "todo", "Còn 16 ngày"),
    ],
)
def test_a_date_says_how_far_off_it_is(on, tone, label):
    with translation.override("vi"):
        assert formats.due(on, today=date(2026, 10, 28)) == formats.Due(tone, label)


def test_an_instant_late_in_the_evening_of_utc_is_due_on_the_next_day_here():
    assert formats.due(EVENING_IN_UTC, today=date(2026, 11, 21)).label == "Hôm nay"
