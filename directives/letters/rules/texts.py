"""The texts of a letter with their paths, composed (NFC) for the rules, with the way back to what was written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property, lru_cache

from directives.letters.letter import Letter

TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Text:
    """``raw`` as it stands in the letter. Rules read ``plain`` and give back places in ``raw``, in code points."""

    path: str
    raw: str

    @cached_property
    def plain(self) -> str:
        return unicodedata.normalize("NFC", self.raw)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in ``raw`` of ``plain[start:end]``."""
        if self.plain == self.raw:
            return start, end
        return self._places[start], self._places[end]

    @cached_property
    def _places(self) -> list[int]:
        """For each character of ``plain`` and its end, where it begins in ``raw``."""
        places: list[int] = []
        begin = 0
        for at in range(1, len(self.raw) + 1):
            if at == len(self.raw) or not unicodedata.combining(self.raw[at]):
                places += [begin] * len(unicodedata.normalize("NFC", self.raw[begin:at]))
                begin = at
        # Letters of other scripts may compose across these borders: then a place is at most too far to the left.
        return [*places, *[len(self.raw)] * (len(self.plain) + 1 - len(places))]


def words_of(text: str) -> list[str]:
    return [plain_word(word) for word in WORD.findall(text)]


@lru_cache(maxsize=4096)
def plain_word(word: str) -> str:
    """In lower case and without its tone, which some write on another vowel (hoá, hóa); ă, â, đ … stay."""
    untoned = unicodedata.normalize("NFD", word.lower()).translate(TONES)
    return unicodedata.normalize("NFC", untoned)


def prose(letter: Letter) -> Iterator[Text]:
    """What is read as sentences: subject, bases, body, and the paragraphs of annexes."""
    yield Text("$.subject", letter.subject)
    yield from listed("bases", letter.bases)
    for position, part in enumerate(letter.body):
        yield Text(f"$.body[{position}].text", part.text)
    for number, annex in enumerate(letter.annexes):
        for position, part in enumerate(annex.paragraphs):
            yield Text(f"$.annexes[{number}].paragraphs[{position}].text", part.text)


def addressees(letter: Letter) -> Iterator[Text]:
    yield from listed("recipients", letter.recipients)
    yield from listed("also_to", letter.also_to)


def listed(field: str, values: tuple[str, ...]) -> Iterator[Text]:
    for position, value in enumerate(values):
        yield Text(f"$.{field}[{position}]", value)


def everything(part: object, path: str = "$") -> Iterator[Text]:
    """Every text that the paper shows, in the order of the fields."""
    if isinstance(part, str):
        yield Text(path, part)
    elif isinstance(part, tuple):
        for position, item in enumerate(part):
            yield from everything(item, f"{path}[{position}]")
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in {"kind", "file", "style"}:
                yield from everything(getattr(part, field.name), f"{path}.{field.name}")
