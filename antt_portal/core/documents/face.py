"""What the face of all papers can print. Other letters would come from whatever face a machine has, or as a box."""

from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont


@cache
def letters_of_face() -> frozenset[str]:
    """Every character that regular, bold, italic and bold italic all have."""
    faces = (settings.ROOT / "static" / "fonts").glob("*.ttf")
    return frozenset(map(chr, set.intersection(*map(_letters_of, faces))))


def _letters_of(face: Path) -> set[int]:
    with TTFont(face, lazy=True) as font:
        return set(font.getBestCmap())
