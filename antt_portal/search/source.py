"""One kind of thing that is searched: who has it, which rows somebody sees, where their words are, what a hit shows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from antt_portal.core import wall
from antt_portal.search.asking import Asked
from antt_portal.search.matching import NOTHING, Columns, Matches, Order
from enterprises.actor import Actor

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Hit:
    """``about`` says what and whose it is, ``text`` is shown around the words that were found."""

    title: str
    url: str
    about: tuple[str, ...] = ()
    text: str = ""
    tone: str = ""
    status: str = ""


def everybody(_actor: Actor) -> bool:
    return True


def _never(_asked: Asked) -> Q:
    return NOTHING


@contextmanager
def looking(actor: Actor) -> Iterator[None]:
    """Words of the board's people are looked for outside the policies on rows, which would hide indexes and statistics
    of words from the database (decision 70); everybody else's within them."""
    with wall.narrow() if actor.is_board else nullcontext():
        yield


def behind_the_wall(found: Sequence[Row]) -> list[Row]:
    """Those that are there for the boards of this request: what was looked for outside is shown only then."""
    if not found:
        return []
    there = type(found[0])._base_manager.filter(pk__in=[row.pk for row in found])
    keys = set(there.values_list("pk", flat=True))
    return [row for row in found if row.pk in keys]


@dataclass(frozen=True)
class Source:
    """``rows`` are those that the actor sees (``visible_to``), and nobody's else; ``kind`` names it in the address.

    ``exact`` is the condition that a row bears the very number or code that was typed: such rows come first, before
    those with the words as they were typed; ``order`` settles the rest, and an index of a ``is_large`` table has it.
    """

    kind: str
    label: str | Promise
    shown_to: Callable[[Actor], bool]
    rows: Callable[[Actor, date], QuerySet[Any]]
    columns: Callable[[Actor], Columns]
    hit: Callable[[Any], Hit]
    order: tuple[Order, ...]
    exact: Callable[[Asked], Q] = _never
    is_large: bool = False

    def found(self, asked: Asked, actor: Actor, on: date) -> QuerySet[Any]:
        """All of them, the best first."""
        return self._matches(asked, actor, on).ranked(*self.order)

    def first(self, asked: Asked, actor: Actor, on: date, count: int) -> list[Any]:
        """The best few."""
        with looking(actor):
            matches = self._matches(asked, actor, on)
            found = matches.first(count, *self.order) if self.is_large else list(matches.ranked(*self.order)[:count])
        return behind_the_wall(found)

    def _matches(self, asked: Asked, actor: Actor, on: date) -> Matches:
        """An index over everybody's words is for people of the board, who see nearly all of them."""
        rows, columns = self.rows(actor, on), self.columns(actor)
        return Matches.of(rows, asked, columns, exact=self.exact(asked), with_index=actor.is_board)
