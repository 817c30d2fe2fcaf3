"""The yearly decision as people paste or upload it."""

import io
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from enterprises.workdays import day_lists
from enterprises.workdays.day_lists import Unreadable, parse, read_file, read_text, written
from enterprises.workdays.keeping import Exceptional

SOURCE = "Thông báo 9441/TB-BNV"
DAYS = [
    Exceptional(date(2026, 8, 22), True, SOURCE, "Làm bù"),
    Exceptional(date(2026, 8, 31), False, SOURCE),
]
HEAD = "Ngày;Loại;Căn cứ;Tên gọi"
ROWS = f"22/08/2026;làm bù;{SOURCE};Làm bù\n31/8/2026;Nghỉ;{SOURCE}"


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("text", [ROWS, f"{HEAD}\n{ROWS}\n\n", ROWS.replace(";", "\t"), ROWS.replace(";", ",")])
def test_pasted_with_or_without_a_head_whatever_parts_the_cells(text):
    assert parse(read_text(text)) == (DAYS, [])


def test_a_text_file_of_a_spreadsheet_and_an_excel_file_say_the_same():
    assert parse(read_file(f"\ufeff{HEAD}\n{ROWS}".encode())) == (DAYS, [])
    sheet = workbook(
        ["Ngày", "Loại", "Căn cứ", "Tên gọi"],
        [date(2026, 8, 22), "làm việc", SOURCE, "Làm bù"],
        ["31/08/2026", "nghỉ", SOURCE],
    )
    assert parse(read_file(sheet)) == (DAYS, [])


def test_what_a_preview_hands_on_reads_as_it_was():
    awkward = [Exceptional(date(2027, 2, 4), False, 'Công văn "số 1"; khoản 2,\tđiều 3', "29 Tết")]
    assert parse(read_text(written(awkward))) == (awkward, [])


def test_every_problem_is_told_with_its_row():
    text = f"{HEAD}\n32/01/2026;nghỉ;{SOURCE}\n22/08/2026;có lẽ;\n31/08/2026;nghỉ;{SOURCE}\n31/08/2026;nghỉ;{SOURCE}"
    days, problems = parse(read_text(text))
    assert [one.day for one in days] == [date(2026, 8, 31)]
    assert [one.row for one in problems] == [2, 3, 3, 5]


@pytest.mark.parametrize(
    "row", ["01/01/1999;nghỉ;x", "2026-02-30;nghỉ;x", "mai;nghỉ 1;x", f"01/01/2027;nghỉ;{'x' * 301}", "1/1;nghỉ;x"]
)
def test_a_faulty_row_is_told_and_not_taken(row):
    days, problems = parse(read_text(f"{HEAD}\n{row}"))
    assert (days, {one.row for one in problems}) == ([], {2})


def test_an_empty_list_and_an_endless_one_are_told():
    assert parse(read_text(""))[1][0].row == 0
    assert parse(read_text(HEAD))[1][0].row == 0
    assert parse([["01/01/2027", "nghỉ", SOURCE]] * 401)[1][0].row == 0


def test_a_file_that_is_none_is_refused(monkeypatch):
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (day_lists.MAX_UNPACKED_BYTES + 1))
    assert len(packed.getvalue()) < day_lists.MAX_BYTES
    for content in (b"PK not a zip", b"\xff\xfe\x00", b"x" * (day_lists.MAX_BYTES + 1), packed.getvalue()):
        with pytest.raises(Unreadable):
            read_file(content)
