"""A register as an Excel file: typed days and numbers, texts that stay texts."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from antt_portal.core.clock import VIETNAM
from antt_portal.core.documents import printable

DAY_FORMAT = "dd/mm/yyyy"
MOMENT_FORMAT = "dd/mm/yyyy hh:mm"
# What a spreadsheet, or one that reads a copy of it as text, would take for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# What Excel takes in no name of a sheet, and how many characters of one.
NOT_IN_NAMES, LONGEST_NAME = re.compile(r"[\\/?*\[\]:']"), 31
WRAPPED = Alignment(wrap_text=True, vertical="top")

Value = str | int | date | None


@dataclass(frozen=True)
class Sheet:
    """``columns`` are headings with their widths."""

    title: str
    columns: Iterable[tuple[str, int]]
    rows: Iterable[tuple[Value, ...]]


def workbook(title: str, columns: Iterable[tuple[str, int]], rows: Iterable[tuple[Value, ...]]) -> bytes:
    return workbook_of([Sheet(title, columns, rows)])


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """Written row by row: thousands take a second and little memory."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(book: Workbook, sheet: Sheet) -> None:
    named = tuple(sheet.columns)
    page: Any = book.create_sheet(NOT_IN_NAMES.sub("-", printable(sheet.title))[:LONGEST_NAME])
    _lay_out(page, [width for _words, width in named])
    page.append([_heading(page, words) for words, _width in named])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _lay_out(sheet: Any, widths: list[int]) -> None:
    """Head and page: before the first row, as a sheet that is written row by row wants it."""
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _heading(sheet: Any, words: str) -> Cell:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    cell.alignment = WRAPPED
    return cell


def _cell(sheet: Any, value: Value) -> Cell:
    content: Any = printable(value) if isinstance(value, str) else value  # openpyxl's stubs know no plain date
    if isinstance(value, datetime):
        content = value.astimezone(VIETNAM).replace(tzinfo=None)
    cell = WriteOnlyCell(sheet, content)
    cell.alignment = WRAPPED
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_SIGNS)
    elif isinstance(value, date):
        cell.number_format = MOMENT_FORMAT if isinstance(value, datetime) else DAY_FORMAT
    return cell
