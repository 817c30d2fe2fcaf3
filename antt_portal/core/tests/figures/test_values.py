import contextlib
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.figures.shape import FieldType
from antt_portal.core.figures.values import Unreadable, as_typed, exact, fault, parse, plain_decimal, show
from antt_portal.core.tests.figures.samples import field

FIELDS = {type_: field(type_) for type_ in FieldType}
CANONICAL = {
    FieldType.INTEGER: st.integers(0, 10**15 - 1),
    FieldType.MONEY: st.integers(0, 10**15 - 1),
    FieldType.DECIMAL: st.decimals(0, 10**9, places=2).map(plain_decimal),
    FieldType.PERCENT: st.decimals(0, 100, places=2).map(plain_decimal),
    FieldType.DATE: st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat),
    FieldType.YES_NO: st.booleans(),
    FieldType.CHOICE: st.sampled_from(["rule", "order"]),
}
ANY = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()) | st.just({})


@pytest.mark.parametrize(
    ("type_", "raw", "value"),
    [
        ("integer", "1.840", 1840),
        ("integer", "1.840 người", 1840),
        ("money", "5.000.000 đ", 5_000_000),
        ("money", "5000000 VNĐ", 5_000_000),
        ("decimal", "1.234,50", "1234.5"),
        ("percent", "97,5 %", "97.5"),
        ("date", "24/10/2026", "2026-10-24"),
        ("text", "  Quy chế \n bảo vệ ", "Quy chế bảo vệ"),
        ("long_text", "Một\r\nhai\x00", "Một\nhai"),
        ("yes_no", "no", False),
        ("choice", "rule", "rule"),
        ("text", "e\u0302\u0301", "ế"),
        ("text", "a\ud800b", "ab"),
    ],
)
def test_what_was_typed_becomes_its_canonical_value(type_, raw, value):
    unit = {"unit": "người"} if type_ == "integer" else {}
    assert parse(field(type_, **unit), raw) == value


@pytest.mark.parametrize("type_", FieldType)
@pytest.mark.parametrize("raw", ["", "   ", "\x00", "\n"])
def test_nothing_typed_is_no_value(type_, raw):
    assert parse(FIELDS[type_], raw) is None


@pytest.mark.parametrize(
    ("made", "raw", "message"),
    [
        (field("integer"), "ba mươi", "“ba mươi” không phải số nguyên"),
        (field("integer"), "-5", "Nhỏ nhất là 0."),
        (field("percent"), "100,5", "Lớn nhất là 100."),
        (field("decimal", decimals=1), "1,25", "Nhiều nhất 1 chữ số"),
        (field("integer"), "1" + "0" * 15, "15 chữ số"),
        (field("date"), "24/10/26", "năm đủ bốn chữ số"),
        (field("date", minimum="2025-11-16"), "15/11/2025", "Sớm nhất là 16/11/2025."),
        (field("date", maximum="2026-11-15"), "16/11/2026", "Muộn nhất là 15/11/2026."),
        (field("text", max_length=3), "bốn chữ", "Dài 7 ký tự, nhiều nhất 3."),
        (field("choice"), "khác", "không có trong danh sách"),
        (field("yes_no"), "có", "không có trong danh sách"),
    ],
)
def test_what_cannot_be_kept_says_why(made, raw, message):
    with pytest.raises(Unreadable, match=message):
        parse(made, raw)


@pytest.mark.parametrize("type_", CANONICAL)
@given(data=st.data())
def test_a_value_written_and_read_again_is_the_same_value(type_, data):
    value = data.draw(CANONICAL[type_])
    assert parse(FIELDS[type_], as_typed(FIELDS[type_], value)) == value


@pytest.mark.parametrize("places", range(7))
@given(data=st.data())
def test_a_decimal_of_any_length_survives_its_own_notation(places, data):
    made = field("decimal", decimals=places, minimum=-(10**9))
    value = plain_decimal(data.draw(st.decimals(-(10**8), 10**8, places=places)))
    assert parse(made, as_typed(made, value)) == value


@pytest.mark.parametrize("type_", FieldType)
@given(raw=st.text())
def test_any_text_is_a_value_or_is_unreadable(type_, raw):
    with contextlib.suppress(Unreadable):
        value = parse(FIELDS[type_], raw)
        assert value is None or not fault(FIELDS[type_], value)


@pytest.mark.parametrize("type_", FieldType)
@given(stored=ANY)
def test_whatever_an_older_schema_stored_can_be_shown(type_, stored):
    assert isinstance(show(FIELDS[type_], stored), str)
    assert isinstance(as_typed(FIELDS[type_], stored), str)
    assert isinstance(fault(FIELDS[type_], stored), str)


def test_figures_are_shown_one_way_in_both_languages_and_words_in_their_own():
    with translation.override("en"):
        assert show(field("decimal"), "1234.5") == "1.234,5"
        assert show(field("date"), "2026-10-24") == "24/10/2026"
    assert show(field("yes_no"), True) == "Có"
    assert show(field("choice"), "order") == "Nội quy"
    assert show(field("integer"), None) == ""


def test_a_number_keeps_its_type_for_arithmetic():
    assert exact(field("percent"), "97.5") == Decimal("97.5")
    assert exact(field("integer"), True) is None
    assert exact(field("decimal"), "1E+999999") is None
