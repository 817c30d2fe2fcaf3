"""Where fields stand on a paper, in points from the lower left corner of the page, as PDF counts."""

from dataclasses import dataclass
from typing import Literal

POINTS_PER_MM = 72 / 25.4
OVERLAP = 1 / 3  # how much of the person's image the seal covers (Nghị định 30/2020/NĐ-CP, Phụ lục I)

Face = Literal["regular", "italic"]


@dataclass(frozen=True)
class Place:
    """A field. ``page`` counts from 0; ``label`` is what a screen reader says; ``face`` and ``size`` set a blank."""

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float
    label: str = ""
    face: Face = "regular"
    size: float = 13

    @property
    def box(self) -> tuple[float, float, float, float]:
        left, bottom = round(self.x, 3), round(self.y, 3)
        return left, bottom, round(left + self.width, 3), round(bottom + self.height, 3)


def seal_beside(person: Place, *, name: str, width_mm: float, height_mm: float, label: str = "") -> Place:
    """A place for a seal of its real size over the left third of ``person``, level with its middle."""
    width, height = width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM
    left = person.x + person.width * OVERLAP - width
    bottom = person.y + (person.height - height) / 2
    return Place(name, person.page, max(left, 0), max(bottom, 0), width, height, label=label)
