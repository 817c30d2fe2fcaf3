"""Opening a picture: the size before the pixels, every pixel decoded once, nothing hidden behind it."""

import re
import struct
import zlib
from typing import BinaryIO

import pi_heif
from PIL import Image

from .program import serve
from .signatures import refuse_hidden
from .unfit import Unfit

FORMATS = {"jpg": ["JPEG"], "png": ["PNG"], "heic": ["HEIF"]}
# In millions. JPEG decodes at an eighth of its size; the others only as a whole, at up to 9 bytes a pixel.
MAX_MEGAPIXELS = {"jpg": 150, "png": 64, "heic": 64}
MEGA = 1_000_000
# What Pillow and libheif raise on damaged input (Pillow's own list, plus what its decoders let through).
BROKEN = (OSError, SyntaxError, ValueError, RuntimeError, EOFError, OverflowError, struct.error, zlib.error)

JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # in scan data: neither a stuffed byte nor a restart
JPEG_END = 0xD9

pi_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


def opened(file: BinaryIO, extension: str) -> Image.Image:
    """The picture, not yet decoded, after its size was found acceptable. Raises Unfit."""
    try:
        image = Image.open(file, formats=FORMATS[extension])
    except Image.DecompressionBombError:
        raise Unfit("image_too_big", limit=str(MAX_MEGAPIXELS[extension])) from None
    except BROKEN:
        raise Unfit("unreadable") from None
    width, height = image.size
    if width * height > MAX_MEGAPIXELS[extension] * MEGA:
        raise Unfit("image_too_big", limit=str(MAX_MEGAPIXELS[extension]))
    return image


def decode(image: Image.Image) -> None:
    try:
        image.load()
    except BROKEN:
        raise Unfit("unreadable") from None


def check(file: BinaryIO, extension: str) -> bytes:
    """Raises Unfit: too big, not decodable to its last row, or carrying another file."""
    image = opened(file, extension)
    image.draft(None, (1, 1))
    decode(image)
    file.seek(0)
    data = file.read()
    refuse_hidden(data, END_OF[extension](data))
    return b""


def end_of_jpeg(data: bytes) -> int:
    """Just behind the end marker of the first picture; the length of ``data`` where there is none."""
    at = 2
    while found := JPEG_MARKER.search(data, at):
        marker = data[found.start() + 1]
        at = found.end()
        if marker == JPEG_END:
            return at
        length = int.from_bytes(data[at : at + 2], "big")
        at += max(length, 2)
    return len(data)


def end_of_png(data: bytes) -> int:
    """Just behind the IEND chunk; the length of ``data`` where there is none."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return min(at, len(data))
    return len(data)


def end_of_heic(data: bytes) -> int:
    """Just behind the last box of ISO 14496-12 that lies wholly inside ``data``."""
    at = 0
    while at + 16 <= len(data):
        size, header = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if size == 0:
            return len(data)
        if size < header or at + size > len(data) or not data[at + 4 : at + 8].isascii():
            return at
        at += size
    return at


END_OF = {"jpg": end_of_jpeg, "png": end_of_png, "heic": end_of_heic}

if __name__ == "__main__":
    serve(check)
