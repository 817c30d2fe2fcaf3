"""What somebody typed, as what is to be looked for: words in any order, phrases in quotes, abbreviations both ways."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise, product
from unicodedata import normalize

from antt_portal.core.folding import search_key
from antt_portal.search.abbreviations import ALIKE, LONGEST

MOST_CHARACTERS = 200
MOST_WORDS = 12
MOST_WAYS = 16
# A longer number is a tax code, and no column of integers holds it.
MOST_DIGITS = 6
QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
# "số 2358" asks for the number; names and letters seldom say so themselves.
NUMBER_WORD = "so"


@dataclass(frozen=True)
class Way:
    """One way to say a thing: whole words, in this order when ``as_it_stands``, anywhere otherwise.

    The last word of an ``unfinished`` way is the beginning of one.
    """

    words: tuple[str, ...]
    as_it_stands: bool = True
    unfinished: bool = False

    @property
    def padded(self) -> tuple[str, ...]:
        """Each word as it stands in a key between spaces."""
        *before, last = self.words
        return (*(f" {word} " for word in before), f" {last}" if self.unfinished else f" {last} ")

    @property
    def phrase(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class Term:
    """One thing asked for: found where any of its ways is."""

    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Asked:
    """``text`` is what was typed, cut to what is searched for; ``words`` are all its words, folded, in their order."""

    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The words in the order in which they were typed, abbreviated or in full."""
        return tuple(way.phrase for way in _ways(self.words))

    @property
    def number(self) -> int | None:
        """Of "2358/KHPPH" 2358; None unless a number comes first."""
        return as_number(self.words[0]) if self.words else None

    @property
    def symbol(self) -> str:
        """Of "2358/KHPPH" "khpph": what follows the first word."""
        return " ".join(self.words[1:])


def read(typed: str) -> Asked:
    """Whatever was typed becomes a question; one without letters and digits asks for nothing (is false)."""
    whole = normalize("NFC", typed)
    cut = whole[:MOST_CHARACTERS]
    found = list(_terms(cut))
    terms, words = [term for term, _words in found], [word for _term, words in found for word in words]
    if terms and not terms[-1].ways[0].as_it_stands:
        terms[-1] = _unfinished(terms[-1])
    within = tuple(dict.fromkeys(terms))[:MOST_WORDS]
    shown = "".join(character if character.isprintable() else " " for character in cut).strip()
    is_cut = len(whole) > MOST_CHARACTERS or len(set(terms)) > MOST_WORDS
    return Asked(shown, tuple(words), within, is_cut)


def as_number(word: str) -> int | None:
    """The value of a word of plain digits, "05" is 5; None for any other and for numbers too long to be one."""
    return int(word) if word.isascii() and word.isdigit() and len(word.lstrip("0")) <= MOST_DIGITS else None


def _terms(text: str) -> Iterator[tuple[Term, list[str]]]:
    """Each term with the words it was made of: every other part of the split text stood in quotes."""
    for place, part in enumerate(QUOTED.split(text)):
        words = search_key(part).split()
        if place % 2 and words:
            yield Term(_ways(words)), words
        elif not place % 2:
            for segment in _segments(_without_number_word(words)):
                yield _term(segment), segment


def _without_number_word(words: list[str]) -> list[str]:
    return [
        word
        for word, following in pairwise([*words, ""])
        if not (word == NUMBER_WORD and as_number(following) is not None)
    ]


def _term(segment: list[str]) -> Term:
    others = (Way(tuple(form.split())) for form in ALIKE.get(" ".join(segment), ()))
    return Term((Way(tuple(segment), as_it_stands=False), *others))


def _unfinished(term: Term) -> Term:
    typed, *others = term.ways
    return Term((replace(typed, unfinished=True), *others))


def _segments(words: list[str] | tuple[str, ...]) -> Iterator[list[str]]:
    """The words one by one, those together that have an abbreviation; the longest such first."""
    rest = list(words)
    while rest:
        known = (size for size in range(min(LONGEST, len(rest)), 1, -1) if " ".join(rest[:size]) in ALIKE)
        size = next(known, 1)
        yield rest[:size]
        rest = rest[size:]


def _ways(words: list[str] | tuple[str, ...]) -> tuple[Way, ...]:
    """The phrase as typed, then with abbreviations in full and the other way round; the first few of all these."""
    forms = [(" ".join(segment), *ALIKE.get(" ".join(segment), ())) for segment in _segments(words)]
    return tuple(Way(tuple(" ".join(chosen).split())) for chosen in islice(product(*forms), MOST_WAYS))
