"""Codes that people copy from a paper into the public page: ``7K4M-Q2XD-9RTB``.

Eleven random characters (55 bits) and a check character, so that a typing mistake can be called one.
"""

import re
import secrets

# Crockford's alphabet: no I, L, O (read as 1, 1, 0) and no U (read as V).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
GROUP_LENGTH = 4
# The arithmetic of the check character is that of GF(32), whose elements are the 32 characters.
FIELD_SIZE = 32
FIELD_POLYNOMIAL = 0b100101

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_LOOK_ALIKES = str.maketrans("ILOU", "110V")
# Everything a keyboard or a PDF viewer puts between groups: spaces, hyphens and dashes of any kind.
_SEPARATORS = re.compile(r"[\s\u00ad\u200b\ufeff\u2010-\u2015\u2212.-]+")


def new_code() -> str:
    """A fresh code from the system's randomness. Uniqueness is the database's to promise."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH - 1))
    return _grouped(body + _check_character(body))


def normalise_code(text: str) -> str | None:
    """The code as printed, however it was typed; None when it was mistyped and so cannot be any code.

    Any one wrong character and any two exchanged ones are noticed.
    """
    characters = _SEPARATORS.sub("", text).upper().translate(_LOOK_ALIKES)
    well_formed = len(characters) == CODE_LENGTH and all(character in _VALUES for character in characters)
    if not well_formed or _checksum(characters) != 0:
        return None
    return _grouped(characters)


def _grouped(characters: str) -> str:
    return "-".join(characters[start : start + GROUP_LENGTH] for start in range(0, CODE_LENGTH, GROUP_LENGTH))


def _check_character(body: str) -> str:
    return ALPHABET[_doubled(_checksum(body))]


def _checksum(characters: str) -> int:
    """The characters read as a polynomial at the field's generator; 0 for a whole code."""
    total = 0
    for character in characters:
        total = _doubled(total) ^ _VALUES[character]
    return total


def _doubled(value: int) -> int:
    """``value`` times the generator of the field."""
    doubled = value << 1
    return doubled ^ FIELD_POLYNOMIAL if doubled >= FIELD_SIZE else doubled
