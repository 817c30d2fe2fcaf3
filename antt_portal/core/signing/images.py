"""The image of a signature or a seal as a PDF of one page, which ``signatures`` draws into its field."""

import io
import zlib
from functools import lru_cache

import pikepdf
from django.utils.translation import gettext_lazy as _
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image, UnidentifiedImageError

from antt_portal.core.refusal import Refused
from antt_portal.core.signing.places import POINTS_PER_MM

MAX_PIXELS = 4_000_000
POINTS_PER_INCH = 72
USUAL_DOTS_PER_INCH = 300
UNREADABLE = _("Không đọc được ảnh chữ ký: cần ảnh PNG nền trong suốt. Ảnh đang dùng được giữ nguyên.")
TOO_BIG = _("Ảnh chữ ký quá lớn: tối đa 4 triệu điểm ảnh. Ảnh đang dùng được giữ nguyên.")


@lru_cache(maxsize=32)  # a leader signs many papers with one picture
def image_page(png: bytes, *, width_mm: float | None = None) -> bytes:
    """A page as large as the picture, so that a seal keeps its real size. Raises Refused.

    Without ``width_mm`` the picture's own resolution says how large it is; 300 dots an inch where it says nothing.
    """
    picture, inches = _picture(png)
    width = width_mm * POINTS_PER_MM if width_mm else inches * POINTS_PER_INCH
    height = width * picture.height / picture.width
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, height))
        page.obj.Resources = Dictionary(XObject=Dictionary(Image=_image(pdf, picture)))
        page.obj.Contents = Stream(pdf, f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Image Do Q".encode())
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _picture(png: bytes) -> tuple[Image.Image, float]:
    """The picture and its width in inches."""
    try:
        picture = Image.open(io.BytesIO(png), formats=["PNG"])
        if picture.width * picture.height > MAX_PIXELS:
            raise Refused("image-too-big", TOO_BIG)
        dots = picture.info.get("dpi", (0, 0))[0] or USUAL_DOTS_PER_INCH
        return picture.convert("RGBA"), picture.width / dots
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused("image-unreadable", UNREADABLE) from error


def _image(pdf: Pdf, picture: Image.Image) -> Stream:
    """Colours, and apart from them how much each hides what is below."""
    mask = _samples(pdf, picture, picture.getchannel("A"), Name.DeviceGray)
    return _samples(pdf, picture, picture.convert("RGB"), Name.DeviceRGB, SMask=mask)


def _samples(pdf: Pdf, picture: Image.Image, channels: Image.Image, colours: Name, **more: Stream) -> Stream:
    return Stream(
        pdf,
        zlib.compress(channels.tobytes(), 9),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=colours,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
        **more,
    )
