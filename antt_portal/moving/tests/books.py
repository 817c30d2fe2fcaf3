"""Workbooks as boards fill them in: the template's headings with rows of one's own."""

import io
from datetime import date

from openpyxl import Workbook

from antt_portal.core.tax_code import check_digit
from antt_portal.moving.columns import FORMS

SINCE = date(2020, 1, 1)
BY_KEY = {form.key: form for form in FORMS}


def tax_code(number: int) -> str:
    """The ``number``-th of codes that begin with 09; those without a check digit are passed over."""
    stem = 90_000_000 + number
    while (digit := check_digit(f"{stem:09d}")) is None:
        stem += 500_000
    return f"{stem:09d}{digit}"


A, B = tax_code(1), tax_code(2)
ZONE = {"name": "KCN Thử Một", "kind": "Khu công nghiệp", "since": SINCE}
TENANT = {
    "tax_code": A,
    "name": "Công ty TNHH Thử Nghiệm An Phú",
    "kind": "Chủ đầu tư thứ cấp",
    "since": SINCE,
    "address": "Lô 1",
    "size": "Lớn",
    "fire_hazard": "Có",
}
TENANCY = {"organisation": A, "zone": ZONE["name"], "capacity": "Chủ đầu tư thứ cấp", "since": SINCE}
CONTACT = {"organisation": A, "name": "Nguyễn Văn Mẫu", "email": "mau@vidu.example", "phone": "0912000000"}
HEAD = {"organisation": A, "name": "Trần Thị Mẫu", "email": "head@vidu.example", "role": "Người đứng đầu"}
PAST = {
    "organisation": A,
    "year": 2023,
    "result": "Đạt",
    "decision": "12/QĐ-UBND",
    "decided_on": date(2023, 11, 18),
    "recogniser": "UBND tỉnh Thử",
}
WHOLE = {
    "zones": [ZONE],
    "organisations": [TENANT],
    "tenancies": [TENANCY],
    "contacts": [CONTACT],
    "people": [HEAD],
    "recognitions": [PAST],
}


def blank(*keys: str) -> Workbook:
    """The sheets of ``keys`` with their headings."""
    book = Workbook()
    book.remove(book.active)
    for key in keys:
        book.create_sheet(BY_KEY[key].title).append([column.heading for column in BY_KEY[key].columns])
    return book


def filled(**sheets: list[dict]) -> Workbook:
    book = blank(*sheets)
    for key, rows in sheets.items():
        for row in rows:
            book[BY_KEY[key].title].append([row.get(column.key) for column in BY_KEY[key].columns])
    return book


def file_of(book: Workbook) -> io.BytesIO:
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out
