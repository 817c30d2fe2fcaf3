"""Evidence made in code: a scanned page, a photograph of sorts, a spreadsheet. Small, sound, and plainly invented.

The same arguments give the same bytes. That each kind passes the inspection of uploads is shown by the tests; at
loading it would cost a process for each of some hundred files.
"""

import hashlib
import io
import textwrap
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from xml.sax.saxutils import escape

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from antt_portal.core.folding import ascii_name
from antt_portal.core.formats import vn_date
from antt_portal.core.inspection import Inspected
from antt_portal.core.inspection.kinds import BY_SPELLING

DOTS_PER_INCH = 110
PAGE = (909, 1286)  # A4 at that density
LEFT, RIGHT, BODY = 105, 660, 300
LINE, LINE_CHARACTERS = 30, 72
PAPER, INK = 255, 0
SIGHT = (960, 640)
DISCLAIMER = "Tài liệu minh họa, không có giá trị sử dụng"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True)
class Made:
    """A file as somebody would upload it."""

    content: bytes
    title: str
    extension: str

    @property
    def file_name(self) -> str:
        return f"{ascii_name(self.title)}.{self.extension}"

    @property
    def inspected(self) -> Inspected:
        kind = BY_SPELLING[self.extension]
        digest = hashlib.sha256(self.content).hexdigest()
        return Inspected(kind.media_type, kind.extension, len(self.content), digest, self.file_name, kind.label)


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(settings.ROOT / "static" / "fonts" / f"LiberationSerif-{name}.ttf"), size)


@dataclass(frozen=True)
class Letterhead:
    """Whose paper it is, from which day, and who signs it."""

    company: str
    on: date
    signer: str


def scan(title: str, paragraphs: Sequence[str], *, number: str, head: Letterhead) -> Made:
    """A signed paper as a scanner gives it: one page of black and white, no text in it."""
    page = Image.new("L", PAGE, PAPER)
    draw = ImageDraw.Draw(page)
    _write_head(draw, title, number, head)
    lines = [line for text in paragraphs for line in [*textwrap.wrap(text, LINE_CHARACTERS), ""]]
    for index, line in enumerate(lines):
        draw.text((LEFT, BODY + index * LINE), line, fill=INK, font=_font("Regular", 20))
    _sign(draw, BODY + (len(lines) + 1) * LINE, head.signer)
    skew = Random(f"{head.company}{title}").uniform(-0.6, 0.6)  # noqa: S311 - as crooked as a sheet on a scanner
    return _pdf(page.rotate(skew, fillcolor=PAPER), title, on=head.on)


