"""A list as a file: what its page shows, all of it and not a page of it, as Excel or CSV.

The page's own address with ``file=xlsx`` or ``file=csv`` gives it: the same rights and the same filter hold.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from antt_portal.core.clock import VIETNAM
from antt_portal.core.documents import printable
from antt_portal.core.folding import ascii_name
from antt_portal.core.formats import number_vn
from antt_portal.core.workbook import FORMULA_SIGNS, Sheet, Value, workbook, workbook_of
from antt_portal.core.workbook_responses import workbook_response

PARAMETER, XLSX, CSV = "file", "xlsx", "csv"
CHUNK = 500  # rows read at a time
# An Excel file is written while somebody waits; a CSV file of any length takes a moment.
LONGEST_EXCEL = 30_000
IN_MEMORY_BYTES = 1024 * 1024

T = TypeVar("T")


@dataclass(frozen=True)
class ListColumn(Generic[T]):
    """``width`` in characters; a condition is written as “có” or nothing."""

    heading: str | Promise
    width: int
    cell: Callable[[T], Value | bool | Promise]


def wants_file(request: HttpRequest) -> bool:
    return request.GET.get(PARAMETER) in {XLSX, CSV}


def list_file(
    request: HttpRequest, title: str, columns: Iterable[ListColumn[T]], rows: Iterable[T]
) -> HttpResponseBase:
    """The file asked for; a list too long for Excel leads back to its page, which says so."""
    named = tuple(columns)
    cells = (tuple(_value(column.cell(row)) for column in named) for row in rows)
    if request.GET[PARAMETER] == CSV:
        return _csv(title, [str(column.heading) for column in named], cells)
    # Read before the file is begun: one that is given up half-way stays behind on the disk.
    kept = list(islice(cells, LONGEST_EXCEL + 1))
    if len(kept) > LONGEST_EXCEL:
        text = _("Danh sách dài hơn %(count)s dòng nên không tạo tệp Excel. Tải CSV, hoặc lọc bớt.")
        messages.error(request, text % {"count": number_vn(LONGEST_EXCEL)})
        query = request.GET.copy()
        del query[PARAMETER]
        return redirect(f"{request.path}?{query.urlencode()}")
    heads = [(str(column.heading), column.width) for column in named]
    return workbook_response(workbook(title, heads, kept), title)


def sheets_file(request: HttpRequest, sheets: Sequence[Sheet], title: str) -> HttpResponseBase:
    """An Excel file of a form of its own; as CSV the last of its sheets, which is the list."""
    if request.GET.get(PARAMETER) == CSV:
        listed = sheets[-1]
        return _csv(title, [words for words, _width in listed.columns], listed.rows)
    return workbook_response(workbook_of(sheets), title)


def _value(value: Any) -> Value:
    if isinstance(value, bool):
        return _("có") if value else ""
    return str(value) if isinstance(value, Promise) else value


def _csv(title: str, heads: list[str], cells: Iterable[tuple[Value, ...]]) -> HttpResponseBase:
    """UTF-8 that spreadsheets recognise, days as ISO 8601. Written before it is sent: what it reads is read in time."""
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - the response closes it
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows(map(_written, row) for row in cells)
    text.detach()
    out.seek(0)
    name = f"{ascii_name(title)}.csv"
    response = FileResponse(out, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _written(value: Value) -> str:
    """A text that a spreadsheet would take for a formula gets a mark before it, by which it stays a text."""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = printable(value) if isinstance(value, str) else "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_SIGNS) else text
