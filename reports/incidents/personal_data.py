"""Numbers that name a person: refused in what is written about an incident, where counts are enough.

An identity card has 9 or 12 digits, a telephone 10 or 11 that begin with 0 (or +84). Sums of money are written
with dots and never begin with 0, days with groups of two digits: neither is taken for one.
"""

import re

from django.utils.translation import gettext_lazy as _

from antt_portal.core.refusal import Refused

# Not in the middle of a longer number, of a sum or of a day.
BEFORE, AFTER = r"(?<![\d/])(?<!\d[.,])", r"(?![\d/])(?![.,]\d)"
IDENTITY = re.compile(rf"{BEFORE}(?:\d{{9}}|\d{{12}}|0\d\d(?:[ .-]\d{{3}}){{3}}){AFTER}")
TELEPHONE = re.compile(rf"{BEFORE}(?:\+84[ .-]?\d{{2,3}}|0\d{{2,3}})[ .-]?\d{{3,4}}[ .-]?\d{{3,4}}{AFTER}")
REFUSED = _(
    "Có dãy số giống số căn cước hoặc số điện thoại: %(number)s. Chưa ghi gì; bỏ dãy số này rồi gửi lại. Cổng không "
    "thu thập họ tên, số giấy tờ của người liên quan. Số tiền ghi có dấu chấm, ví dụ 150.000.000."
)


def found_in(text: str) -> str:
    """The first number in ``text`` that names a person, "" when there is none."""
    match = IDENTITY.search(text) or TELEPHONE.search(text)
    return match[0] if match else ""


def refuse_in(*texts: str) -> None:
    """Raises Refused("personal-data") when one of ``texts`` has such a number."""
    for text in texts:
        if number := found_in(text):
            raise Refused("personal-data", REFUSED % {"number": number})
