"""The sections under the masthead: what a row says and which rows a role gets. The rows belong to the roof."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Section:
    label: str | Promise
    icon: str
    url_name: str
    # None: everyone who acts for an organisation.
    roles: frozenset[str] | None = None
    # Pages further in, by the beginning of their names ("reports:review"), that belong to this section.
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A section as shown on one page. ``current`` is the value of aria-current: "page", "true" or ""."""

    label: str | Promise
    icon: str
    url: str
    current: str


def entries(table: Iterable[Section], *, role: str, at: ResolverMatch | None) -> list[Entry]:
    """The rows of ``table`` that ``role`` sees, marked for the page ``at``."""
    here = at.view_name if at else ""
    return [
        Entry(section.label, section.icon, reverse(section.url_name), _current(section, here))
        for section in table
        if section.roles is None or role in section.roles
    ]


def _current(section: Section, here: str) -> str:
    if here == section.url_name:
        return "page"
    return "true" if section.within and here.startswith(section.within) else ""
