"""Vietnamese text without its marks: keys that search and sort, and names of files.

Both keys are stored beside the text, because SQLite and most PostgreSQL servers have no Vietnamese collation.
"""

import re
from string import digits
from unicodedata import category, normalize

# Every marked letter of the dictionary, in the order of the tones: ngang, huyền, hỏi, ngã, sắc, nặng.
TONED_LETTERS = (
    *("aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị"),
    *("oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ"),
)
# The letters that share a place on the keyboard, in the order of the dictionary.
SIBLING_LETTERS = ("aăâ", "dđ", "eê", "oôơ", "uư")
# Letters that no decomposition turns into a plain one. Old Vietnamese fonts wrote đ with the first two.
FOREIGN_LETTERS = {"ð": "đ", "ɖ": "đ", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
# A number sorts by its value up to this many digits.
NUMBER_LENGTH = 6
# Names that Windows refuses for a file, whatever its extension. One of them is a Vietnamese word.
DEVICE_NAMES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}

_UNTONED = {toned: letters[0] for letters in TONED_LETTERS for toned in letters}
_TONES = {toned: tone for letters in TONED_LETTERS for tone, toned in enumerate(letters)}
_PLAIN = {letter: letters[0] for letters in SIBLING_LETTERS for letter in letters}
_RANKED = {letter: f"{letters[0]}{rank}" for letters in SIBLING_LETTERS for rank, letter in enumerate(letters, 1)}
_FOREIGN = str.maketrans(FOREIGN_LETTERS)
_WORDS = re.compile(r"[^\W_]+")
_WORDS_AND_NUMBERS = re.compile(r"[0-9]+|[^\W_0-9]+")
_ASCII_WORDS = re.compile(r"[A-Za-z0-9]+")


def search_key(text: str) -> str:
    """The words of ``text`` in lower case and without marks, one space between them.

    Fold what is stored and what is looked for alike: symbols lose their punctuation on both sides, so that
    "2358/KHPPH-CAT" contains "2358/khpph" and "2358 khpph".
    """
    return " ".join(_WORDS.findall(_without_marks(_lowered(text))))


def sort_key(text: str) -> str:
    """A key in whose plain order texts stand as in a Vietnamese dictionary.

    Syllable after syllable, first by letters (a ă â b … đ e ê …), then by tone; numbers by value, before
    letters; case and punctuation count for nothing. Made of 0–9 and a–z only, which every collation orders
    alike; longer than ``text``, without a fixed bound. Source: Vũ Xuân Lương, Quy tắc sắp xếp đơn vị từ vựng
    trong từ điển tiếng Việt.
    """
    parts = _WORDS_AND_NUMBERS.findall(_lowered(text))
    return "".join(_number_key(part) if part[0] in digits else _word_key(part) for part in parts)


def ascii_name(text: str, limit: int = 50) -> str:
    """A file name without extension: ASCII letters, digits and hyphens, cut between words at ``limit``."""
    plain = "".join(_plain_character(character) for character in normalize("NFKC", text))
    name = "-".join(_ASCII_WORDS.findall(plain)) or "tep"
    if len(name) > limit:
        whole_words = name[: limit + 1].rpartition("-")[0]
        name = whole_words or name[:limit]
    return f"tep-{name}" if name.lower() in DEVICE_NAMES else name


def _lowered(text: str) -> str:
    """Lower case in one encoding, without what cannot be seen (soft hyphens, zero-width spaces)."""
    visible = "".join(character for character in text if category(character) != "Cf")
    folded = normalize("NFKC", normalize("NFKC", visible).casefold())
    return "".join(map(_vietnamese, folded.translate(_FOREIGN)))


def _vietnamese(character: str) -> str:
    """A Vietnamese letter as it is, any other without its accents: ö is o."""
    if character in _TONES or character in _PLAIN:
        return character
    return normalize("NFC", "".join(part for part in normalize("NFD", character) if not "\u0300" <= part <= "\u036f"))


def _without_marks(lowered: str) -> str:
    untoned = (_UNTONED.get(character, character) for character in lowered)
    return "".join(_PLAIN.get(letter, letter) for letter in untoned)


def _number_key(number: str) -> str:
    return number.lstrip("0").zfill(NUMBER_LENGTH)


def _word_key(word: str) -> str:
    """Letters, then a digit for the tone, which also ends the word: it sorts before any further letter."""
    letters = "".join(_letter_key(_UNTONED.get(character, character)) for character in word)
    return f"{letters}{max(_TONES.get(character, 0) for character in word)}"


def _letter_key(letter: str) -> str:
    """Siblings carry their rank (ă is a2); letters of other scripts follow z."""
    return _RANKED.get(letter) or (letter if letter.isascii() else f"zz{ord(letter):06x}")


def _plain_character(character: str) -> str:
    plain = _without_marks(_lowered(character))
    return plain.upper() if character.isupper() else plain
