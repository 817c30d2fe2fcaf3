"""Several letters in one go: each its own transactions, so that one refused holds up no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from antt_portal.core.refusal import Refused
from directives.models import LetterStatus, OfficialLetter, SignedOn
from directives.writing import issuing, signing
from enterprises.actor import Actor

Carry = Callable[[OfficialLetter, int], None]


@dataclass(frozen=True)
class Outcome:
    """``refusal`` is empty where everything went well."""

    letter: OfficialLetter
    refusal: str = ""


def carried(chosen: Iterable[tuple[OfficialLetter, int]], carry: Carry) -> list[Outcome]:
    """``carry`` each letter from the version that was seen, and say how it went."""
    outcomes = []
    for letter, seen in chosen:
        try:
            carry(letter, seen)
        except Refused as refused:
            outcomes.append(Outcome(letter, str(refused)))
        else:
            outcomes.append(Outcome(letter))
    return outcomes


def send_out(letter: OfficialLetter, *, by: Actor, at: datetime, seen: int) -> None:
    """Number, seal and issue, from wherever the letter is; one signed on paper stops before its scan.

    What was done before a step was refused stays done. Raises Refused like the verbs of ``issuing`` and ``signing``.
    """
    if letter.status == LetterStatus.SIGNED:
        issuing.number(letter, by=by, at=at, seen=seen)
        seen = _again(letter)
    if letter.status == LetterStatus.NUMBERED and letter.signed_on == SignedOn.DIGITAL:
        signing.seal_digitally(letter, by=by, at=at, seen=seen)
        seen = _again(letter)
    if letter.status == LetterStatus.SEALED:
        issuing.issue(letter, by=by, at=at, seen=seen)


def _again(letter: OfficialLetter) -> int:
    letter.refresh_from_db()
    return letter.version
