from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.figures.typed import RowAsked, from_post, from_stored
from antt_portal.core.tests.figures.samples import LABOUR, RULES, everything, schema

RAW = st.sampled_from(["", " ", "1.840", "ba", "24/10/2026", "yes", "rule", "x\x00"]) | st.text(max_size=12)
FIELDS = ("f-camera-installed", "f-camera-inspected_on", "f-camera-contracted", "f-labour-0-workers")
ROWS = ("f-rules-0-title", "f-rules-1-issued_on", "f-rules-7-kind", "f-labour-1-income", "f-labour-9-income")
BUTTONS = ("add:rules", "remove:rules:1", "remove:nothing:0")
NAMES = st.sampled_from([*FIELDS, *ROWS, *BUTTONS]) | st.text(max_size=10)


def test_the_readable_part_is_kept_as_figures_and_the_rest_as_typed():
    typed = from_post(everything(), {"f-camera-installed": "1.840", "f-camera-working": "gần hết"})
    assert typed.figures == {"camera": {"installed": 1840}}
    assert typed.kept_raw == {"camera.working": "gần hết"}


def test_blank_rows_are_left_out_and_the_others_numbered_anew():
    data = {"f-rules-0-title": "", "f-rules-3-title": "Nội quy", "f-rules-11-title": "Quy chế"}
    typed = from_post(schema(RULES), data)
    assert typed.figures == {"rules": [{"title": "Nội quy"}, {"title": "Quy chế"}]}
    assert typed.row_counts == {"rules": 3}


def test_a_row_of_which_nothing_can_be_read_keeps_its_place():
    data = {"f-rules-0-issued_on": "31/02/2026", "f-rules-1-issued_on": "30/02/2026", "f-rules-2-title": "Nội quy"}
    typed = from_post(schema(RULES), data)
    assert typed.figures == {"rules": [{}, {}, {"title": "Nội quy"}]}
    assert typed.kept_raw == {"rules.0.issued_on": "31/02/2026", "rules.1.issued_on": "30/02/2026"}


def test_given_rows_keep_their_numbers():
    typed = from_post(schema(LABOUR), {"f-labour-1-workers": "120"})
    assert typed.figures == {"labour": [{}, {"workers": 120}]}


def test_nothing_typed_is_nothing_stored():
    assert from_post(everything(), {}).figures == {}
    assert from_post(everything(), {"f-labour-1-workers": " ", "f-rules-0-title": "\n"}).figures == {}


def test_add_shows_one_more_row_than_the_page_had():
    data = {"f-rules-0-title": "Nội quy", "f-rules-1-title": "", "add:rules": "1"}
    typed = from_post(schema(RULES), data)
    assert typed.row_asked == RowAsked("rules")
    assert typed.row_counts == {"rules": 3}
    assert typed.figures == {"rules": [{"title": "Nội quy"}]}


def test_no_more_rows_are_shown_than_allowed():
    data = {f"f-rules-{n}-title": "Nội quy" for n in range(4)} | {"add:rules": "1"}
    assert from_post(schema(RULES), data).row_counts == {"rules": 4}


def test_remove_takes_away_the_row_with_its_unreadable_text():
    data = {
        "f-rules-0-title": "Nội quy",
        "f-rules-2-issued_on": "hôm qua",
        "f-rules-3-title": "Quy chế",
        "remove:rules:2": "1",
    }
    typed = from_post(schema(RULES), data)
    assert typed.figures == {"rules": [{"title": "Nội quy"}, {"title": "Quy chế"}]}
    assert typed.kept_raw == {}


def test_remove_does_not_touch_given_rows():
    typed = from_post(schema(LABOUR), {"f-labour-0-workers": "120", "remove:labour:0": "1"})
    assert typed.figures == {"labour": [{"workers": 120}, {}]}


def test_what_is_stored_comes_back_with_the_unreadable_text_in_its_place():
    figures = {"camera": {"installed": 1840}, "rules": [{"title": "Nội quy"}, {}], "gone": 1}
    typed = from_stored(everything(), figures, {"rules.1.issued_on": "hôm qua", "camera.gone": "x"})
    assert typed.raw["camera.installed"] == "1.840"
    assert typed.raw["rules.1.issued_on"] == "hôm qua"
    assert typed.kept_raw == {"rules.1.issued_on": "hôm qua"}
    assert typed.row_counts == {"rules": 3, "labour": 2}


@given(st.dictionaries(NAMES, RAW, max_size=12))
def test_any_post_is_survived_and_saving_what_it_gave_changes_nothing(data):
    once = from_post(everything(), data)
    again = from_stored(everything(), once.figures, once.kept_raw)
    assert (again.figures, again.kept_raw) == (once.figures, once.kept_raw)


@given(st.dictionaries(NAMES, RAW, max_size=12))
def test_everything_typed_is_stored_as_a_figure_or_as_typed(data):
    typed = from_post(everything(), data)
    stored = from_stored(everything(), typed.figures, typed.kept_raw)
    assert {path for path, text in typed.raw.items() if text} == {p for p, text in stored.raw.items() if text}
