"""Reading the workbook, sheet after sheet and row after row: what it says, and every place where it cannot be read."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from antt_portal.core.formats import number_vn
from antt_portal.core.refusal import Refused
from antt_portal.moving.cells import Unfit, name_key, text_of, value_of
from antt_portal.moving.columns import FORMS, GUIDE, WORDS, Column, Form
from antt_portal.moving.findings import Problem

MOST_ROWS = 60_000  # of all sheets together
MOST_COLUMNS = 60
MB = 1024 * 1024
MOST_TEXTS_BYTES = 40 * MB  # the table of texts is the one part that is held in memory whole
MOST_SHEET_BYTES = 200 * MB
CHUNK_BYTES, OVERLAP_BYTES = MB, 200
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
FORMULA, ERROR = "f", "e"


@dataclass(slots=True)
class Row:
    """``values`` by key of column; what could not be read is None there and its key is in ``unfit``."""

    form: Form
    number: int
    letters: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    unfit: set[str] = field(default_factory=set)

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)

    def cell(self, key: str) -> str:
        return f"{self.letters.get(key, 'A')}{self.number}"

    def problem(self, key: str, text: str) -> Problem:
        return Problem(self.form.title, self.cell(key), text)


@dataclass
class Book:
    rows: dict[str, list[Row]]
    problems: list[Problem]

    @property
    def count(self) -> int:
        return sum(map(len, self.rows.values()))


def read(file: BinaryIO, *, seen: Callable[[int], None] = lambda _count: None) -> Book:
    """``seen`` is told from time to time how many rows were read. Raises Refused for what is no such workbook."""
    try:
        merged = _check_parts(file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, about what it leaves aside
            book = load_workbook(file, read_only=True, keep_links=False)
        try:
            return _Reading(merged, seen).book(book)
        finally:
            book.close()
    except (BadZipFile, KeyError, IndexError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise _unreadable() from error


def _unreadable() -> Refused:
    return Refused("unreadable", _("Không đọc được tệp Excel này. Mở tệp bằng Excel, lưu lại dạng .xlsx rồi tải lên."))


def _check_parts(file: BinaryIO) -> dict[str, list[str]]:
    """Merged cells of each part of the package. Reading row by row openpyxl does not tell them."""
    file.seek(0)
    with ZipFile(file) as archive:
        for part in archive.infolist():
            limit = MOST_TEXTS_BYTES if part.filename.endswith("sharedStrings.xml") else MOST_SHEET_BYTES
            if part.file_size > limit:
                raise Refused("too-large", _("Tệp quá lớn. Chia thành nhiều tệp, mỗi tệp dưới 60.000 dòng."))
        sheets = [name for name in archive.namelist() if "/worksheets/" in name and name.endswith(".xml")]
        return {name: list(_merged(archive, name)) for name in sheets}


def _merged(archive: ZipFile, name: str) -> Iterator[str]:
    kept = b""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK_BYTES):
            window = kept + chunk
            ends = 0
            for found in MERGED.finditer(window):
                ends = found.end()
                yield found[1].decode()
            kept = window[max(ends, len(window) - OVERLAP_BYTES) :]


class _Reading:
    def __init__(self, merged: dict[str, list[str]], seen: Callable[[int], None]) -> None:
        self.merged, self.seen = merged, seen
        self.found = Book({form.key: [] for form in FORMS}, [])
        self.is_full = False

    def book(self, book: Any) -> Book:
        by_title = {name_key(form.title): form for form in FORMS}
        aside = {name_key(GUIDE), name_key(WORDS)}
        known = 0
        for sheet in book.worksheets:
            if form := by_title.get(name_key(sheet.title)):
                known += 1
                self._sheet(form, sheet)
            elif name_key(sheet.title) not in aside:
                self._unknown_sheet(sheet.title)
        if not known:
            titles = ", ".join(form.title for form in FORMS)
            words = _("Không có trang nào của tệp mẫu. Các trang được nhận: %(titles)s.")
            self.found.problems.append(Problem("", "", words % {"titles": titles}))
        return self.found

    def _unknown_sheet(self, title: str) -> None:
        words = _("Trang này không có trong tệp mẫu. Bỏ trang, hoặc đặt lại đúng tên trang.")
        self.found.problems.append(Problem(title, "", words))

    def _sheet(self, form: Form, sheet: Any) -> None:
        for area in self.merged.get(sheet._worksheet_path.lstrip("/"), []):
            words = _("Các ô %(area)s bị gộp. Bỏ gộp ô rồi ghi đủ từng ô.")
            self.found.problems.append(Problem(form.title, area.partition(":")[0], words % {"area": area}))
        sheet.reset_dimensions()  # what the file says about its size may be wrong
        rows = sheet.iter_rows(max_col=MOST_COLUMNS)
        columns = self._heading(form, next(rows, ()))
        if columns is None:
            return
        letters = {column.key: get_column_letter(at) for at, column in columns.items()}
        for number, cells in enumerate(rows, 2):
            if not any(cell.value not in (None, "") for cell in cells):
                continue
            if self.is_full or self.found.count >= MOST_ROWS:
                self._full(form, number)
                return
            row = Row(form, number, letters)
            self._row(row, columns, cells)

    def _full(self, form: Form, number: int) -> None:
        words = _("Tệp nhiều hơn %(count)s dòng. Chia thành nhiều tệp.") % {"count": number_vn(MOST_ROWS)}
        self.found.problems.append(Problem(form.title, f"A{number}", words))
        self.is_full = True

    def _heading(self, form: Form, cells: tuple[Any, ...]) -> dict[int, Column] | None:
        """Columns by their place, in whatever order they stand; None when one that must be there is missing."""
        by_heading = {name_key(column.heading): column for column in form.columns}
        columns: dict[int, Column] = {}
        for at, cell in enumerate(cells, 1):
            if not (words := text_of(cell.value)):
                continue
            column = by_heading.pop(name_key(words), None)
            if column is None:
                self._strange_heading(form, at, words)
            else:
                columns[at] = column
        missing = [column.heading for column in by_heading.values() if column.is_required]
        if missing:
            words = _("Dòng đầu thiếu cột: %(missing)s.") % {"missing": ", ".join(missing)}
            self.found.problems.append(Problem(form.title, "A1", words))
        return None if missing else columns

    def _strange_heading(self, form: Form, at: int, words: str) -> None:
        known = [name_key(column.heading) for column in form.columns]
        text = (
            _("Cột “%(heading)s” có hai lần.")
            if name_key(words) in known
            else _("Cột “%(heading)s” không có trong tệp mẫu.")
        )
        self.found.problems.append(Problem(form.title, f"{get_column_letter(at)}1", text % {"heading": words[:60]}))

    def _row(self, row: Row, columns: dict[int, Column], cells: tuple[Any, ...]) -> None:
        by_place = dict(enumerate(cells, 1))
        raws = {column.key: by_place[at] for at, column in columns.items() if at in by_place}
        texts = {key: text_of(cell.value) for key, cell in raws.items()}
        if not any(texts.values()):
            self._beside(row, columns, by_place)
            return
        if texts == {key: text_of(row.form.column(key).example) for key in texts}:
            return  # the example of the template, left as it was
        for column in columns.values():
            self._cell(row, column, raws.get(column.key))
        self._beside(row, columns, by_place)
        self.found.rows[row.form.key].append(row)
        if self.found.count % 500 == 0:
            self.seen(self.found.count)

    def _beside(self, row: Row, columns: dict[int, Column], by_place: dict[int, Any]) -> None:
        for at, cell in by_place.items():
            if at not in columns and text_of(cell.value):
                words = _("Ô này nằm ngoài các cột của tệp mẫu nên không biết là gì.")
                self.found.problems.append(Problem(row.form.title, f"{get_column_letter(at)}{row.number}", words))

    def _cell(self, row: Row, column: Column, cell: Any) -> None:
        try:
            row.values[column.key] = value_of(column, _raw(cell))
        except Unfit as unfit:
            row.unfit.add(column.key)
            row.values[column.key] = None
            self.found.problems.append(row.problem(column.key, str(unfit)))


def _raw(cell: Any) -> Any:
    """Raises Unfit: what a formula gives depends on who opens the file."""
    kind = getattr(cell, "data_type", "n")
    if kind == FORMULA:
        raise Unfit(_("Ô có công thức. Sao chép rồi dán lại dưới dạng giá trị."))
    if kind == ERROR:
        raise Unfit(_("Ô báo lỗi của Excel (%(value)s).") % {"value": str(cell.value)[:20]})
    return cell.value if cell is not None else None
