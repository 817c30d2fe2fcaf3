"""Behind which boards' wall the present work stands. On PostgreSQL the database itself keeps to it (decision 115).

Every request, task and command names its boards here, or says that it works for the portal as a whole. What names
nothing stands outside, where the portal's own login may not even look.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """As whom the database is asked: for some boards, or for the portal (who signs in, what runs by itself)."""

    BOARDS = "boards"
    PORTAL = "portal"


@dataclass(frozen=True)
class Place:
    side: Side
    boards: tuple[int, ...] = ()


OUTSIDE: Place | None = None
PORTAL = Place(Side.PORTAL)

_present: ContextVar[Place | None] = ContextVar("wall", default=OUTSIDE)


def present() -> Place | None:
    return _present.get()


@contextmanager
def within(boards: Iterable[int]) -> Iterator[None]:
    """Rows of these boards can be read and written, others are not there. None named: nothing is."""
    with _standing(Place(Side.BOARDS, tuple(sorted(set(boards))))):
        yield


@contextmanager
def narrow() -> Iterator[None]:
    """Rows of all boards can be read; hardly any can be written (``antt_portal.core.walling.declared``)."""
    with _standing(PORTAL):
        yield


def go_narrow() -> None:
    """From here on, until what was entered before is left."""
    _present.set(PORTAL)


@contextmanager
def _standing(place: Place | None) -> Iterator[None]:
    token = _present.set(place)
    try:
        yield
    finally:
        _present.reset(token)


def kept(parts: Iterable[bytes]) -> Iterator[bytes]:
    """An answer that is made while it is sent, each part of it where the work stood that began it."""
    return _parts(iter(parts), present())


def _parts(parts: Iterator[bytes], place: Place | None) -> Iterator[bytes]:
    while True:
        with _standing(place):
            part = next(parts, None)
        if part is None:
            return
        yield part
