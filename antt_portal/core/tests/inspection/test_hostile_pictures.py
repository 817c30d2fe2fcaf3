import io
import struct

import pytest

from antt_portal.core.inspection import inspect
from antt_portal.core.inspection.quarantine import picture as parser
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.inspection import corpus


def jpeg_claiming(width: int, height: int) -> bytes:
    """A JPEG whose frame header was overwritten with another size."""
    content = bytearray(corpus.jpeg())
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def heic_claiming(width: int, height: int) -> bytes:
    content = bytearray(corpus.HEIC)
    at = content.index(b"ispe") + 8
    content[at : at + 8] = struct.pack(">II", width, height)
    at = content.index(b"clap") + 4
    content[at : at + 16] = struct.pack(">IIII", width, 1, height, 1)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "file_name", "limit"),
    [
        (corpus.png_header(8001, 8000), "a.png", "64"),
        (corpus.png_header(2**31 - 1, 2**31 - 1), "a.png", "64"),
        (jpeg_claiming(12_500, 12_001), "a.jpg", "150"),
        (jpeg_claiming(65_500, 65_500), "a.jpg", "150"),
        (heic_claiming(8001, 8000), "a.heic", "64"),
    ],
)
def test_too_many_pixels_are_refused_before_any_is_decoded(content, file_name, limit):
    with pytest.raises(Refused, match=f"tối đa {limit} triệu") as refusal:
        inspect(io.BytesIO(content), file_name)
    assert refusal.value.code == "image_too_big"


def test_a_claim_within_the_limit_still_needs_its_pixels(refusal_of):
    assert refusal_of(corpus.png_header(8000, 8000), "a.png") == "unreadable"


@pytest.mark.parametrize(
    ("content", "file_name"),
    [(corpus.jpeg(size=(400, 300)), "a.jpg"), (corpus.png(size=(400, 300)), "a.png"), (corpus.HEIC, "a.heic")],
)
@pytest.mark.parametrize("kept", [0.5, 0.85])
def test_a_picture_cut_off_is_refused(content, file_name, kept, refusal_of):
    assert refusal_of(content[: int(len(content) * kept)], file_name) == "unreadable"


@pytest.mark.parametrize(
    ("content", "file_name"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(200), "a.jpg"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a.png"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200), "a.heic"),
    ],
)
def test_a_picture_in_name_only_is_refused(content, file_name, refusal_of):
    assert refusal_of(content, file_name) == "unreadable"


@pytest.mark.parametrize(
    ("content", "end_of"),
    [
        (corpus.jpeg(), parser.end_of_jpeg),
        (corpus.jpeg(progressive=True, size=(500, 400)), parser.end_of_jpeg),
        (corpus.jpeg(exif=corpus.located_exif(), comment=b"\xff\xd9"), parser.end_of_jpeg),
        (corpus.png(), parser.end_of_png),
        (corpus.HEIC, parser.end_of_heic),
    ],
)
def test_the_end_of_a_picture_is_found_whatever_follows(content, end_of):
    assert end_of(content) == len(content)
    assert end_of(content + b"\0\0\0\0appended \xff\xd9") == len(content)
