"""Regular expressions made of words."""

import re
from collections.abc import Iterable
from functools import lru_cache

from directives.letters.rules.vocabulary import Words


def any_of(words: Iterable[str]) -> str:
    """The longest first, so that "tổng công ty" is not read as "công ty"; any white space between words."""
    spaced = (r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=lambda word: (-len(word), word)))
    return "(?:" + "|".join(spaced) + ")"


@lru_cache(maxsize=256)
def whole(words: Words) -> re.Pattern[str]:
    """One of the words, not as a part of a longer one. Matches nothing without words."""
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)" if words else r"(?!)", re.IGNORECASE)
