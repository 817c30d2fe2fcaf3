"""What each app says in its ``walls`` module: which rows have no board, and what the portal itself may write.

A model with a ``board_id`` needs no word: for its board everything, for the portal nothing but reading. One without
a board that nobody speaks of can be neither read nor written.
"""

from collections.abc import Set
from dataclasses import dataclass, field

from django.db.models import Model

READ, ADD, CHANGE, DELETE = "SELECT", "INSERT", "UPDATE", "DELETE"
ALL = frozenset({READ, ADD, CHANGE, DELETE})


@dataclass(frozen=True)
class Acts:
    """What each side may do with the rows of a model, and why that is not the rule."""

    boards: frozenset[str]
    portal: frozenset[str]
    because: str


@dataclass
class Declared:
    acts: dict[str, Acts] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)


declared = Declared()


def without_board(model: type[Model], *, boards: Set[str], portal: Set[str], because: str) -> None:
    """Rows of nobody's board: no policy holds them."""
    _say(model, frozenset(boards), frozenset(portal), because)


def only_added(model: type[Model]) -> None:
    """Its rows are written once."""
    _say(model, frozenset({READ, ADD}), frozenset({READ}), "rows are written once")


def portal_writes(model: type[Model], *acts: str, because: str) -> None:
    """``because`` names the jobs, or the pages, that write rows of several boards, or before a board is known.

    Several apps may say it of one model.
    """
    known = declared.acts.get(model._meta.label, Acts(ALL, frozenset({READ}), ""))
    _say(model, known.boards, known.portal | {*acts}, " ".join(filter(None, [known.because, because])))


def behind(model: type[Model], parent: str) -> None:
    """Its rows stand behind the wall of the row that the foreign key ``parent`` names."""
    declared.parents[model._meta.label] = parent


def is_board(model: type[Model]) -> None:
    """Its ``id`` is what ``board_id`` is elsewhere."""
    declared.keys[model._meta.label] = "id"


def between(model: type[Model], other: str) -> None:
    """Its rows are of two boards, ``board`` and the one that the foreign key ``other`` names: either of them reads, and
    only work that names both writes.
    """
    declared.others[model._meta.label] = other


def portal_calls(function: str, because: str) -> None:
    """A function that runs as the owner of the tables; nobody else may call it."""
    declared.functions[function] = because


def _say(model: type[Model], boards: frozenset[str], portal: frozenset[str], because: str) -> None:
    declared.acts[model._meta.label] = Acts(boards, portal, because)
