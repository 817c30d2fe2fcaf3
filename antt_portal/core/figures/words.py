"""Words a schema carries in Vietnamese and, where given, in English."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Words:
    """``str()`` gives the words in the active language; Vietnamese where there is no English."""

    vi: str = ""
    en: str = ""

    def __str__(self) -> str:
        return self.en if self.en and (get_language() or "").startswith("en") else self.vi

    def __bool__(self) -> bool:
        return bool(self.vi)


NOTHING = Words()
