"""One figure: from what was typed to its canonical value, and back to what people read.

Canonical values are JSON: whole numbers and money as integers, decimals and percentages as text (no binary
fraction), dates as YYYY-MM-DD, yes/no as a boolean, a choice as its key.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from antt_portal.core.figures.notation import read_date, read_number
from antt_portal.core.figures.shape import NUMBERS, TEXTS, WHOLE, Bound, Field, FieldType, Value
from antt_portal.core.formats import number_vn, vn_date

# Fifteen digits stay exact in a spreadsheet and in JavaScript.
LARGEST = Decimal(10) ** 15
QUOTED_LENGTH = 40
PLAIN_DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")
MONEY_UNITS = ("đồng", "vnđ", "vnd", "đ")
YES, NO = "yes", "no"
Exact = int | Decimal | date | bool | str


class Unreadable(ValueError):
    """What was typed is no value of the field; ``message`` says so to the person who typed it."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def parse(field: Field, raw: str) -> Value | None:
    """The canonical value of what was typed; None when nothing was. Raises Unreadable."""
    text = storable(raw).strip()
    if not text:
        return None
    value = _read(field, text)
    if message := fault(field, value):
        raise Unreadable(message)
    return value


def storable(raw: str) -> str:
    """NFC with plain line ends, without what no database stores (control characters, halves of pairs)."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def _read(field: Field, text: str) -> Value:
    if field.type in NUMBERS:
        return _read_number(field, text)
    if field.type is FieldType.DATE:
        day = read_date(text)
        if day is None:
            message = _("“%(raw)s” không phải ngày. Ghi ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 24/10/2026.")
            raise Unreadable(message % {"raw": _quoted(text)})
        return day.isoformat()
    if field.type is FieldType.YES_NO and text in {YES, NO}:
        return text == YES
    return " ".join(text.split()) if field.type is FieldType.TEXT else text


def _read_number(field: Field, text: str) -> int | str:
    whole = field.type in WHOLE
    number = read_number(_without_unit(field, text), whole=whole)
    if number is None:
        raise Unreadable(_no_number(field) % {"raw": _quoted(text)})
    return int(number) if whole else plain_decimal(number)


def plain_decimal(number: Decimal) -> str:
    """Without exponent and trailing zeros, so that equal numbers are equal texts."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _without_unit(field: Field, text: str) -> str:
    units = (field.unit.vi, field.unit.en, *(MONEY_UNITS if field.type is FieldType.MONEY else ()))
    for unit in units:
        if unit and text.lower().endswith(unit.lower()):
            return text[: -len(unit)].rstrip()
    return text


def _no_number(field: Field) -> str:
    if field.type is FieldType.MONEY:
        return _("“%(raw)s” không phải số tiền. Ghi bằng đồng, chỉ dùng chữ số, ví dụ 5.000.000.")
    if field.type is FieldType.INTEGER:
        return _("“%(raw)s” không phải số nguyên. Chỉ dùng chữ số, ví dụ 1.840.")
    return _("“%(raw)s” không phải số. Chỉ dùng chữ số và dấu phẩy, ví dụ 1.234,5.")


def _quoted(text: str) -> str:
    return text if len(text) <= QUOTED_LENGTH else f"{text[:QUOTED_LENGTH]}…"


def exact(field: Field, value: object) -> Exact | None:
    """The value as the type it stands for; None when it is missing or of another type (an older schema)."""
    if field.type is FieldType.YES_NO:
        return value if isinstance(value, bool) else None
    if field.type in WHOLE:
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    if not isinstance(value, str):
        return None
    if field.type in NUMBERS:
        return Decimal(value) if PLAIN_DECIMAL.fullmatch(value) else None
    if field.type is FieldType.DATE:
        return _exact_date(value)
    if field.type is FieldType.CHOICE:
        return value if value in {choice.key for choice in field.choices} else None
    return value


def _exact_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def fault(field: Field, value: object) -> str:
    """What is wrong with a canonical value, whatever JSON it may be; empty when nothing is."""
    found = exact(field, value)
    if found is None:
        if field.type in {FieldType.CHOICE, FieldType.YES_NO}:
            return _("“%(raw)s” không có trong danh sách. Chọn lại.") % {"raw": _quoted(str(value))}
        return _("“%(raw)s” không hợp với loại số liệu này. Ghi lại.") % {"raw": _quoted(str(value))}
    if field.type in TEXTS:
        return _too_long(field, str(found))
    if isinstance(found, int | Decimal) and not isinstance(found, bool):
        return _number_fault(field, Decimal(found))
    return _out_of_bounds(field, found) if isinstance(found, date) else ""


def _too_long(field: Field, text: str) -> str:
    if len(text) <= field.max_length:
        return ""
    message = _("Dài %(count)s ký tự, nhiều nhất %(most)s. Phần đã ghi vẫn còn đủ; rút gọn lại.")
    return message % {"count": number_vn(len(text)), "most": number_vn(field.max_length)}


def _number_fault(field: Field, number: Decimal) -> str:
    if abs(number) >= LARGEST:
        return _("Số quá lớn: nhiều nhất 15 chữ số.")
    exponent = number.normalize().as_tuple().exponent
    if field.type not in WHOLE and isinstance(exponent, int) and -exponent > field.decimals:
        return _("Nhiều nhất %(places)s chữ số sau dấu phẩy.") % {"places": field.decimals}
    return _out_of_bounds(field, number)


def _out_of_bounds(field: Field, found: Bound) -> str:
    low, high = field.minimum, field.maximum
    if isinstance(found, date):
        if isinstance(low, date) and found < low:
            return _("Sớm nhất là %(bound)s.") % {"bound": vn_date(low)}
        if isinstance(high, date) and found > high:
            return _("Muộn nhất là %(bound)s.") % {"bound": vn_date(high)}
        return ""
    if isinstance(low, Decimal) and found < low:
        return _("Nhỏ nhất là %(bound)s.") % {"bound": number_vn(low)}
    if isinstance(high, Decimal) and found > high:
        return _("Lớn nhất là %(bound)s.") % {"bound": number_vn(high)}
    return ""


def show(field: Field, value: object) -> str:
    """The value as people read it, without its unit: 1.234,5 · 24/10/2026 · Có. Empty when there is none."""
    found = exact(field, value)
    if found is None:
        return "" if value is None else _quoted(str(value))
    if isinstance(found, bool):
        return _("Có") if found else _("Không")
    if isinstance(found, int | Decimal):
        return number_vn(found)
    if isinstance(found, date):
        return vn_date(found)
    return next((str(choice.label) for choice in field.choices if choice.key == found), found)


def as_typed(field: Field, value: object) -> str:
    """The value as its form field holds it: ``parse`` gives the value back."""
    if isinstance(value, bool):
        return YES if value else NO
    is_written = field.type in NUMBERS or field.type is FieldType.DATE
    if value is None or (is_written and exact(field, value) is not None):
        return show(field, value)
    return str(value)
