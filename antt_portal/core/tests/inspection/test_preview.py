import io

import pytest
from PIL import Image

from antt_portal.core.inspection.kinds import KINDS
from antt_portal.core.inspection.preview import preview
from antt_portal.core.tests.inspection import corpus

MAKER = b"Mau"


def drawn(content: bytes, media_type: str, **options) -> Image.Image:
    shown = preview(io.BytesIO(content), media_type, **options)
    assert shown is not None
    return Image.open(io.BytesIO(shown))


@pytest.mark.parametrize(
    ("content", "media_type", "size"),
    [
        (corpus.jpeg(size=(400, 200), exif=corpus.located_exif()), "image/jpeg", (50, 100)),
        (corpus.png(size=(400, 200), exif=corpus.located_exif()), "image/png", (50, 100)),
        (corpus.jpeg(size=(400, 200)), "image/jpeg", (100, 50)),
        (corpus.jpeg(size=(40, 20)), "image/jpeg", (40, 20)),
        (corpus.HEIC, "image/heic", (32, 48)),
    ],
)
def test_a_preview_is_upright_and_no_larger_than_asked(content, media_type, size):
    assert drawn(content, media_type, max_px=100).size == size


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_of_exif_is_turned_upright(orientation):
    """The black quarter of the stored picture, upper left, goes where a viewer that reads EXIF shows it."""
    stored = Image.new("L", (64, 32), 255)
    stored.paste(0, (0, 0, 32, 16))
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    stored.save(out, "JPEG", exif=exif)
    shown = drawn(out.getvalue(), "image/jpeg").convert("L")
    width, height = (64, 32) if orientation < 5 else (32, 64)
    right, lower = (width - 8, height - 8)
    corners = {"upper left": (8, 8), "upper right": (right, 8), "lower right": (right, lower), "lower left": (8, lower)}
    assert shown.size == (width, height)
    assert [name for name, at in corners.items() if shown.getpixel(at) < 128] == [list(corners)[(orientation - 1) % 4]]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (corpus.jpeg(exif=corpus.located_exif(), comment=MAKER, icc_profile=MAKER * 9), "image/jpeg"),
        (corpus.png(exif=corpus.located_exif(), icc_profile=MAKER * 9), "image/png"),
        (corpus.HEIC, "image/heic"),
    ],
)
def test_a_preview_says_nothing_about_place_and_owner(content, media_type):
    assert MAKER in content or media_type == "image/png"
    shown = preview(io.BytesIO(content), media_type)
    image = Image.open(io.BytesIO(shown))
    assert MAKER not in shown
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_preview_of_every_sort_of_png_has_its_tones(mode):
    gradient = Image.linear_gradient("L").resize((64, 64))
    image = (
        gradient.convert("I").point(lambda value: value * 257).convert(mode)
        if mode == "I;16"
        else gradient.convert(mode)
    )
    out = io.BytesIO()
    image.save(out, "PNG")
    shown = drawn(out.getvalue(), "image/png").convert("L")
    assert shown.getpixel((32, 8)) < 90
    assert shown.getpixel((32, 56)) > 160


def test_a_picture_for_print_is_shown_in_colours_of_a_screen():
    assert drawn(corpus.jpeg(mode="CMYK"), "image/jpeg").mode == "RGB"


def test_what_is_transparent_becomes_paper():
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert drawn(out.getvalue(), "image/png").getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.parser != "picture"], ids=lambda kind: kind.label)
def test_what_is_no_picture_has_no_preview(kind):
    assert preview(io.BytesIO(corpus.pdf()), kind.media_type) is None


@pytest.mark.parametrize(
    "content", [b"", b"rubbish", corpus.png_header(60_000, 60_000), corpus.jpeg(size=(400, 300))[:900]]
)
def test_what_cannot_be_drawn_has_no_preview(content):
    assert preview(io.BytesIO(content), "image/png" if b"PNG" in content else "image/jpeg") is None
