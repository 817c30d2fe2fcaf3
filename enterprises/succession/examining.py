"""The preview: what a succession would do, part by part, and the digest that says whether it is still the same."""

from dataclasses import dataclass

from antt_portal.core import canonical
from enterprises.models import Succession
from enterprises.succession.hindrances import HINDRANCES
from enterprises.succession.moving import TENANCIES
from enterprises.succession.naming import NAMES
from enterprises.succession.owing import DUE
from enterprises.succession.parts import TITLES, Fate, Line, Part, registered
from enterprises.succession.people import PEOPLE


@dataclass(frozen=True)
class Preview:
    lines: list[Line]

    @property
    def hinders(self) -> list[Line]:
        return [one for one in self.lines if one.fate == Fate.HINDERS]

    @property
    def sections(self) -> list[tuple[Fate, str, list[Line]]]:
        """In the order of reading; without what there is nothing of."""
        found = [(fate, str(TITLES[fate]), [one for one in self.lines if one.fate == fate]) for fate in Fate]
        return [section for section in found if section[2]]

    @property
    def digest(self) -> str:
        """Of what happens to how many of which rows, in whatever language it was read."""
        told = [[one.fate.value, one.code, one.count, [named.path for named in one.named]] for one in self.lines]
        return canonical.digest(told)


def parts() -> tuple[Part, ...]:
    """Tenancies go last: the others ask where the organisation still is."""
    return (HINDRANCES, NAMES, *registered(), DUE, PEOPLE, TENANCIES)


def preview(succession: Succession) -> Preview:
    lines = [line for part in parts() for line in part.examine(succession) if line.count]
    return Preview(lines)
