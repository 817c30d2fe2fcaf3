"""Files that are not what their name says, or are two things at once."""

import io

import pytest

from antt_portal.core.inspection import MAX_BYTES, inspect
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.inspection import corpus

ZIP = corpus.packed({"tệp lạ.txt": "x"})
RAR = b"Rar!\x1a\x07\x01\x00" + bytes(40)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"

MISMATCHED = {
    "a program called PDF": (corpus.EXE, "bao-cao.pdf", "chương trình"),
    "a program called JPEG": (corpus.EXE, "anh.jpg", "chương trình"),
    "a PDF called JPEG": (corpus.pdf(), "anh.jpg", "PDF"),
    "a JPEG called PDF": (corpus.jpeg(), "quet.pdf", "JPEG"),
    "a PNG called JPEG": (corpus.png(), "anh.jpg", "PNG"),
    "a HEIC called JPEG": (corpus.HEIC, "anh.jpg", "HEIC"),
    "a web page called PDF": (HTML, "a.pdf", "HTML"),
    "an SVG called PNG": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.png", "SVG"),
    "an SVG with a prologue called PNG": (
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg/>".replace(b"/>", b" />"),
        "a.png",
        "SVG",
    ),
    "a zip called PDF": (ZIP, "a.pdf", "ZIP"),
    "a zip called DOCX": (ZIP, "a.docx", "ZIP"),
    "an OpenDocument called DOCX": (corpus.packed({"mimetype": "application/vnd.oasis"}), "a.docx", "OpenDocument"),
    "an Excel file called DOCX": (corpus.xlsx(), "a.docx", "Excel"),
    "a Word file called XLSX": (corpus.docx(), "a.xlsx", "Word"),
    "an old Word file called DOCX": (corpus.ole("WordDocument"), "a.docx", "DOC"),
    "an old Excel file called XLSX": (corpus.ole("Workbook"), "a.xlsx", "XLS"),
    "an installer called DOCX": (corpus.ole("MsiFile"), "a.docx", "Office"),
    "a RAR called PDF": (RAR, "a.pdf", "RAR"),
    "a GIF called PNG": (corpus.picture("GIF"), "a.png", "GIF"),
    "plain text called PDF": ("Biên bản".encode(), "a.pdf", "văn bản thuần"),
    "nothing known called PDF": (bytes(range(1, 255)), "a.pdf", "không nhận ra"),
    "a PDF behind something else": (b"\0junk\n" + corpus.pdf(), "a.pdf", "phần lạ"),
}
POLYGLOTS = {
    "a zip behind a JPEG": (corpus.jpeg() + ZIP, "a.jpg"),
    "a zip behind a PNG": (corpus.png() + ZIP, "a.png"),
    "a zip behind a HEIC": (corpus.HEIC + ZIP, "a.heic"),
    "a zip behind a PDF": (corpus.pdf() + ZIP, "a.pdf"),
    "a zip behind a PDF, with a second end mark": (corpus.pdf() + ZIP + b"\n%%EOF", "a.pdf"),
    "a RAR behind a JPEG": (corpus.jpeg() + b"padding" + RAR, "a.jpg"),
    "a program behind a PNG": (corpus.png() + corpus.EXE, "a.png"),
    "a program behind a JPEG, after some bytes": (corpus.jpeg() + bytes(9) + corpus.EXE, "a.jpg"),
    "a program of Linux behind a PNG": (corpus.png() + b"\x7fELF" + bytes(90), "a.png"),
    "a script behind a JPEG": (corpus.jpeg() + b"#!/bin/sh\n", "a.jpg"),
    "a program behind a HEIC": (corpus.HEIC + corpus.EXE, "a.heic"),
    "a PDF behind a JPEG": (corpus.jpeg() + corpus.pdf(), "a.jpg"),
    "a PDF in the comment of a JPEG": (corpus.jpeg(comment=b"%PDF-1.7 1 0 obj"), "a.jpg"),
    "a PDF in the first bytes of a package": (
        corpus.packed({"%PDF-1.7": "x", **corpus.word_parts()}),
        "a.docx",
    ),
}


@pytest.mark.parametrize("case", MISMATCHED)
def test_a_wrong_type_behind_the_extension_is_refused_by_name(case):
    content, file_name, named = MISMATCHED[case]
    with pytest.raises(Refused) as refusal:
        inspect(io.BytesIO(content), file_name)
    assert refusal.value.code == "type_mismatch"
    assert named in str(refusal.value)


@pytest.mark.parametrize("case", POLYGLOTS)
def test_a_second_file_inside_the_first_is_refused(case, refusal_of):
    assert refusal_of(*POLYGLOTS[case]) == "foreign_data"


@pytest.mark.parametrize("extension", ["doc", "xls", "exe", "zip", "svg", "html", "webp", "pdf.exe"])
def test_other_types_are_refused_before_their_content_is_read(extension, refusal_of):
    assert refusal_of(corpus.pdf(), f"a.{extension}") == "unknown_type"


@pytest.mark.parametrize("file_name", ["bao cao", "", "...", "thu.muc/bao cao"])
def test_a_name_without_an_extension_is_refused(file_name, refusal_of):
    assert refusal_of(corpus.pdf(), file_name) == "no_extension"


def test_an_empty_file_is_refused(refusal_of):
    assert refusal_of(b"", "a.pdf") == "empty"


class Endless(io.RawIOBase):
    """A stream that never ends, and counts what was asked of it."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return bytes(size)


def test_a_file_too_large_is_refused_without_reading_it_all():
    stream = Endless()
    with pytest.raises(Refused, match="50 MB") as refusal:
        inspect(stream, "a.pdf")
    assert refusal.value.code == "too_large"
    assert stream.given <= MAX_BYTES + 2 * 1024 * 1024


def test_the_largest_file_is_not_too_large(refusal_of):
    assert refusal_of(bytes(MAX_BYTES), "a.pdf") == "type_mismatch"
