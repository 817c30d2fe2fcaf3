"""A small picture of a picture: upright, without metadata (no place, no owner, no comment)."""

import io
from typing import BinaryIO

from PIL import ExifTags, Image

from .picture import BROKEN, decode, opened
from .program import serve
from .unfit import Unfit

QUALITY = 82
TURNS: dict[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
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
        upright = turned(eight_bits(image), image.getexif().get(ExifTags.Base.Orientation)).convert("RGBA")
    except BROKEN:
        raise Unfit("unreadable") from None
    # A new picture, because Pillow carries comments and profiles over from the one it opened.
    bare = Image.new("RGB", upright.size, PAPER)
    bare.paste(upright, mask=upright)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def turned(image: Image.Image, orientation: object) -> Image.Image:
    """As ImageOps.exif_transpose turns it, which also rewrites the rest of EXIF and stumbles over odd values."""
    turn = TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def eight_bits(image: Image.Image) -> Image.Image:
    """Pillow cuts 16-bit greys off at 255 where it should scale them."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")


if __name__ == "__main__":
    serve(make)
