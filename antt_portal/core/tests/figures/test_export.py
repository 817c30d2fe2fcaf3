from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.figures.export import flatten
from antt_portal.core.tests.figures.samples import LABOUR, RULES, everything, schema
from antt_portal.core.tests.figures.test_completeness import KEYS, STORED


def test_labels_carry_the_unit_and_values_their_type():
    figures = {"camera": {"installed": 48, "area": "12.5", "inspected_on": "2026-10-24", "contracted": True}}
    flat = dict(flatten(everything(), figures))
    assert flat["Camera đã lắp (chiếc)"] == 48
    assert flat["Diện tích (m²)"] == Decimal("12.5")
    assert flat["Kiểm định gần nhất"] == date(2026, 10, 24)
    assert flat["Có hợp đồng"] == "Có"
    assert flat["Camera hoạt động (chiếc)"] is None


def test_rows_follow_one_another_with_their_titles():
    figures = {"rules": [{"title": "Nội quy", "kind": "order"}], "labour": [{"workers": 120}]}
    flat = flatten(schema(RULES, LABOUR), figures)
    assert ("Văn bản 1: Loại", "Nội quy") in flat
    assert ("Quý I: Lao động (người)", 120) in flat
    assert ("Quý II: Lao động (người)", None) in flat


@given(st.dictionaries(KEYS, STORED, max_size=4))
def test_figures_of_any_older_schema_can_be_exported(figures):
    assert all(label for label, _value in flatten(everything(), figures))
