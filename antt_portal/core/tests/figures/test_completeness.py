import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.figures.completeness import faults, filled, missing
from antt_portal.core.tests.figures.samples import CAMERA, LABOUR, RULES, everything, schema

COMPLETE = {"camera": {"installed": 48, "working": 48}, "rules": [{"title": "Quy chế bảo vệ"}]}


def places(found):
    return [located.path for located in found]


def test_required_fields_and_too_few_rows_are_missing():
    found = missing(everything(), {})
    assert places(found) == ["camera.installed", "camera.working", "rules"]
    assert found[1].label == "Camera hoạt động"
    assert found[1].element_id == "id_f-camera-working"
    assert found[2].message == "Cần ít nhất 1 dòng."


def test_complete_figures_miss_nothing_and_hold_no_fault():
    assert missing(everything(), COMPLETE) == []
    assert faults(everything(), COMPLETE) == []
    assert filled(everything(), COMPLETE) == (3, 3)


def test_zero_and_no_are_answers():
    figures = {"camera": {"installed": 0, "working": 0, "contracted": False}}
    assert missing(schema(CAMERA), figures) == []


def test_yes_makes_the_fields_that_depend_on_it_required():
    camera = {"installed": 1, "working": 1, "contracted": True}
    assert places(missing(schema(CAMERA), {"camera": camera})) == ["camera.contract"]


def test_a_row_once_begun_must_be_finished_and_a_blank_one_asks_for_nothing():
    rules = [{"title": "Quy chế"}, {}, {"briefed": "98"}]
    found = missing(schema(RULES), {"rules": rules})
    assert places(found) == ["rules.2.title"]
    assert found[0].label == "Văn bản 3: Tên văn bản"


def test_a_quarter_left_blank_is_not_missing_and_a_begun_one_is_named():
    figures = {"labour": [{"workers": 120}, {"income": 9_500_000}]}
    assert [located.label for located in missing(schema(LABOUR), figures)] == ["Quý II: Lao động"]


def test_how_much_is_filled_counts_wanted_places_only():
    figures = {"camera": {"installed": 48, "area": "12.5"}, "rules": [{"title": "Quy chế"}, {"briefed": "98"}]}
    assert filled(everything(), figures) == (2, 4)


def test_what_was_typed_and_not_understood_is_a_fault_and_not_missing():
    raw = {"camera.installed": "bốn mươi"}
    assert places(missing(schema(CAMERA), {}, raw)) == ["camera.working"]
    (fault,) = faults(schema(CAMERA), {}, raw)
    assert fault.path == "camera.installed"
    assert "“bốn mươi” không phải số nguyên" in fault.message


def test_a_number_above_its_limit_is_a_fault_that_names_the_limit():
    (fault,) = faults(everything(), {"camera": {"installed": 48, "working": 50}})
    assert fault.path == "camera.working"
    assert fault.message == "Lớn hơn số đã lắp (48). Kiểm tra lại một trong hai số."


def test_a_limit_that_is_not_given_limits_nothing():
    assert faults(everything(), {"camera": {"working": 50}}) == []


def test_dates_of_a_row_are_compared_within_the_row():
    rules = [
        {"title": "A", "issued_on": "2026-02-01", "reviewed_on": "2026-03-01"},
        {"title": "B", "issued_on": "2026-04-01", "reviewed_on": "2026-03-01"},
    ]
    (fault,) = faults(schema(RULES), {"rules": rules})
    assert fault.path == "rules.1.issued_on"
    assert fault.message == "Sau “Rà soát gần nhất” (01/03/2026). Kiểm tra lại một trong hai ngày."


@pytest.mark.parametrize(("value", "message"), [("48", "không hợp với loại"), (-1, "Nhỏ nhất là 0.")])
def test_a_stored_value_that_no_longer_fits_the_schema_is_a_fault(value, message):
    (fault,) = faults(schema(CAMERA), {"camera": {"installed": value}})
    assert message in fault.message


def test_more_rows_than_the_schema_allows_are_a_fault_of_the_group():
    (fault,) = faults(schema(RULES), {"rules": [{"title": str(n)} for n in range(5)]})
    assert (fault.path, fault.message) == ("rules", "Nhiều nhất 4 dòng.")


KEYS = st.sampled_from(["camera", "rules", "labour", "installed", "working", "title", "issued_on", "old"])
STORED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
)


@given(st.dictionaries(KEYS, STORED, max_size=4))
def test_whatever_an_older_schema_stored_is_survived(figures):
    given_count, wanted = filled(everything(), figures)
    assert given_count + len(missing(everything(), figures)) == wanted
    faults(everything(), figures)


def test_a_field_that_the_schema_does_not_know_counts_for_nothing():
    figures = {"camera": {"installed": 1, "working": 1, "gone": 5}, "gone": {"x": 1}}
    assert filled(schema(CAMERA), figures) == (2, 2)
    assert faults(schema(CAMERA), figures) == []
