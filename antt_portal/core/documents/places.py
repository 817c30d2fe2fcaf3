"""Where on a finished paper something will be added: the blanks of number and date, signature and seal."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """An element with the id ``place-<name>-<nth>``: ``nth`` 0 stands in the letterhead or the signature block, others
    in the annex of that number. ``page`` counts from 0; points from the lower left corner of the page, of which (x, y)
    is the element's own lower left corner: of a blank it lies on the base line of the text around it.
    """

    name: str
    nth: int
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Rendered:
    pdf: bytes
    places: tuple[Place, ...]

    def place(self, name: str, nth: int = 0) -> Place | None:
        """None where the paper has no such blank, as when its number is printed."""
        return next((one for one in self.places if (one.name, one.nth) == (name, nth)), None)


def places_from(text: bytes) -> tuple[Place, ...]:
    """What ``typesetter`` found, in the order of the pages."""
    return tuple(Place(**one) for one in json.loads(text))
