from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.figures.schema import SchemaFault, parse_schema
from antt_portal.core.tests.figures.samples import CAMERA, everything, field, group, schema

LABELLED = {"key": "f", "label": "Số liệu"}


def paths(data):
    with pytest.raises(SchemaFault) as caught:
        parse_schema(data)
    return [fault.path for fault in caught.value.faults]


def one_field(**attributes):
    fields = [{**LABELLED, "type": "integer", **attributes}]
    return {"version": 1, "groups": [{"key": "g", "title": "Nhóm", "fields": fields}]}


def test_a_schema_keeps_the_order_of_its_groups_and_fields():
    groups = everything().groups
    assert [g.key for g in groups] == ["camera", "rules", "labour"]
    assert [f.key for f in groups[2].fields] == ["workers", "income"]


def test_a_number_counts_from_zero_and_a_percentage_ends_at_a_hundred_unless_told_otherwise():
    assert (field("integer").minimum, field("integer").maximum) == (Decimal(0), None)
    assert (field("percent").minimum, field("percent").maximum) == (Decimal(0), Decimal(100))
    assert field("decimal", minimum=-1.5).minimum == Decimal("-1.5")
    assert field("date", minimum="2025-11-16").minimum == date(2025, 11, 16)


def test_percentages_and_money_bring_their_unit():
    assert field("percent").unit.vi == "%"
    assert field("money").unit.en == "VND"
    assert field("money", unit="đồng/tháng").unit.vi == "đồng/tháng"


def test_given_rows_make_a_group_repeat_exactly_that_often():
    labour = everything().groups[2]
    assert labour.repeats
    assert labour.max_items == len(labour.row_titles) == 2


def test_words_follow_the_language_and_fall_back_to_vietnamese():
    installed, area = (everything().groups[0].fields[i] for i in (0, 2))
    with translation.override("en"):
        assert str(installed.label) == "Cameras installed"
        assert str(area.label) == "Diện tích"
    assert str(installed.label) == "Camera đã lắp"


def test_every_fault_is_listed_with_its_place():
    data = {
        "version": 2,
        "groups": [
            {
                "key": "Camera",
                "title": {"vi": "Camera", "fr": "Caméra"},
                "fields": [{"key": "a", "type": "number", "label": "A"}, {"key": "b", "type": "integer"}],
            }
        ],
    }
    assert set(paths(data)) == {
        "$.version",
        "$.groups[0].key",
        "$.groups[0].title",
        "$.groups[0].fields[0].type",
        "$.groups[0].fields[1].label",
    }


@pytest.mark.parametrize(
    ("attributes", "place"),
    [
        ({"minimum": 5, "maximum": 3}, "maximum"),
        ({"minimum": "2026-01-01"}, "minimum"),
        ({"type": "date", "minimum": 5}, "minimum"),
        ({"type": "choice"}, "choices"),
        ({"choices": [{"key": "a", "label": "A"}]}, "choices"),
        ({"type": "text", "unit": "m"}, "unit"),
        ({"max_length": 20}, "max_length"),
        ({"at_most_field": "f"}, "at_most_field"),
        ({"required_if": "f"}, "required_if"),
        ({"required": "yes"}, "required"),
        ({"decimals": 9}, "decimals"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_an_attribute_that_makes_no_sense_is_refused_where_it_stands(attributes, place):
    assert paths(one_field(**attributes)) == [f"$.groups[0].fields[0].{place}"]


def test_a_limit_must_be_of_the_same_kind():
    fields = [{**LABELLED, "type": "date", "at_most_field": "n"}, {"key": "n", "type": "integer", "label": "N"}]
    data = {"version": 1, "groups": [{"key": "g", "title": "Nhóm", "fields": fields}]}
    assert paths(data) == ["$.groups[0].fields[0].at_most_field"]


def test_doubled_keys_are_named():
    with pytest.raises(SchemaFault, match="camera"):
        schema(CAMERA, CAMERA)


def test_a_group_needs_a_field_and_row_limits_need_rows():
    data = {"version": 1, "groups": [{"key": "g", "title": "Nhóm", "fields": [], "max_items": 3}]}
    assert paths(data) == ["$.groups[0].fields", "$.groups[0].repeats"]


def test_a_page_of_more_fields_than_one_request_may_carry_is_refused():
    fields = [{"key": f"f{i}", "type": "integer", "label": "Số"} for i in range(30)]
    assert group(*fields, repeats=True, max_items=83).max_items == 83
    with pytest.raises(SchemaFault):
        group(*fields, repeats=True, max_items=84)


WORDS = ("version", "groups", "key", "title", "type", "label", "unit", "fields", "repeats", "rows", "choices")
LIMITS = ("minimum", "maximum", "required", "at_most_field", "required_if", "max_items", "decimals", "vi", "en")
KEYS = st.sampled_from([*WORDS, *LIMITS])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


def faults_of(data):
    try:
        parse_schema(data)
    except SchemaFault as fault:
        return fault.faults
    return None


@given(JSON)
def test_any_json_either_is_a_schema_or_says_why_not(data):
    assert faults_of(data) != ()


@given(JSON)
def test_any_json_in_the_place_of_groups_and_fields_is_survived(data):
    groups = [data, {"key": "g", "title": "G", "fields": [data, data]}]
    assert all(fault.path.startswith("$.groups") for fault in faults_of({"version": 1, "groups": groups}))
