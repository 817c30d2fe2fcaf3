"""A phrase that stands twice in a row: "Chủ đầu tư chủ đầu tư"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, count, groupby
from operator import eq

from django.utils.translation import gettext as _

from directives.letters.rules.finding import Case, Finding, at
from directives.letters.rules.texts import Text, addressees, listed, prose
from directives.letters.rules.vocabulary import Vocabulary

WORD = re.compile(r"\w+")
LONGEST = 12  # syllables
DISTRIBUTIVE = frozenset({"từng", "mỗi"})  # "từng bước từng bước", "mỗi người mỗi người một việc"


@dataclass(frozen=True)
class Syllables:
    """The words of a text; ``clause`` counts up whenever more than white space stands between two of them."""

    words: list[str]
    places: list[tuple[int, int]]
    clause: list[int]

    @classmethod
    def of(cls, text: str) -> "Syllables":
        words: list[str] = []
        places: list[tuple[int, int]] = []
        clauses: list[int] = []
        clause = 0
        for found in WORD.finditer(text):
            if places and not text[places[-1][1] : found.start()].isspace():
                clause += 1
            words.append(found[0].lower())
            places.append(found.span())
            clauses.append(clause)
        return cls(words, places, clauses)


def doubled_phrase(case: Case) -> Iterator[Finding]:
    letter = case.letter
    for text in (*prose(letter), *addressees(letter), *listed("copies_to", letter.copies_to)):
        if _may_repeat(WORD.findall(text.plain.lower())):
            yield from _in_text(text, case.vocabulary)


def _may_repeat(words: list[str]) -> bool:
    """Whether it is worth to look where; most lines have no words enough that come again at the same distance."""
    lengths = range(1, min(LONGEST, len(words) // 2) + 1)
    return any(sum(map(eq, words, words[length:])) >= length for length in lengths)


def _in_text(text: Text, vocabulary: Vocabulary) -> Iterator[Finding]:
    syllables = Syllables.of(text.plain)
    taken: set[int] = set()
    for length in range(1, min(LONGEST, len(syllables.words) // 2) + 1):
        for begin, end in _runs(syllables, length):
            phrase = syllables.words[begin : begin + length]
            if taken.isdisjoint(range(begin, end)) and _is_slip(phrase, vocabulary):
                taken.update(range(begin, end))
                yield _told(text, syllables, begin, begin + length, end)


def _runs(syllables: Syllables, length: int) -> Iterator[tuple[int, int]]:
    """Where the same ``length`` words stand at least twice without a break, from the first to behind the last."""
    words, clause = syllables.words, syllables.clause
    alike = compress(count(), map(eq, words, words[length:]))
    unbroken = (here for here in alike if clause[here] == clause[here + length])
    for _offset, run in groupby(enumerate(unbroken), key=lambda pair: pair[1] - pair[0]):
        places = [here for _nth, here in run]
        if len(places) >= length:
            yield places[0], places[0] + length * (len(places) // length + 1)


def _is_slip(phrase: list[str], vocabulary: Vocabulary) -> bool:
    if all(word.isdigit() for word in phrase):
        return False
    if len(set(phrase)) == 1:
        return len(phrase) == 1 and phrase[0] in vocabulary.never_doubled
    return phrase[0] not in DISTRIBUTIVE and " ".join(phrase) not in vocabulary.doubled_by_right


def _told(text: Text, syllables: Syllables, begin: int, second: int, end: int) -> Finding:
    start, stop = syllables.places[begin][0], syllables.places[end - 1][1]
    once = text.plain[start : syllables.places[second - 1][1]]
    message = _("Lặp từ: “%(phrase)s”. Bỏ phần lặp.") % {"phrase": text.plain[start:stop][:120]}
    return at(text, start, stop, "doubled-phrase", message, fix=once)
