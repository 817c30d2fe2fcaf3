"""Reads numbers and dates as people in Vietnam type them.

Figures are written one way in both languages of the interface: 1.234,5 and 24/10/2026. A reading that
followed the language would turn 1.840 into 1,84 for somebody who switches it while a page is open.

Decided for what is ambiguous:

- one dot before exactly three digits is a thousands mark: "1.840" is 1840; elsewhere it is a decimal point,
  because it can be nothing else: "1234.5", "12.50", "0.125";
- one comma is the decimal comma: "1,840" is 1.84; where only a whole number can stand it is 1840;
- with both, the later one is the decimal mark: "1.234,5" and "1,234.5" are the same number;
- a year has four digits: "24/10/26" is not guessed at; "24102026" is read, a phone's number pad has no slash.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_NUMBER = 40
GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}([., ])[0-9]{3}(?:\1[0-9]{3})*")
DIGITS = re.compile(r"[0-9]+")
BETWEEN = r" ?[/.\- ] ?"
DAY_FIRST = re.compile(
    rf"([0-9]{{1,2}}){BETWEEN}([0-9]{{1,2}}){BETWEEN}([0-9]{{4}})|([0-9]{{2}})([0-9]{{2}})([0-9]{{4}})"
)
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def read_number(raw: str, *, whole: bool) -> Decimal | None:
    """The number ``raw`` writes; None when it writes none, or with ``whole`` when it has a fraction."""
    text = _tidy(raw).replace("−", "-")
    if len(text) > LONGEST_NUMBER:
        return None
    sign, text = ("-", text[1:].lstrip()) if text.startswith("-") else ("", text.removeprefix("+"))
    mark = _decimal_mark(text, whole=whole)
    integer, fraction = text.rsplit(mark, 1) if mark else (text, "0")
    if not GROUPED.fullmatch(integer) or not DIGITS.fullmatch(fraction):
        return None
    number = Decimal(f"{sign}{re.sub('[., ]', '', integer)}.{fraction}")
    return None if whole and number != number.to_integral_value() else number


def _decimal_mark(text: str, *, whole: bool) -> str:
    if "." in text and "," in text:
        return max(".,", key=text.rfind)
    mark = "," if "," in text else "."
    if text.count(mark) != 1:
        return ""
    if mark == "," and not whole:
        return mark
    is_grouping = GROUPED.fullmatch(text) and not text.startswith("0")
    return "" if is_grouping else mark


def read_date(raw: str) -> date | None:
    """The day ``raw`` writes; None when it writes none, or one outside 1900–2199."""
    text = _tidy(raw)
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year = (part for part in match.groups() if part is not None)
    else:
        return None
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _tidy(raw: str) -> str:
    """Full-width digits and every kind of space as plain ones."""
    return " ".join(unicodedata.normalize("NFKC", raw).split())
