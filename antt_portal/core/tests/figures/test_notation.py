from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.figures.notation import read_date, read_number


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("1.840", "1840"),
        ("1840", "1840"),
        (" 1 840 ", "1840"),
        ("1\u00a0840", "1840"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1234.567", "1234.567"),
        ("12.50", "12.5"),
        ("0.125", "0.125"),
        ("1,840", "1.84"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("-1.840", "-1840"),
        ("−5", "-5"),
        ("+5", "5"),
        ("１２", "12"),
    ],
)
def test_a_number_is_read_the_vietnamese_way(raw, number):
    assert read_number(raw, whole=False) == Decimal(number)


@pytest.mark.parametrize(("raw", "number"), [("1.840", 1840), ("1,840", 1840), ("1.840,00", 1840), ("12.0", 12)])
def test_where_only_a_whole_number_can_stand_a_comma_may_be_a_thousands_mark(raw, number):
    assert read_number(raw, whole=True) == number


@pytest.mark.parametrize("raw", ["1,5", "1.84", "0,500", "1.234,5", "1.2345"])
def test_a_fraction_is_no_whole_number(raw):
    assert read_number(raw, whole=True) is None


@pytest.mark.parametrize(
    "raw",
    ["", "ba", "1.23.456", "12.34,5", "1,2,3", "1e5", "٣", "--5", "5-", ",5", "5,", "1.", "1.234,567,890", "1" * 50],
)
def test_what_is_no_number_is_not_guessed_at(raw):
    assert read_number(raw, whole=False) is None


@pytest.mark.parametrize(
    "raw",
    ["24/10/2026", "24-10-2026", "24.10.2026", "24 10 2026", "24 / 10 / 2026", "2026-10-24", "24102026"],
)
def test_a_date_is_read_day_first_or_as_iso(raw):
    assert read_date(raw) == date(2026, 10, 24)


def test_the_fourth_of_november_does_not_become_the_eleventh_of_april():
    assert read_date("04/11/2026") == date(2026, 11, 4)


@pytest.mark.parametrize("raw", ["24/10/26", "31/02/2026", "10/24/2026", "24/10", "1/1/0001", "1/1/2200", "hôm nay"])
def test_what_is_no_date_is_not_guessed_at(raw):
    assert read_date(raw) is None


@given(st.text(max_size=30))
def test_any_text_is_survived(raw):
    read_date(raw)
    number = read_number(raw, whole=True)
    assert number is None or number == number.to_integral_value()
