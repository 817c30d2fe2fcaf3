"""Passwords that became known in some breach are refused, by a list on this machine: the portal asks nobody about them.

The list is a text file with one SHA-1 in upper-case hexadecimal digits per line, anything after a colon ignored, and
sorted: what the free "Pwned Passwords" downloader writes. It is searched by halving, so that its size (some 40 GB)
costs nothing but the disk.
"""

import hashlib
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGITS = 40
LONGEST_LINE = 120


class BreachedPasswordValidator:
    """Says nothing where no list is configured (``PWNED_PASSWORDS_FILE``)."""

    def validate(self, password: str, user: Any = None) -> None:
        if settings.PWNED_PASSWORDS_FILE and is_breached(password, Path(settings.PWNED_PASSWORDS_FILE)):
            text = _("Mật khẩu này đã bị lộ trong một vụ rò rỉ dữ liệu ở nơi khác. Chọn mật khẩu khác.")
            raise ValidationError(text, code="password_breached")

    def get_help_text(self) -> str:
        return _("Mật khẩu không được là mật khẩu đã bị lộ ở nơi khác.")


def is_breached(password: str, listed: Path) -> bool:
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with listed.open("rb") as lines:
        return _found(lines, wanted, listed.stat().st_size)


def _found(lines: BinaryIO, wanted: bytes, size: int) -> bool:
    """Between ``low`` and ``high`` a line that begins there may still be the one."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        lines.seek(max(middle - 1, 0))
        if middle:
            lines.readline(LONGEST_LINE)  # to the first line that begins at ``middle`` or later
        digest = lines.readline(LONGEST_LINE)[:DIGITS].upper()
        if digest == wanted:
            return True
        if not digest or digest > wanted:
            high = middle
        else:
            low = lines.tell()
    return False


@register(Tags.security)
def check_list(**_kwargs: Any) -> list[CheckMessage]:
    """A list that is configured and cannot be read is found at the start, not by the first who sets a password."""
    listed = settings.PWNED_PASSWORDS_FILE
    try:
        if listed:
            with Path(listed).open("rb") as lines:
                lines.read(1)
    except OSError as error:
        return [Error(f"PWNED_PASSWORDS_FILE không đọc được: {error.strerror}.", id="portal.E010")]
    return []
