from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.figures.forms import FiguresForm
from antt_portal.core.tests.figures.samples import CAMERA, RULES, everything, schema
from antt_portal.core.tests.figures.test_typed import NAMES, RAW


def test_a_fresh_draft_shows_no_errors_though_everything_is_missing():
    assert FiguresForm(everything()).errors == {}


def test_posted_figures_are_read_from_a_request_that_holds_other_fields_too():
    data = QueryDict("f-camera-installed=1.840&text=Gia+cố&csrfmiddlewaretoken=x&f-rules-0-title=Nội+quy")
    form = FiguresForm(everything(), data)
    assert form.is_valid()
    assert form.canonical() == {"camera": {"installed": 1840}, "rules": [{"title": "Nội quy"}]}


def test_what_could_not_be_read_is_shown_again_with_its_error_from_the_stored_draft():
    posted = FiguresForm(everything(), {"f-camera-installed": "48", "f-rules-0-issued_on": "hôm qua"})
    assert not posted.is_valid()
    later = FiguresForm(everything(), figures=posted.canonical(), kept_raw=posted.kept_raw())
    assert later["f-rules-0-issued_on"].value() == "hôm qua"
    assert "“hôm qua” không phải ngày" in later.errors["f-rules-0-issued_on"][0]
    assert later["f-camera-installed"].value() == "48"


def test_of_two_numbers_that_contradict_each_other_both_are_kept():
    form = FiguresForm(schema(CAMERA), {"f-camera-installed": "48", "f-camera-working": "50"})
    assert form.errors["f-camera-working"] == ["Lớn hơn số đã lắp (48). Kiểm tra lại một trong hai số."]
    assert form.canonical() == {"camera": {"installed": 48, "working": 50}}
    assert form.kept_raw() == {}


def test_too_many_stored_rows_are_said_above_the_form():
    form = FiguresForm(schema(RULES), figures={"rules": [{"title": str(n)} for n in range(5)]})
    assert form.non_field_errors() == ["Nội quy, quy chế: Nhiều nhất 4 dòng."]


def test_a_row_button_is_obeyed_and_says_where_to_go_on():
    form = FiguresForm(schema(RULES), {"f-rules-0-title": "Nội quy", "add:rules": "1"})
    assert form.row_asked is not None
    assert form.focus_id == "id_f-rules-1-title"
    assert "f-rules-1-title" in form.fields


def test_without_a_row_button_there_is_nowhere_to_go():
    assert FiguresForm(schema(RULES), {"f-rules-0-title": "Nội quy"}).focus_id == ""


def test_a_yes_or_no_can_be_left_open_in_a_row_that_may_stay_blank():
    form = FiguresForm(everything())
    assert [value for value, _label in form.fields["f-rules-0-posted"].widget.choices] == ["", "yes", "no"]
    assert [value for value, _label in form.fields["f-camera-contracted"].widget.choices] == ["yes", "no"]


@given(st.dictionaries(NAMES, RAW, max_size=12))
def test_any_form_data_is_survived(data):
    form = FiguresForm(everything(), data)
    assert set(form.errors) >= {f"f-{path.replace('.', '-')}" for path in form.kept_raw()}