def placeholder(title: str, words: str, *, on: date) -> Made:
    """A page that stands for a paper nobody here has: it says so and nothing else."""
    page = Image.new("L", PAGE, PAPER)
    draw = ImageDraw.Draw(page)
    middle, top = PAGE[0] // 2, PAGE[1] // 3
    draw.rectangle((LEFT, top - 120, PAGE[0] - LEFT, top + 260), outline=INK, width=3)
    draw.text((middle, top - 60), "TRANG GIỮ CHỖ", fill=INK, font=_font("Bold", 34), anchor="mm")
    wrapped = textwrap.fill(words, LINE_CHARACTERS * 3 // 4)
    draw.text((middle, top + 80), wrapped, fill=INK, font=_font("Regular", 22), anchor="mm", align="center")
    draw.text((middle, top + 210), DISCLAIMER, fill=INK, font=_font("Italic", 20), anchor="mm")
    return _pdf(page, title, on=on)


def _pdf(page: Image.Image, title: str, *, on: date) -> Made:
    out, when = io.BytesIO(), on.timetuple()
    black_and_white = page.convert("1", dither=Image.Dither.NONE)
    black_and_white.save(out, "PDF", resolution=DOTS_PER_INCH, title=title, creationDate=when, modDate=when)
    return Made(out.getvalue(), title, "pdf")


def _write_head(draw: ImageDraw.ImageDraw, title: str, number: str, head: Letterhead) -> None:
    draw.text((LEFT, 70), textwrap.fill(head.company.upper(), 30), fill=INK, font=_font("Bold", 18))
    draw.text((LEFT, 150), f"Số: {number}", fill=INK, font=_font("Regular", 18))
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    draw.text((RIGHT, 90), motto, fill=INK, font=_font("Bold", 16), anchor="mm", align="center")
    draw.text((RIGHT, 160), f"Ngày {vn_date(head.on)}", fill=INK, font=_font("Italic", 18), anchor="mm")
    draw.text((PAGE[0] // 2, 240), title.upper(), fill=INK, font=_font("Bold", 22), anchor="mm")


def _sign(draw: ImageDraw.ImageDraw, top: int, signer: str) -> None:
    draw.text((RIGHT, top), "NGƯỜI KÝ", fill=INK, font=_font("Bold", 20), anchor="mm")
    draw.ellipse((RIGHT - 160, top + 20, RIGHT - 40, top + 140), outline=INK, width=3)
    draw.text((RIGHT - 100, top + 80), "MẪU", fill=INK, font=_font("Bold", 20), anchor="mm")
    draw.text((RIGHT, top + 160), signer, fill=INK, font=_font("Bold", 20), anchor="mm")
    draw.text((PAGE[0] // 2, PAGE[1] - 50), DISCLAIMER, fill=INK, font=_font("Italic", 16), anchor="mm")


def photograph(title: str, *, caption: str) -> Made:
    """A drawn fence, gate and camera in the light of some hour: nobody takes it for a real place."""
    chance = Random(caption)  # noqa: S311 - the hour and the hall
    light = chance.randint(150, 230)
    sight = Image.linear_gradient("L").resize(SIGHT).convert("RGB")
    sight = Image.blend(sight, Image.new("RGB", SIGHT, (light, light, 240)), 0.75)
    draw = ImageDraw.Draw(sight)
    ground, hall = 430, chance.randint(180, 320)
    draw.rectangle((0, ground, *SIGHT), fill=(118, 124, 112))
    draw.rectangle((hall, 210, hall + 420, ground), fill=(196, 190, 178), outline=(90, 90, 90), width=3)
    draw.polygon([(hall - 20, 210), (hall + 210, 130), (hall + 440, 210)], fill=(150, 70, 58))
    for x in range(0, SIGHT[0], 32):
        draw.line((x, 350, x, ground + 40), fill=(60, 66, 74), width=5)
    draw.line((0, 365, SIGHT[0], 365), fill=(60, 66, 74), width=4)
    pole = chance.randint(700, 880)
    draw.line((pole, 120, pole, ground + 40), fill=(50, 50, 55), width=9)
    draw.rectangle((pole - 64, 112, pole, 140), fill=(235, 235, 235), outline=(40, 40, 40), width=3)
    draw.rectangle((0, SIGHT[1] - 56, *SIGHT), fill=(20, 32, 60))
    draw.text((18, SIGHT[1] - 40), f"{caption} · ảnh minh họa", fill=(255, 255, 255), font=_font("Regular", 22))
    out = io.BytesIO()
    sight.save(out, "JPEG", quality=72)
    return Made(out.getvalue(), title, "jpg")


def spreadsheet(title: str, *, rows: Sequence[Sequence[str | int]]) -> Made:
    """A workbook of one sheet with the text written into its cells."""
    content_types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>'
    )
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="So lieu" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>"
    )
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": content_types,
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, so that the bytes do not tell when they were made
            package.writestr(entry, f'<?xml version="1.0" encoding="UTF-8"?>{content}', zipfile.ZIP_DEFLATED)
    return Made(out.getvalue(), title, "xlsx")


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _relation(kind: str, target: str) -> str:
    relation = f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'
