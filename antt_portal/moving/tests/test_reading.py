"""Reading a workbook: rows with their places, and every place that cannot be read."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from antt_portal.core.refusal import Refused
from antt_portal.moving import reading
from antt_portal.moving.reading import read
from antt_portal.moving.template import template
from antt_portal.moving.tests.books import BY_KEY, TENANT, WHOLE, ZONE, blank, file_of, filled


def said(book) -> list[tuple[str, str, str]]:
    return [(one.sheet, one.cell, one.text) for one in read(file_of(book)).problems]


def one(book) -> tuple[str, str, str]:
    problems = said(book)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_whole_book_is_read_without_a_word():
    found = read(file_of(filled(**WHOLE)))
    assert found.problems == []
    assert found.count == 6
    assert found.rows["zones"][0].values == {
        "name": ZONE["name"],
        "kind": "industrial",
        "since": date(2020, 1, 1),
        "until": None,
    }
    assert found.rows["organisations"][0].cell("size") == "F2"


def test_the_template_as_it_is_holds_nothing_and_nothing_wrong():
    found = read(io.BytesIO(template()))
    assert (found.count, found.problems) == (0, [])


def test_an_example_that_was_changed_is_a_row():
    book = filled(zones=[{**ZONE, "name": "KCN Khác", "since": date(2015, 1, 1)}])
    assert read(file_of(book)).count == 1


def test_columns_may_stand_in_any_order_and_those_not_needed_may_be_missing():
    book = blank()
    sheet = book.create_sheet("khu")
    sheet.append(["TỪ NGÀY", None, "tên khu"])
    sheet.append(["01/01/2020", None, "KCN Ví Dụ Hai"])
    (row,) = read(file_of(book)).rows["zones"]
    assert (row["name"], row.cell("name"), row["since"]) == ("KCN Ví Dụ Hai", "C2", date(2020, 1, 1))


def test_a_formula_is_refused_where_it_stands():
    book = filled(zones=[ZONE])
    book["Khu"]["A2"] = '=HYPERLINK("http://vidu.example")'
    sheet, cell, text = one(book)
    assert (sheet, cell) == ("Khu", "A2")
    assert "công thức" in text


def test_an_error_of_the_spreadsheet_is_refused():
    book = filled(zones=[ZONE])
    book["Khu"]["D2"] = "#REF!"
    assert "#REF!" in one(book)[2]


def test_merged_cells_are_named():
    book = filled(organisations=[TENANT, {**TENANT, "tax_code": None}])
    book["Tổ chức"].merge_cells("A2:A3")
    assert one(book)[:2] == ("Tổ chức", "A2")


def test_merged_cells_are_found_across_chunks(monkeypatch):
    monkeypatch.setattr(reading, "CHUNK_BYTES", 210)
    book = filled(organisations=[TENANT] * 4)
    book["Tổ chức"].merge_cells("A2:A3")
    book["Tổ chức"].merge_cells("B4:C5")
    assert [cell for _sheet, cell, text in said(book) if "gộp" in text] == ["A2", "B4"]


def test_a_strange_sheet_a_strange_column_and_a_missing_one_are_named():
    book = blank("organisations")
    book["Tổ chức"]["A1"] = "MST"
    book["Tổ chức"]["B1"] = "Loại"
    book.create_sheet("Nháp")
    problems = said(book)
    assert ("Nháp", "") in [one[:2] for one in problems]
    assert any(cell == "A1" and "MST" in text for _sheet, cell, text in problems)
    assert any(cell == "C1" and "hai lần" in text for _sheet, cell, text in problems)
    assert any(cell == "A1" and "thiếu cột: Tên" in text for _sheet, cell, text in problems)


def test_a_book_without_any_sheet_of_the_template_says_which_there_are():
    book = blank()
    book.create_sheet("Sheet1")
    assert any("Công nhận các năm trước" in text for _sheet, _cell, text in said(book))


def test_what_stands_beside_the_columns_is_not_passed_over():
    book = filled(zones=[ZONE])
    book["Khu"]["H2"] = "ghi chú"
    book["Khu"]["H9"] = "ghi chú khác"
    assert [cell for _sheet, cell, _text in said(book)] == ["H2", "H9"]


def test_a_book_that_is_too_long_says_so_once(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    book = filled(zones=[ZONE] * 5, organisations=[TENANT] * 5)
    assert [cell for _sheet, cell, text in said(book) if "Chia thành" in text] == ["A5", "A2"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"name;since"])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(Refused) as refused:
        read(io.BytesIO(content))
    assert refused.value.code == "unreadable"


def test_a_sheet_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_SHEET_BYTES", 300)
    with pytest.raises(Refused) as refused:
        read(file_of(filled(zones=[ZONE])))
    assert refused.value.code == "too-large"


def test_every_sheet_of_the_template_has_its_lists_to_choose_from():
    book = load_workbook(io.BytesIO(template()))
    for form in BY_KEY.values():
        listed = {str(rule.sqref)[0] for rule in book[form.title].data_validations.dataValidation}
        wanted = {"ABCDEFGHI"[at] for at, column in enumerate(form.columns) if column.choices or column.key == "zone"}
        assert listed == wanted, form.title
    assert book["Tổ chức"].column_dimensions["A"].number_format == "@"
