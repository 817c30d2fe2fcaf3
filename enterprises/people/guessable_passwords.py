"""Passwords that somebody who knows the office would try: names of portal, organisation or person, and a year.

The words are those of ``WORDS`` and of the names; docs/limits-and-logs.md says the rule.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from antt_portal.core.folding import search_key
from enterprises.models import User

# Of the office, whoever sits in it: what it is called, what it is about, what people are in it.
WORDS = (
    *("an ninh", "trật tự", "khu công nghiệp", "ban quản lý", "công ty", "doanh nghiệp", "cổng thông tin"),
    *("quản trị", "chuyên viên", "văn thư", "lãnh đạo", "trưởng phòng", "giám đốc", "admin"),
)
SHORTEST_WORD = 4  # letters: a shorter one stands in too many others
LEAST_BESIDE = 8  # characters that nobody can know


class GuessablePasswordValidator:
    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError. Somebody who has no account yet belongs to no organisation here."""
        names = [settings.SITE_NAME, *WORDS]
        if isinstance(user, User):
            names += [user.full_name, user.email.partition("@")[0], *_organisations_of(user)]
        require_unguessable(password, names)

    def get_help_text(self) -> str:
        return _("Mật khẩu không ghép từ tên Cổng, tên tổ chức hay tên người.")


def require_unguessable(password: str, names: Iterable[str]) -> None:
    """Raises ValidationError where words of ``names`` stand in ``password`` and less than eight characters beside.

    Letters count without their marks and case; blanks and punctuation count for nothing.
    """
    left = folded = _together(password)
    for word in sorted(_words(names), key=len, reverse=True):
        left = left.replace(word, "")
    if left != folded and len(left) < LEAST_BESIDE:
        text = _("Mật khẩu này ghép từ tên Cổng, tên tổ chức hay tên người nên dễ đoán. Chọn mật khẩu khác.")
        raise ValidationError(text, code="password_guessable")


def _words(names: Iterable[str]) -> set[str]:
    """Every name whole, its last two syllables (Thị Mẫu, An Phú), and each that is long enough to be somebody's."""
    found = set()
    for name in names:
        syllables = search_key(name).split()
        found |= {"".join(syllables), "".join(syllables[-2:]), *syllables}
    return {word for word in found if len(word) >= SHORTEST_WORD}


def _together(text: str) -> str:
    return search_key(text).replace(" ", "")


def _organisations_of(user: User) -> list[str]:
    return [one.organisation.name for one in user.memberships.select_related("organisation")] if user.pk else []
