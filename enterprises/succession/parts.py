"""What a succession touches. Apps above say so once, at start-up, in their module ``succeeding``.

Each part tells what would become of its rows, in words and numbers, and does exactly that when it is carried out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enterprises.actor import Actor
from enterprises.models import Succession

MOST_NAMED = 5


class Fate(StrEnum):
    HINDERS = "hinders"
    ENDS = "ends"
    BEGINS = "begins"
    MOVES = "moves"
    STAYS = "stays"


TITLES: dict[Fate, str | Promise] = {
    Fate.HINDERS: _("Chưa thực hiện được"),
    Fate.ENDS: _("Kết thúc"),
    Fate.BEGINS: _("Bắt đầu"),
    Fate.MOVES: _("Chuyển sang bên kế thừa"),
    Fate.STAYS: _("Ở lại, không đổi"),
}


@dataclass(frozen=True)
class Named:
    """One row of those counted; ``path`` is its page for the board's people."""

    title: str
    path: str = ""


@dataclass(frozen=True)
class Line:
    """``count`` rows share a fate. ``code`` is for the digest of the preview, ``text`` for people."""

    fate: Fate
    code: str
    text: str
    count: int
    named: Sequence[Named] = field(default_factory=tuple)

    def kept(self) -> dict[str, Any]:
        """As JSON, to be shown for ever."""
        named = [{"title": one.title, "path": one.path} for one in self.named]
        return {"fate": self.fate.value, "code": self.code, "text": self.text, "count": self.count, "named": named}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Line":
        named = tuple(Named(**one) for one in kept["named"])
        return cls(Fate(kept["fate"]), kept["code"], kept["text"], kept["count"], named)


@dataclass(frozen=True)
class Deed:
    """A succession being carried out, inside its one transaction."""

    succession: Succession
    by: Actor
    at: datetime


class Part(NamedTuple):
    """``examine`` changes nothing; a line without rows (count 0) is not shown."""

    examine: Callable[[Succession], Iterable[Line]]
    carry_out: Callable[[Deed], None]


_parts: list[Part] = []


def register(part: Part) -> None:
    if part not in _parts:
        _parts.append(part)


def registered() -> tuple[Part, ...]:
    return tuple(_parts)


def nothing_to_do(_deed: Deed) -> None:
    """Of a part that only tells what stays."""
