"""A list as a file: typed, escaped, and never longer than somebody waits."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from antt_portal.core import list_files
from antt_portal.core.list_files import ListColumn, list_file, wants_file

COLUMNS = [ListColumn("Giá trị", 20, lambda value: value)]
ROWS = [
    "Công ty An Phú",
    "=cmd|' /C calc'!A0",
    "+84912",
    "-1+1",
    "@SUM(A1)",
    "\tx",
    7,
    -7,
    date(2026, 11, 2),
    datetime(2026, 11, 2, 20, 30, tzinfo=UTC),
    None,
    True,
    False,
    gettext_lazy("chữ dịch"),
    'hai, "dòng"\nmột ô',
]


def asked(rf, kind):
    request = rf.get("/danh-sach/", {"file": kind, "q": "an"})
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def body(response) -> bytes:
    content = b"".join(response)
    response.file_to_stream.close()
    return content


def test_csv_is_read_by_spreadsheets_and_never_run_by_them(rf):
    response = list_file(asked(rf, "csv"), "Danh sách thử", COLUMNS, ROWS)
    text = body(response).decode("utf-8")
    assert text.startswith("\ufeff")
    cells = [row[0] for row in csv.reader(io.StringIO(text[1:], newline=""))]
    assert cells[1:6] == ["Công ty An Phú", "'=cmd|' /C calc'!A0", "'+84912", "'-1+1", "'@SUM(A1)"]
    assert cells[7:] == ["7", "-7", "2026-11-02", "2026-11-03 03:30", "", "có", "", "chữ dịch", 'hai, "dòng"\nmột ô']
    assert response["Content-Disposition"] == 'attachment; filename="Danh-sach-thu.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_title_that_is_no_name_of_a_sheet_names_one(rf):
    content = body(list_file(asked(rf, "xlsx"), "'Nơi nhận' 12/KCN:[a]\x01*?\\", COLUMNS, ROWS))
    assert load_workbook(io.BytesIO(content)).sheetnames == ["-Nơi nhận- 12-KCN--a----"]


def test_excel_keeps_days_days_numbers_numbers_and_texts_texts(rf):
    response = list_file(asked(rf, "xlsx"), "Danh sách thử", COLUMNS, ROWS)
    cells = [row[0] for row in load_workbook(io.BytesIO(body(response))).active.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells[:6]] == ["s"] * 6
    assert [cell.value for cell in cells[6:10]] == [
        7,
        -7,
        datetime.combine(date(2026, 11, 2), datetime.min.time()),
        datetime.fromisoformat("2026-11-03T03:30"),
    ]


def test_a_list_too_long_for_excel_leads_back_to_its_page(rf, monkeypatch):
    monkeypatch.setattr(list_files, "LONGEST_EXCEL", 2)
    assert body(list_file(asked(rf, "xlsx"), "Thử", COLUMNS, ROWS[:2])).startswith(b"PK")
    request = asked(rf, "xlsx")
    response = list_file(request, "Thử", COLUMNS, ROWS[:3])
    assert (response.status_code, response.url) == (302, "/danh-sach/?q=an")
    assert "CSV" in str(next(iter(request._messages)))
    assert len(body(list_file(asked(rf, "csv"), "Thử", COLUMNS, ROWS[:3])).splitlines()) == 4


@pytest.mark.parametrize("kind", ["", "pdf", "XLSX"])
def test_any_other_word_is_no_file(rf, kind):
    assert not wants_file(asked(rf, kind))
