"""The sections under the masthead: what a row says and who gets it. The rows belong to the roof."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise

ActorT = TypeVar("ActorT")


@dataclass(frozen=True)
class Section(Generic[ActorT]):
    """``shown_to`` is the permission of the page itself, so that no section leads to a refusal."""

    label: str | Promise
    icon: str
    url_name: str
    shown_to: Callable[[ActorT], bool]
    # Pages further in, by the beginning of their names ("reports:review"), that belong to this section.
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A section as shown on one page. ``current`` is the value of aria-current: "page", "true" or ""."""

    label: str | Promise
    icon: str
    url: str
    current: str


def entries(
    table: Iterable[Section[ActorT]], *, actor: ActorT, at: ResolverMatch | None, beside: str = ""
) -> list[Entry]:
    """The rows of ``table`` that ``actor`` may open, marked for the page ``at``.

    ``beside`` names a page of the same section, where the address of this one does not tell which it is.
    """
    here = beside or (at.view_name if at else "")
    return [
        Entry(section.label, section.icon, reverse(section.url_name), _current(section, here))
        for section in table
        if section.shown_to(actor)
    ]


def _current(section: Section[ActorT], here: str) -> str:
    if here == section.url_name:
        return "page"
    return "true" if section.within and here.startswith(section.within) else ""
