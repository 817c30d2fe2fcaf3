"""Files that people really hand in, and that must pass."""

import hashlib
import io

import pikepdf
import pytest

from antt_portal.core.inspection import Inspected, inspect
from antt_portal.core.tests.inspection import corpus
from antt_portal.core.tests.inspection.corpus import relations

CHART = "word/embeddings/Microsoft_Excel_Sheet1.xlsx"


def fillable(document: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="ho_ten", V="Nguyễn Văn Mẫu")
    document.Root.AcroForm = document.make_indirect(pikepdf.Dictionary(Fields=[field]))


def linked(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.vn")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].obj.Annots = document.make_indirect(pikepdf.Array([link]))


def talking_about_scripts(document: pikepdf.Pdf) -> None:
    document.docinfo.Title = "How /JS and /Launch work"


def with_invoice(document: pikepdf.Pdf) -> None:
    document.attachments["hoa-don.xml"] = b"<?xml version='1.0'?><HDon/>"


def opening_at_first_page(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[document.pages[0].obj, pikepdf.Name.Fit])


OWNER_ONLY = pikepdf.Encryption(owner="chu-so-huu", user="")
SECOND_PICTURE = corpus.jpeg(size=(8, 8))
MOTION_VIDEO = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(range(256)) * 4
GOOD = {
    "a plain PDF": (corpus.pdf(), "a.pdf", "PDF"),
    "an old PDF of many pages": (corpus.pdf(pages=30, force_version="1.4"), "a.PDF", "PDF"),
    "a PDF with object streams": (
        corpus.pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "a.pdf",
        "PDF",
    ),
    "a linearized PDF": (corpus.pdf(linearize=True), "a.pdf", "PDF"),
    "a PDF that only forbids printing": (corpus.pdf(encryption=OWNER_ONLY), "a.pdf", "PDF"),
    "a PDF form": (corpus.pdf(change=fillable), "a.pdf", "PDF"),
    "a PDF with a web link": (corpus.pdf(change=linked), "a.pdf", "PDF"),
    "a PDF whose title names scripts": (corpus.pdf(change=talking_about_scripts), "a.pdf", "PDF"),
    "an invoice with its XML": (corpus.pdf(change=with_invoice), "a.pdf", "PDF"),
    "a PDF with a first view": (corpus.pdf(change=opening_at_first_page), "a.pdf", "PDF"),
    "a PDF padded with zeros": (corpus.pdf() + bytes(4096), "a.pdf", "PDF"),
    "a JPEG": (corpus.jpeg(), "a.jpg", "JPG"),
    "a progressive JPEG": (corpus.jpeg(progressive=True), "a.jpeg", "JPG"),
    "a JPEG for print": (corpus.jpeg(mode="CMYK"), "a.jpg", "JPG"),
    "a JPEG with a place": (corpus.jpeg(exif=corpus.located_exif()), "IMG_0001.JPG", "JPG"),
    "a JPEG with a second picture": (corpus.jpeg() + SECOND_PICTURE, "a.jpg", "JPG"),
    "a motion photo": (corpus.jpeg() + MOTION_VIDEO, "a.jpg", "JPG"),
    "a PNG": (corpus.png(), "a.png", "PNG"),
    "a transparent PNG": (corpus.png(mode="RGBA"), "a.png", "PNG"),
    "a black and white PNG": (corpus.png(mode="1"), "a.png", "PNG"),
    "a HEIC": (corpus.HEIC, "IMG_0002.HEIC", "HEIC"),
    "a HEIC called heif": (corpus.HEIC, "a.heif", "HEIC"),
    "a Word file": (corpus.docx(), "a.docx", "DOC"),
    "a Word file with a picture": (corpus.docx({"word/media/image1.png": corpus.png()}), "a.docx", "DOC"),
    "a Word file with a chart": (corpus.docx({CHART: corpus.xlsx()}), "a.docx", "DOC"),
    "a Word file that names its main part from the root": (
        corpus.docx({"_rels/.rels": relations(("officeDocument", "/word/./document.xml"))}),
        "a.docx",
        "DOC",
    ),
    "a Word file with fields": (
        corpus.docx(body="<w:p><w:r><w:instrText>PAGE  Đ DDEx</w:instrText></w:r></w:p>"),
        "a.docx",
        "DOC",
    ),
    "a Word file with a web link": (
        corpus.docx({"word/_rels/document.xml.rels": relations(("hyperlink", "https://example.vn", "External"))}),
        "a.docx",
        "DOC",
    ),
    "a Word file with its writer's template": (
        corpus.docx(
            {
                "word/_rels/settings.xml.rels": relations(
                    ("attachedTemplate", "file:///C:\\Users\\mau\\Normal.dotm", "External")
                )
            }
        ),
        "a.docx",
        "DOC",
    ),
    "a Word file with loose VML": (
        corpus.docx({"word/vmlDrawing1.vml": "<xml><v:textbox>một<br>hai</v:textbox></xml>"}),
        "a.docx",
        "DOC",
    ),
    "an Excel file written as a stream": (corpus.streamed(corpus.sheet_parts()), "a.xlsx", "XLS"),
    "an Excel file with folders": (corpus.xlsx({"xl/": b"", "docProps/": b""}), "a.xlsx", "XLS"),
    "an Excel file": (corpus.xlsx(), "a.xlsx", "XLS"),
    "an Excel file linked to another": (
        corpus.xlsx(
            {
                "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                    ("externalLinkPath", "https://example.vn/nam-2025.xlsx", "External")
                )
            }
        ),
        "a.xlsx",
        "XLS",
    ),
    "an Excel file with printer settings": (
        corpus.xlsx({"xl/printerSettings/printerSettings1.bin": "Máy in".encode("utf-16-le") * 30}),
        "a.xlsx",
        "XLS",
    ),
    "an Excel file of many blank rows": (
        corpus.xlsx(rows="<row><c/></row>" * 300_000),
        "a.xlsx",
        "XLS",
    ),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_people_hand_in_is_accepted(case, accepted):
    content, file_name, label = GOOD[case]
    assert accepted(content, file_name).kind == label


def test_the_answer_describes_the_file():
    content = corpus.jpeg()
    assert inspect(io.BytesIO(content), r"C:\Ảnh\Cổng chính.JPEG") == Inspected(
        media_type="image/jpeg",
        extension="jpg",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        file_name="Cổng chính.JPEG",
        kind="JPG",
    )


def test_a_stream_read_before_is_read_from_its_start_and_left_there():
    stream = io.BytesIO(corpus.png())
    stream.seek(20)
    assert inspect(stream, "a.png").size == len(stream.getvalue())
    assert stream.tell() == 0
