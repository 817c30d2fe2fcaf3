"""One cell: what it means for its column, or why it cannot mean anything."""

import re
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from antt_portal.core.folding import search_key
from antt_portal.core.formats import vn_date
from antt_portal.core.tax_code import TaxCodeError, check_tax_code
from antt_portal.moving.columns import Column, Kind

FIRST_YEAR, LAST_YEAR = 1945, 2100
TAX_DIGITS, BRANCH_DIGITS = 10, 13
UNSEEN = re.compile(r"[\x00-\x20\x7f\u00a0\u200b\ufeff]+")
WRITTEN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
LIKE_A_TAX_CODE = re.compile(r"[\d\s.‐-―−-]{9,}")


class Unfit(ValueError):
    """What stands in the cell cannot be taken; its words are for whoever filled it in."""


def text_of(raw: Any) -> str:
    """As somebody reads it: one line, no spaces around it. Excel keeps 0912 as a number and 3 as 3.0."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "Có" if raw else "Không"
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, date):
        return vn_date(raw)
    return normalize("NFC", UNSEEN.sub(" ", str(raw))).strip()


def value_of(column: Column, raw: Any) -> Any:
    """None for an empty cell. Raises Unfit."""
    text = text_of(raw)
    if not text:
        if column.is_required:
            raise Unfit(_("Thiếu “%(heading)s”.") % {"heading": column.heading})
        return None
    return READERS[column.kind](column, raw, text)


def _text(column: Column, raw: Any, text: str) -> str:
    if isinstance(raw, date):
        raise Unfit(_("Ô này là ngày (%(text)s), cần chữ. Đặt kiểu ô là Văn bản rồi gõ lại.") % {"text": text})
    if len(text) > column.longest:
        words = _("Dài %(length)d ký tự, nhiều nhất là %(longest)d.")
        raise Unfit(words % {"length": len(text), "longest": column.longest})
    return text


def _day(_column: Column, raw: Any, text: str) -> date:
    found = raw.date() if isinstance(raw, datetime) else raw if isinstance(raw, date) else _written_day(text)
    if found is None:
        raise Unfit(_("“%(text)s” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 31/12/2024.") % {"text": text[:40]})
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unfit(_("Năm phải từ %(first)d đến %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR})
    return found


def _written_day(text: str) -> date | None:
    """Day before month, as everybody here writes."""
    if not (parts := WRITTEN_DAY.fullmatch(text)):
        return None
    day, month, year = (int(part) for part in parts.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choice(column: Column, _raw: Any, text: str) -> str | bool:
    wanted = search_key(text)
    for words, value in column.choices.items():
        if search_key(words) == wanted:
            return value
    allowed = ", ".join(column.choices)
    raise Unfit(_("“%(text)s” không có trong danh sách: %(allowed)s.") % {"text": text[:40], "allowed": allowed})


def _tax_code(_column: Column, raw: Any, text: str) -> str:
    """A code that Excel took for a number has lost the zeros before it."""
    if isinstance(raw, int | float) and text.isdigit():
        text = text.zfill(TAX_DIGITS if len(text) <= TAX_DIGITS else BRANCH_DIGITS)
    try:
        return check_tax_code(text)
    except TaxCodeError as error:
        raise Unfit(str(error)) from error


def _organisation(column: Column, raw: Any, text: str) -> str:
    """The key of an organisation (``organisation_key``)."""
    if LIKE_A_TAX_CODE.fullmatch(text):
        return organisation_key(_tax_code(column, raw, text), "")
    return organisation_key("", _text(column, raw, text))


def organisation_key(tax_code: str, name: str) -> str:
    """How the file and the record name the same organisation: by tax code, or by name where there is none."""
    return f"#{tax_code}" if tax_code else name_key(name)


def name_key(name: str) -> str:
    """Names that differ in case or in spaces alone are one."""
    return " ".join(normalize("NFC", name).casefold().split())


def _mail(column: Column, raw: Any, text: str) -> str:
    address = _text(column, raw, text).lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Unfit(_("“%(text)s” không phải là địa chỉ thư điện tử.") % {"text": text[:60]}) from error
    return address


def _year(_column: Column, _raw: Any, text: str) -> int:
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR):
        raise Unfit(_("“%(text)s” không phải là năm.") % {"text": text[:40]})
    return int(text)


READERS = {
    Kind.TEXT: _text,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.TAX_CODE: _tax_code,
    Kind.ORGANISATION: _organisation,
    Kind.MAIL: _mail,
    Kind.YEAR: _year,
}
