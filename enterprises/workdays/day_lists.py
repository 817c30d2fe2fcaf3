"""A list of days as somebody pastes or uploads it: the yearly decision on days off and swapped Saturdays.

Columns: day, kind, source, and a name if there is one; a first row that names them is passed over.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zipfile import BadZipFile, ZipFile

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from antt_portal.core.folding import search_key
from antt_portal.core.formats import vn_date
from enterprises.workdays.keeping import Exceptional

MAX_ROWS = 400
MAX_BYTES = 256 * 1024
# What a sheet of so many rows may unpack to. A file of zeros packs a thousand to one.
MAX_UNPACKED_BYTES = 8 * 1024 * 1024
FIRST_YEAR, LAST_YEAR = 2020, 2100
OFF_WORDS = {"nghi", "ngay nghi", "off", "nghi bu", "nghi le"}
WORKING_WORDS = {"lam viec", "ngay lam viec", "lam bu", "ngay lam bu", "working", "di lam"}
LONGEST_SOURCE, LONGEST_NAME = 300, 120


@dataclass(frozen=True)
class Problem:
    """``row`` counts from 1, as a spreadsheet does; 0 is the whole file."""

    row: int
    text: str | Promise


class Unreadable(Exception):
    """Not a spreadsheet that can be read, or far too large for a year's decision."""

    def __init__(self, text: str | Promise) -> None:
        super().__init__(text)
        self.text = text


def read_text(text: str) -> list[list[str]]:
    """Rows of cells, parted by tabs (as a spreadsheet copies them), semicolons or commas."""
    lines = text.lstrip("\ufeff")
    first = next((line for line in lines.splitlines() if line.strip()), "")
    parted_by = next((mark for mark in "\t;," if mark in first), ";")
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(lines), delimiter=parted_by)]


def read_file(content: bytes) -> list[list[str]]:
    """Rows of the first sheet of an .xlsx, or of a text file. Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable(_("Tệp lớn hơn 256 kB. Chỉ cần các cột ngày, loại, căn cứ của một năm."))
    if content.startswith(b"PK"):
        return _read_workbook(content)
    try:
        return read_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(_("Không đọc được tệp. Lưu lại ở dạng Excel (.xlsx) hoặc CSV UTF-8.")) from error


def _read_workbook(content: bytes) -> list[list[str]]:
    broken = Unreadable(_("Không đọc được tệp Excel này. Mở tệp, sao chép các ô rồi dán vào ô bên dưới."))
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise broken
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [[_cell(value) for value in row] for row in sheet.iter_rows(max_row=MAX_ROWS + 2, values_only=True)]
    except (BadZipFile, KeyError, IndexError, ValueError, OSError, SyntaxError) as error:
        raise broken from error


def _cell(value: object) -> str:
    if isinstance(value, date):  # an instant, as a spreadsheet keeps days, is one as well
        return vn_date(value)
    return "" if value is None else str(value).strip()


def parse(rows: Sequence[Sequence[str]]) -> tuple[list[Exceptional], list[Problem]]:
    """The days, and everything that is wrong with the list, by its row. Only a list without problems is to be kept."""
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if filled and _is_head(filled[0][1]):
        filled = filled[1:]
    if not filled:
        return [], [Problem(0, _("Chưa có dòng nào. Mỗi dòng gồm ngày, loại và căn cứ."))]
    if len(filled) > MAX_ROWS:
        return [], [Problem(0, _("Nhiều hơn 400 dòng. Chia ra từng năm."))]
    days: dict[date, Exceptional] = {}
    problems: list[Problem] = []
    for number, row in filled:
        found, said = _row(row)
        problems += [Problem(number, text) for text in said]
        if found and found.day in days:
            problems.append(Problem(number, _("Ngày này đã có ở dòng trên.")))
        elif found:
            days[found.day] = found
    return list(days.values()), problems


def _is_head(row: Sequence[str]) -> bool:
    return not any(character.isdigit() for character in row[0])


def _row(row: Sequence[str]) -> tuple[Exceptional | None, list[str | Promise]]:
    day_text, kind, source, name = [*(cell.strip() for cell in row[:4]), "", "", "", ""][:4]
    day, is_working = _day(day_text), _is_working(kind)
    problems = list(_faults(day, is_working, source, name))
    if day is None or is_working is None or problems:
        return None, problems
    return Exceptional(day, is_working, source, name), []


def _faults(day: date | None, is_working: bool | None, source: str, name: str) -> Iterator[str | Promise]:
    if day is None:
        yield _("Ngày phải ghi theo dạng ngày/tháng/năm, ví dụ 22/08/2026.")
    elif not FIRST_YEAR <= day.year <= LAST_YEAR:
        yield _("Năm phải từ 2020 đến 2100.")
    if is_working is None:
        yield _("Loại phải là “nghỉ” hoặc “làm việc”.")
    if not source:
        yield _("Thiếu căn cứ.")
    if len(source) > LONGEST_SOURCE or len(name) > LONGEST_NAME:
        yield _("Căn cứ dài quá 300 ký tự hoặc tên gọi dài quá 120 ký tự.")


def _day(text: str) -> date | None:
    """Day before month, as everybody here writes; a year first as a database does."""
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        day, month, year = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_working(text: str) -> bool | None:
    word = search_key(text)
    if word in OFF_WORDS:
        return False
    return True if word in WORKING_WORDS else None


def written(days: Iterable[Exceptional]) -> str:
    """The list as ``read_text`` reads it: what a preview hands on to the saving."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    for one in days:
        kind = "làm việc" if one.is_working else "nghỉ"
        rows.writerow([vn_date(one.day), kind, one.source, one.name])
    return out.getvalue()
