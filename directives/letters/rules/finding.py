"""What a rule found, and what rules are given to look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from directives.letters.letter import Letter
from directives.letters.rules.codes import CODES, Severity
from directives.letters.rules.facts import Days, Facts
from directives.letters.rules.texts import Text
from directives.letters.rules.vocabulary import Vocabulary


@dataclass(frozen=True)
class Finding:
    """``path`` leads to the text or field; ``span`` are the words in it, in code points, where words are to blame.

    ``fix`` is what those words could be replaced by ("" removes them); None where only a person can know.
    """

    code: str
    path: str
    message: str
    span: tuple[int, int] | None = None
    fix: str | None = None

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def blocks(self) -> bool:
        return self.severity == Severity.BLOCKING


@dataclass(frozen=True)
class Case:
    """A letter with all that its check needs to know. ``days`` are those on which it may come to be issued."""

    letter: Letter
    days: Days
    vocabulary: Vocabulary
    facts: Facts


Rule = Callable[[Case], Iterable[Finding]]


def at(text: Text, start: int, end: int, code: str, message: str, *, fix: str | None = None) -> Finding:
    """A finding at ``text.plain[start:end]``."""
    return Finding(code, text.path, message, text.span(start, end), fix)
