"""One page as one person sees it, in a situation that somebody meets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from antt_portal.tests.journeys.pages.filing import answers_of
from antt_portal.tests.journeys.scene import Scene

STRANGER, NOBODY = "stranger", "nobody"
Args = Callable[[Any], list[Any]]


@dataclass(frozen=True)
class Sight:
    """``status`` is what the portal answers; ``args`` are taken from the situation."""

    who: str
    name: str
    args: Args = lambda _situation: []
    query: str = ""
    status: int = 200


class Situation:
    """Made by verbs; ``sights`` is what there is to look at in it."""

    sights: ClassVar[tuple[Sight, ...]]
    language = "vi"

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.make()

    def make(self) -> None:
        """Bring the scene into this situation."""


def report(one: Any) -> list[Any]:
    return [one.report.public_id]


def version(number: int) -> Args:
    return lambda one: [one.report.public_id, number]


def answer(index: int) -> Args:
    return lambda one: [one.report.public_id, answers_of(one.report)[index].public_id]
