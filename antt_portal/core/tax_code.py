"""Tax codes of enterprises (mã số thuế): nine digits and a check digit, then ``-NNN`` for a branch.

Source: Thông tư 86/2024/TT-BTC, Điều 5. Persons and household businesses use their twelve-digit identity
number instead; they are not organisations here.
"""

import re
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The form that is stored and compared. A constraint can use it on both databases.
STORED_FORM = r"^[0-9]{10}(-[0-9]{3})?$"
WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
MODULUS = 11

_TYPED_FORM = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")
_SPACING = re.compile(r"[\s.\u200b\ufeff]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


class TaxCodeError(ValueError):
    """Not a tax code. ``code`` is shape, check_digit or branch; its text is for the person who typed it."""

    def __init__(self, code: str, text: str | Promise) -> None:
        super().__init__(text)
        self.code = code


def check_tax_code(text: str) -> str:
    """The code as stored, ``0123456789`` or ``0123456789-001``. Raises TaxCodeError.

    Spaces and dots between digits, dashes of any kind and a branch without its hyphen are accepted.
    """
    compact = _SPACING.sub("", _DASHES.sub("-", normalize("NFKC", text)))
    match = _TYPED_FORM.fullmatch(compact)
    if match is None:
        raise TaxCodeError("shape", _("Mã số thuế gồm 10 chữ số, hoặc thêm 3 chữ số của đơn vị phụ thuộc (-001)."))
    number, branch = match.groups()
    if check_digit(number[:-1]) != number[-1]:
        raise TaxCodeError("check_digit", _("Mã số thuế có chữ số gõ nhầm: chữ số kiểm tra (thứ 10) không khớp."))
    if branch == "000":
        raise TaxCodeError("branch", _("Số thứ tự của đơn vị phụ thuộc trong mã số thuế đi từ 001 đến 999."))
    return f"{number}-{branch}" if branch else number


def check_digit(digits: str) -> str | None:
    """The tenth digit for the first nine; None where the rule gives 10, as no code begins with those nine."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    remainder = total % MODULUS
    return str(10 - remainder) if remainder else None


def validate_tax_code(value: str) -> None:
    """For fields. Accepts every way of typing, so that what is stored is to come from ``check_tax_code``."""
    try:
        check_tax_code(value)
    except TaxCodeError as error:
        raise ValidationError(str(error), code=error.code) from error
