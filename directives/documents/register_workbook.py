"""The register of outgoing documents as an Excel file: typed days and numbers, texts that stay texts."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from antt_portal.core.documents import printable
from directives.documents.outgoing_register import remark_of
from directives.models import NumberSeries, RegisterEntry

DAY_FORMAT = "dd/mm/yyyy"
# What a spreadsheet, or one that reads a copy of it as text, would take for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = (18, 12, 60, 24, 44, 16, 10, 12, 18, 30)
WRAPPED = Alignment(wrap_text=True, vertical="top")

Value = str | int | date | None


def headings() -> tuple[str, ...]:
    return (
        _("Số, ký hiệu văn bản"),
        _("Ngày tháng văn bản"),
        _("Tên loại và trích yếu nội dung văn bản"),
        _("Người ký"),
        _("Nơi nhận văn bản"),
        _("Đơn vị, người nhận bản lưu"),
        _("Số lượng bản"),
        _("Ngày chuyển"),
        _("Ký nhận"),
        _("Ghi chú"),
    )


def register_workbook(series: NumberSeries, entries: Iterable[RegisterEntry]) -> bytes:
    """All rows of one series. Written row by row: thousands take a second and little memory."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(str(series)[:31])
    _lay_out(sheet)
    sheet.append([_heading(sheet, words) for words in headings()])
    for entry in entries:
        sheet.append([_cell(sheet, value) for value in _values(entry)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lay_out(sheet: Any) -> None:
    """Head and page: before the first row, as a sheet that is written row by row wants it."""
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _values(entry: RegisterEntry) -> tuple[Value, ...]:
    return (
        str(entry).removesuffix("/"),
        entry.dated_on,
        entry.title,
        entry.signer,
        entry.receivers,
        entry.archive_unit,
        entry.copies,
        entry.sent_on,
        entry.receipt_note,
        remark_of(entry),
    )


def _heading(sheet: Any, words: str) -> Cell:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    cell.alignment = WRAPPED
    return cell


def _cell(sheet: Any, value: Value) -> Cell:
    content: Any = printable(value) if isinstance(value, str) else value  # openpyxl's stubs know no plain date
    cell = WriteOnlyCell(sheet, content)
    cell.alignment = WRAPPED
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_SIGNS)
    elif isinstance(value, date):
        cell.number_format = DAY_FORMAT
    return cell
