"""The workbook to fill in: a guide, one sheet per kind with an example, lists to choose from."""

import io
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from antt_portal.core.workbook import DAY_FORMAT
from antt_portal.moving.columns import FORMS, GUIDE, WORDS, ZONES, Column, Form, Kind

FILLED_ROWS = 30_000  # how far the lists to choose from reach
TEXT_FORMAT, NUMBER_FORMAT = "@", "0"
HEADING = PatternFill("solid", fgColor="DCE6F2")
MUST = PatternFill("solid", fgColor="FBE3C8")
EXAMPLE = Font(italic=True, color="5A5A5A")
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDTHS = {Kind.DAY: 14, Kind.YEAR: 10, Kind.CHOICE: 24, Kind.TAX_CODE: 18, Kind.ORGANISATION: 22, Kind.MAIL: 30}


def template() -> bytes:
    book = Workbook()
    guide: Any = book.active
    guide.title = GUIDE
    _guide(guide)
    for form in FORMS:
        _sheet(book.create_sheet(form.title), form)
    words = book.create_sheet(WORDS)
    _words(words)
    for form in FORMS:
        _choices(book[form.title], form)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _guide(sheet: Any) -> None:
    lines = [
        _("Điền các trang bên cạnh; trang không dùng thì để trống. Dòng ví dụ in nghiêng để nguyên hoặc xóa đều được."),
        _("Cổng kiểm tra cả tệp trước, nêu mọi chỗ phải sửa, rồi mới nhập: nhập tất cả hoặc không nhập dòng nào."),
        _("Nhập lại cùng một tệp thì không thay đổi gì. Ô để trống không xóa thông tin đã có."),
        _("Không dùng công thức, không gộp ô, không đổi tên trang và tên cột. Ngày ghi ngày/tháng/năm."),
    ]
    for line in lines:
        sheet.append([line])
    sheet.append([])
    sheet.append([_("Trang"), _("Cột"), _("Bắt buộc"), _("Giải thích"), _("Ví dụ")])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = Font(bold=True), HEADING
    for form in FORMS:
        for column in form.columns:
            must = _("bắt buộc") if column.is_required else ""
            sheet.append([form.title, column.heading, must, str(column.note), column.example])
            for cell in sheet[sheet.max_row]:
                cell.alignment = WRAPPED
            _typed(sheet.cell(sheet.max_row, 5), column)
    for letter, width in zip("ABCDE", (26, 26, 12, 70, 34), strict=True):
        sheet.column_dimensions[letter].width = width


def _sheet(sheet: Any, form: Form) -> None:
    sheet.freeze_panes = "A2"
    for at, column in enumerate(form.columns, 1):
        head = sheet.cell(1, at, column.heading)
        head.font, head.fill, head.alignment = Font(bold=True), MUST if column.is_required else HEADING, WRAPPED
        example = sheet.cell(2, at, column.example)
        example.font = EXAMPLE
        _typed(example, column)
        dimension = sheet.column_dimensions[get_column_letter(at)]
        dimension.width = WIDTHS.get(column.kind, 36)
        dimension.number_format = _format(column)


def _format(column: Column) -> str:
    if column.kind == Kind.DAY:
        return DAY_FORMAT
    return NUMBER_FORMAT if column.kind == Kind.YEAR else TEXT_FORMAT


def _typed(cell: Any, column: Column) -> None:
    cell.number_format = DAY_FORMAT if isinstance(cell.value, date) else _format(column)


def _words(sheet: Any) -> None:
    """Every list of words in a column of its own, for the lists to choose from."""
    for at, column in enumerate(_with_choices(), 1):
        sheet.cell(1, at, column.heading).font = Font(bold=True)
        for number, word in enumerate(column.choices, 2):
            sheet.cell(number, at, word)
        sheet.column_dimensions[get_column_letter(at)].width = 26


def _with_choices() -> list[Column]:
    return [column for form in FORMS for column in form.columns if column.choices]


def _choices(sheet: Any, form: Form) -> None:
    places = {id(column): get_column_letter(at) for at, column in enumerate(_with_choices(), 1)}
    for at, column in enumerate(form.columns, 1):
        letter = get_column_letter(at)
        if column.choices:
            source = places[id(column)]
            formula = f"'{WORDS}'!${source}$2:${source}${len(column.choices) + 1}"
        elif column.key == "zone":
            formula = f"'{ZONES.title}'!$A$2:$A$2000"
        else:
            continue
        # A zone that is on the portal already need not be on the sheet of zones: only words are insisted on.
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=bool(column.choices))
        rule.add(f"{letter}2:{letter}{FILLED_ROWS}")
        sheet.add_data_validation(rule)
