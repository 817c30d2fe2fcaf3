"""How wide a text is on paper, in the face of all papers. Times New Roman has the same widths."""

from functools import cache

from django.conf import settings
from PIL import ImageFont

MM_PER_POINT = 25.4 / 72
UNITS = 1000


def width_mm(text: str, points: float, *, is_bold: bool = False) -> float:
    """Of one line, without kerning."""
    return _face("Bold" if is_bold else "Regular").getlength(text) / UNITS * points * MM_PER_POINT


@cache
def _face(cut: str) -> ImageFont.FreeTypeFont:
    path = settings.ROOT / "static" / "fonts" / f"LiberationSerif-{cut}.ttf"
    return ImageFont.truetype(path, UNITS, layout_engine=ImageFont.Layout.BASIC)
