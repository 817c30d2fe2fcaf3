"""A small picture of a picture: upright, without metadata (no place, no owner, no comment)."""

import io
from typing import BinaryIO

from PIL import Image, ImageOps

from .picture import BROKEN, decode, opened
from .program import serve
from .unfit import Unfit

QUALITY = 82
PAPER = "white"  # behind transparent pixels


def make(file: BinaryIO, extension: str, max_px: str) -> bytes:
    """A JPEG whose longer side is at most ``max_px`` pixels. Raises Unfit."""
    longest = int(max_px)
    image = opened(file, extension)
    image.draft("RGB", (longest, longest))
    decode(image)
    try:
        # Shrink first: turning a full-size picture would hold it in memory twice.
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(eight_bits(image)).convert("RGBA")
    except BROKEN:
        raise Unfit("unreadable") from None
    # A new picture, because Pillow carries comments and profiles over from the one it opened.
    bare = Image.new("RGB", upright.size, PAPER)
    bare.paste(upright, mask=upright)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def eight_bits(image: Image.Image) -> Image.Image:
    """Pillow cuts 16-bit greys off at 255 where it should scale them."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")


if __name__ == "__main__":
    serve(make)
