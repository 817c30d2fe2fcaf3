from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.figures.difference import Kind, Row, changes, rows, summary
from antt_portal.core.tests.figures.samples import CAMERA, LABOUR, RULES, everything, schema
from antt_portal.core.tests.figures.test_completeness import KEYS, STORED

A = {"title": "Quy chế bảo vệ", "issued_on": "2026-01-10", "briefed": "98"}
B = {"title": "Nội quy lao động", "issued_on": "2025-03-01", "posted": True}
C = {"title": "Quy chế bí mật", "issued_on": "2024-05-05"}


def texts(before, after, made=None):
    found = changes(made or schema(RULES), {"rules": before}, {"rules": after})
    return [(change.kind, change.path, change.before_text, change.after_text) for change in found]


def said_of(rule):
    return summary(schema(RULES).groups[0], rule)


def test_a_change_is_told_as_people_read_it():
    before = {"camera": {"installed": 1840, "working": 50, "inspected_on": "2025-10-10"}}
    after = {"camera": {"installed": 1840, "working": 48, "inspected_on": "2026-10-24", "contracted": False}}
    found = changes(schema(CAMERA), before, after)
    assert [(c.path, c.label, c.unit, c.before_text, c.after_text) for c in found] == [
        ("camera.working", "Camera hoạt động", "chiếc", "50", "48"),
        ("camera.inspected_on", "Kiểm định gần nhất", "", "10/10/2025", "24/10/2026"),
        ("camera.contracted", "Có hợp đồng", "", "", "Không"),
    ]


def test_a_row_put_on_top_leaves_the_others_unchanged():
    assert texts([A, B], [C, A, B]) == [
        (Kind.ADDED, "rules.0.title", "", "Quy chế bí mật"),
        (Kind.ADDED, "rules.0.issued_on", "", "05/05/2024"),
    ]


def test_a_row_taken_away_is_told_as_removed_and_only_that_one():
    found = texts([A, C, B], [A, B])
    assert {(kind, path) for kind, path, _old, _new in found} == {
        (Kind.REMOVED, "rules.1.title"),
        (Kind.REMOVED, "rules.1.issued_on"),
    }


def test_a_changed_row_is_recognised_though_another_was_taken_away_beside_it():
    assert texts([A, C], [C | {"issued_on": "2026-06-06"}]) == [
        (Kind.CHANGED, "rules.0.issued_on", "05/05/2024", "06/06/2026"),
        (Kind.REMOVED, "rules.0.title", "Quy chế bảo vệ", ""),
        (Kind.REMOVED, "rules.0.issued_on", "10/01/2026", ""),
        (Kind.REMOVED, "rules.0.briefed", "98", ""),
    ]


def test_an_equal_row_is_preferred_to_one_that_holds_more():
    assert {kind for kind, *_rest in texts([A, {"title": A["title"]}], [{"title": A["title"]}])} == {Kind.REMOVED}


def test_given_rows_are_compared_place_by_place():
    before, after = {"labour": [{"workers": 120}, {}]}, {"labour": [{}, {"workers": 120}]}
    assert [c.label for c in changes(schema(LABOUR), before, after)] == ["Quý I: Lao động", "Quý II: Lao động"]


def test_columns_stand_side_by_side_and_the_first_two_are_compared():
    now, first, last_year = ({"camera": {"installed": 48, "working": n}} for n in (48, 50, 41))
    found = rows(schema(CAMERA), now, first, last_year)
    assert found[0] == Row("Camera đã lắp", "chiếc", ("48", "48", "48"), changed=False)
    assert found[1] == Row("Camera hoạt động", "chiếc", ("48", "50", "41"), changed=True)


def test_a_column_alone_has_nothing_to_differ_from():
    assert not any(row.changed for row in rows(everything(), {"camera": {"installed": 48}, "rules": [A]}))


def test_items_of_a_group_stand_on_the_line_of_their_counterpart():
    last_year = {"rules": [B, A | {"briefed": "90"}, C]}
    found = rows(schema(RULES), {"rules": [C, A]}, {"rules": [A]}, last_year)
    assert [(row.label, row.changed) for row in found] == [
        ("Văn bản 1", True),
        ("Văn bản 2", False),
        ("Văn bản 3", False),
    ]
    assert found[0].cells == (said_of(C), "", said_of(C))
    assert found[1].cells[0] == found[1].cells[1]
    assert found[1].cells[2].endswith("Đã phổ biến: 90 %")
    assert found[2].cells == ("", "", said_of(B))


def test_a_row_rewritten_from_end_to_end_in_its_place_counts_as_changed():
    assert texts([{"title": "Quy chế bảo vệ"}], [{"title": "Quy chế bảo vệ năm 2026"}]) == [
        (Kind.CHANGED, "rules.0.title", "Quy chế bảo vệ", "Quy chế bảo vệ năm 2026")
    ]


def test_blank_rows_are_not_shown():
    assert rows(schema(RULES, LABOUR), {"rules": [{}], "labour": [{}, {}]}) == []


def test_an_item_on_one_line_labels_all_but_its_first_field():
    rules = everything().groups[1]
    said = "Quy chế bảo vệ · Ngày ban hành: 10/01/2026 · Đã phổ biến: 98 %"
    assert summary(rules, A | {"gone": "x"}) == said


FIGURES = st.dictionaries(KEYS, STORED, max_size=4)


@given(FIGURES, FIGURES)
def test_figures_of_any_older_schema_can_be_compared(before, after):
    assert changes(everything(), after, after) == []
    changes(everything(), before, after)
    assert all(len(row.cells) == 2 for row in rows(everything(), before, after))
