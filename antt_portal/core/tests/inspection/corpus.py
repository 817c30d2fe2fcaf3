"""Small files made in code: good ones, and the parts bad ones are put together from."""

import base64
import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

OOXML = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

# 48 × 32 pixels of HEVC as a phone held upright writes them: to be turned a quarter, and EXIF with the turn once more,
# a maker "Mau" and a latitude. Python has no encoder to make it here.
HEIC = base64.b64decode(
    """
    AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA
    ADRpbG9jAAAAAERAAAIAAQAAAAAB7AABAAAAAAAAABcAAgAAAAACAwABAAAAAAAAAHIAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA
    AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAA
    kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq
    5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xh
    cAAAADAAAAABAAAAIAAAAAH////wAAAAAv///+AAAAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEA
    AQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAJFtZGF0AAAAEygBrwUY+gPhLg4bdj3cndhpSEAAAAAGRXhpZgAA
    TU0AKgAAAAgAAwEPAAIAAAAETWF1AAESAAMAAAABAAYAAIglAAQAAAABAAAAMgAAAAAAAgABAAIAAAACTgAAAAACAAUAAAADAAAA
    UAAAAAAAAAAUAAAAAQAAADMAAAABAAAAAAAAAAE=
    """
)
# Harmless by agreement, and found by every scanner; cut in two so that none finds it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXE = b"MZ" + b"\0" * 76 + b"This program cannot be run in DOS mode.\r\r\n$" + b"\0" * 64


def pdf(*, pages: int = 1, change=None, **saving) -> bytes:
    """``change`` gets the open document before it is saved."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _number in range(pages):
            document.add_blank_page(page_size=(595, 842))
        if change:
            change(document)
        document.save(out, **saving)
    return out.getvalue()


def picture(image_format: str, *, size=(64, 48), mode="RGB", **saving) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, image_format, **saving)
    return out.getvalue()


def jpeg(**options) -> bytes:
    return picture("JPEG", **options)


def png(**options) -> bytes:
    return picture("PNG", **options)


def located_exif() -> Image.Exif:
    """As a phone held upright writes it: turned a quarter, with the place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Mau"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (20.0, 51.0, 0.0), "E", (106.0, 41.0, 0.0)
    exif[0x8825] = place
    return exif


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims its size and brings almost no pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def packed(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


class Unseekable(io.BytesIO):
    """Where a zip is streamed to: its sizes then stand behind each entry instead of before it."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_where: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def streamed(parts: dict[str, str | bytes]) -> bytes:
    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def types(*overrides: tuple[str, str], defaults: tuple[tuple[str, str], ...] = ()) -> str:
    known = (("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"))
    lines = [f'<Default Extension="{ext}" ContentType="{kind}"/>' for ext, kind in (*known, *defaults)]
    lines += [f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides]
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{namespace}">{"".join(lines)}</Types>'


def relations(*rows: tuple[str, str] | tuple[str, str, str]) -> str:
    """Rows of (type, target) or (type, target, "External")."""
    lines = []
    for number, (kind, target, *mode) in enumerate(rows):
        outside = f' TargetMode="{mode[0]}"' if mode else ""
        lines.append(f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"{outside}/>')
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{"".join(lines)}</Relationships>'


def word_parts(body: str = "<w:p><w:r><w:t>Nội quy bảo vệ</w:t></w:r></w:p>") -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": types(
            ("word/document.xml", f"{OOXML}.wordprocessingml.document.main+xml"),
            defaults=(("png", "image/png"), ("vml", f"{OOXML}.vmlDrawing")),
        ),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }


def docx(extra: dict[str, str | bytes] | None = None, **options) -> bytes:
    return packed({**word_parts(**options), **(extra or {})})


def sheet_parts(rows: str = "<row r='1'><c r='A1'><v>1</v></c></row>") -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": types(
            ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet.main+xml"),
            ("xl/worksheets/sheet1.xml", f"{OOXML}.spreadsheetml.worksheet+xml"),
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}"><sheets/></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    }


def xlsx(extra: dict[str, str | bytes] | None = None, **options) -> bytes:
    return packed({**sheet_parts(**options), **(extra or {})})


def ole(*streams: str) -> bytes:
    """An OLE file as far as anybody looks: the magic, and the names of its streams."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
