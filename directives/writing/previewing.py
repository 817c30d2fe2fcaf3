"""A draft as it will be printed: the real PDF, its pages as pictures, and the remarks pinned to their lines."""

import hashlib
from dataclasses import dataclass, field

from django.core.cache import cache

from antt_portal.core.documents import html_of
from antt_portal.core.documents.pictures import Spot, Words, find, page_count, picture
from antt_portal.core.documents.pool import pool
from directives.letters import Letter
from directives.writing.remarks import Remark

KEEP_SECONDS = 900
WIDTH_PX = 1000
# On an A4 page of 595 points: where pins stand, in the right margin, and how far apart at least.
PIN_X, PIN_APART = 573.0, 17.0


@dataclass(frozen=True)
class Printed:
    """``key`` changes with the bytes."""

    pdf: bytes
    key: str


@dataclass(frozen=True)
class Pin:
    remark: Remark
    y: float
    lines: tuple[Spot, ...]
    x: float = PIN_X


@dataclass(frozen=True)
class Page:
    """``pins`` from top to bottom, none on another."""

    number: int
    pins: list[Pin] = field(default_factory=list)


def printed(letter: Letter) -> Printed:
    """Rendered, or the rendering of a moment ago. Not inside a transaction. Raises RenderFailed."""
    html = html_of(letter)
    key = hashlib.sha256(html.encode()).hexdigest()
    pdf: bytes | None = cache.get(f"letter-preview:{key}")
    if pdf is None:
        pdf = pool().pdf(html)
        cache.set(f"letter-preview:{key}", pdf, KEEP_SECONDS)
    return Printed(pdf, key)


def pages(paper: Printed, remarks: list[Remark]) -> list[Page]:
    places = find(paper.pdf, [Words(one.words, one.around) for one in remarks])
    made = [Page(number) for number in range(1, page_count(paper.pdf) + 1)]
    pinned = [(spots[0], remark, spots) for remark, spots in zip(remarks, places, strict=True) if spots]
    for first, remark, spots in sorted(pinned, key=lambda one: (one[0].page, one[0].y)):
        page = made[first.page - 1]
        lowest = page.pins[-1].y + PIN_APART if page.pins else 0.0
        page.pins.append(Pin(remark, max(first.y + first.height / 2, lowest), spots))
    return made


def page_picture(paper: Printed, number: int) -> bytes | None:
    """PNG, drawn once while the preview is kept; None when the paper has fewer pages."""
    key = f"letter-picture:{paper.key}:{number}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        drawn = picture(paper.pdf, number, width_px=WIDTH_PX)
        if drawn is not None:
            cache.set(key, drawn, KEEP_SECONDS)
    return drawn
