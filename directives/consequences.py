"""What the issue of a letter does to the row it is about, which lives in an app that this one does not know.

An app says so once, at start-up, for the label of its model. The call is part of the issue's transaction: a Refused
from it refuses the issue.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from directives.models import Delivery, OfficialLetter
from enterprises.actor import Actor

Consequence = Callable[[OfficialLetter, Actor, datetime], None]
Ending = Callable[[QuerySet[Delivery], datetime], None]

_consequences: dict[str, Consequence] = {}
_endings: list[Ending] = []


def register(about_kind: str, consequence: Consequence) -> None:
    if _consequences.setdefault(about_kind, consequence) is not consequence:
        raise ValueError(f"two consequences for letters about {about_kind}")


def follow(letter: OfficialLetter, *, by: Actor, at: datetime) -> None:
    """Letters about nothing, or about rows nobody spoke for, have none."""
    consequence = _consequences.get(letter.about_kind)
    if consequence is not None:
        consequence(letter, by, at)


def register_ending(ending: Ending) -> None:
    """What else is over when deliveries are recalled or replaced; it is given those that just ended."""
    if ending not in _endings:
        _endings.append(ending)


def end(deliveries: QuerySet[Delivery], *, at: datetime) -> None:
    for ending in _endings:
        ending(deliveries, at)
