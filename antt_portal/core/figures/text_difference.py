"""What changed in a text, word by word. Bounded: a text of any length and content costs well under a second.

``SequenceMatcher`` is quadratic, and worse on texts that repeat themselves. So sentences are compared first
and words only inside sentences that differ; where even that would cost too much, a whole passage counts as
replaced.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Kind = Literal["same", "ins", "del"]

WORD = re.compile(r"\s+|\S+\s*")
SENTENCE = re.compile(r"[^.!?;\n]*[.!?;\n]+\s*|[^.!?;\n]+")
# Steps the matcher may need at worst, for one comparison and for all those of a text.
MOST_STEPS = 600_000
MOST_STEPS_IN_ALL = 1_500_000


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


def text_difference(before: str, after: str) -> list[Piece]:
    """The pieces in reading order; "same" and "del" make ``before``, "same" and "ins" make ``after``."""
    start, end = _common_ends(before, after)
    middle_before, middle_after = before[start : len(before) - end], after[start : len(after) - end]
    pieces = [
        Piece("same", before[:start]),
        *_Comparison().pieces(middle_before, middle_after),
        Piece("same", before[len(before) - end :]),
    ]
    return list(_joined(pieces))


def _common_ends(before: str, after: str) -> tuple[int, int]:
    """How many characters both begin and both end with, counted in whole words."""
    old, new = WORD.findall(before), WORD.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return sum(map(len, old[:start])), sum(map(len, old[len(old) - end :]))


def _common(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


class _Comparison:
    """One comparison and what is left of its budget."""

    def __init__(self) -> None:
        self.steps_left = MOST_STEPS_IN_ALL

    def pieces(self, before: str, after: str) -> Iterator[Piece]:
        sentences = SENTENCE.findall(before), SENTENCE.findall(after)
        if not self._can_afford(*sentences):
            yield from self._by_word(before, after)
            return
        for tag, old, new in _steps(*sentences):
            if tag == "equal":
                yield Piece("same", old)
            else:
                yield from self._by_word(old, new)

    def _by_word(self, before: str, after: str) -> Iterator[Piece]:
        words = WORD.findall(before), WORD.findall(after)
        if not before or not after or not self._can_afford(*words):
            yield from (Piece("del", before), Piece("ins", after))
            return
        for tag, old, new in _steps(*words):
            yield from (Piece("same", old),) if tag == "equal" else (Piece("del", old), Piece("ins", new))

    def _can_afford(self, old: list[str], new: list[str]) -> bool:
        counts = Counter(new)
        equal_pairs = sum(times * counts[token] for token, times in Counter(old).items())
        steps = equal_pairs + len(old) * len(new) // 8
        if steps > min(MOST_STEPS, self.steps_left):
            return False
        self.steps_left -= steps
        return True


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield tag, "".join(old[old_start:old_end]), "".join(new[new_start:new_end])


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    for kind, run in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.kind):
        yield Piece(kind, "".join(piece.text for piece in run))
