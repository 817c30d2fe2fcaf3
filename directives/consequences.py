"""What the issue of a letter does to the row it is about, which lives in an app that this one does not know.

An app says so once, at start-up, for the label of its model. The call is part of the issue's transaction: a Refused
from it refuses the issue.
"""

from collections.abc import Callable
from datetime import datetime

from directives.models import OfficialLetter
from enterprises.actor import Actor

Consequence = Callable[[OfficialLetter, Actor, datetime], None]

_consequences: dict[str, Consequence] = {}


def register(about_kind: str, consequence: Consequence) -> None:
    if _consequences.setdefault(about_kind, consequence) is not consequence:
        raise ValueError(f"two consequences for letters about {about_kind}")


def follow(letter: OfficialLetter, *, by: Actor, at: datetime) -> None:
    """Letters about nothing, or about rows nobody spoke for, have none."""
    consequence = _consequences.get(letter.about_kind)
    if consequence is not None:
        consequence(letter, by, at)
