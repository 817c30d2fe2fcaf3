import io

import pikepdf
import pytest
from PIL import Image

from antt_portal.core.refusal import Refused
from antt_portal.core.signing import image_page, images
from antt_portal.core.tests.signing.drawings import ink


def page_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[0]
        image = page.Resources.XObject.Image
        pixels = pikepdf.PdfImage(image).as_pil_image()
        return [float(side) for side in page.MediaBox[2:]], pixels, image.SMask.read_bytes()


def test_a_picture_keeps_its_size_its_colours_and_its_clear_ground():
    size, pixels, mask = page_of(image_page(ink("red", (100, 50))))
    assert size == pytest.approx([100, 50], abs=0.05)  # one dot a point
    assert pixels.convert("RGB").getpixel((50, 3)) == (255, 0, 0)
    assert mask[50 + 3 * 100] == 255
    assert mask[0] == 0


def test_a_picture_can_be_given_a_size():
    size, _pixels, _mask = page_of(image_page(ink("red", (100, 50)), width_mm=36))
    assert size == pytest.approx([36 / 25.4 * 72, 18 / 25.4 * 72])


def test_a_picture_that_says_no_size_is_taken_as_scanned():
    out = io.BytesIO()
    Image.new("RGB", (300, 300)).save(out, "PNG")
    assert page_of(image_page(out.getvalue()))[0] == [72, 72]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", ink("red", (9, 9))[:60], b"GIF89a"])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(Refused, match="Không đọc được ảnh"):
        image_page(content)


def test_a_huge_picture_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 80)
    with pytest.raises(Refused, match="quá lớn"):
        image_page(ink("red", (9, 9)))
