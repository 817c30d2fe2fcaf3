"""The ten digits of the papers' own face, for blanks that are filled after signing.

They are embedded when the paper is prepared, so that filling brings a new drawing and nothing else.
"""

import io
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from fontTools import subset
from fontTools.ttLib import TTFont

from antt_portal.core.signing.places import Face

DIGITS = "0123456789"
FILES: dict[Face, str] = {"regular": "LiberationSerif-Regular.ttf", "italic": "LiberationSerif-Italic.ttf"}
# Six letters that mark a subset, as PDF asks; the same every time.
NAMES: dict[Face, str] = {"regular": "ANTTRG+LiberationSerif", "italic": "ANTTIT+LiberationSerif-Italic"}


@dataclass(frozen=True)
class Digits:
    """A face reduced to its digits. Lengths are thousandths of the type size; all digits are ``advance`` wide."""

    name: str
    program: bytes
    advance: int
    ascent: int
    descent: int
    box: tuple[int, ...]
    italic_angle: float

    def baseline(self, *, height: float, size: float) -> float:
        """As a line of CSS as high as the box would have it: what is left over goes half above, half below."""
        line = (self.ascent - self.descent) * size / 1000
        return (height - line) / 2 - self.descent * size / 1000


@cache
def digits(face: Face) -> Digits:
    with TTFont(settings.ROOT / "static" / "fonts" / FILES[face]) as font:
        _reduce(font)
        out = io.BytesIO()
        font.save(out, reorderTables=None)
        head, lines = font["head"], font["hhea"]
        advance = font["hmtx"][font.getBestCmap()[ord(DIGITS[0])]][0]
        scaled = [
            round(length * 1000 / head.unitsPerEm)
            for length in (advance, lines.ascent, lines.descent, head.xMin, head.yMin, head.xMax, head.yMax)
        ]
        angle = float(font["post"].italicAngle)
    advance, ascent, descent, *box = scaled
    return Digits(NAMES[face], out.getvalue(), advance, ascent, descent, tuple(box), angle)


def _reduce(font: TTFont) -> None:
    options = subset.Options(hinting=False, notdef_outline=True, layout_features=[], name_IDs=[])
    options.drop_tables += ["FFTM"]  # of the editor that drew the face
    reducer = subset.Subsetter(options)
    reducer.populate(text=DIGITS)
    reducer.subset(font)


def drawing(text: str, *, face: Face, size: float, width: float, height: float) -> bytes:
    """The content of an appearance: ``text`` in the middle of a box; nothing for no text."""
    if not text:
        return b"/Tx BMC EMC"
    font = digits(face)
    left = (width - len(text) * font.advance * size / 1000) / 2
    baseline = font.baseline(height=height, size=size)
    return f"/Tx BMC q BT /{face} {size:g} Tf 0 g {left:.3f} {baseline:.3f} Td ({text}) Tj ET Q EMC".encode()
