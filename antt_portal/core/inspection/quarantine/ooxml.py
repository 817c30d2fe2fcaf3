"""Opening a Word or Excel file: sound, of the kind its name says, with nothing that runs or hides."""

import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from .cells import without_dde
from .office import Fields, Relations, Types
from .package import Budget, chunks, entries_of
from .program import serve
from .signatures import PDF_HEADER_WINDOW, starts_as
from .unfit import Unfit
from .xmlpart import HEAD_BYTES, Reader, read, scan_loose

TYPES_PART = "[content_types].xml"
RELATIONS_PART = "_rels/.rels"
MAIN_TYPES = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
    "wordprocessingml.template.main+xml": "dotx",
    "spreadsheetml.template.main+xml": "xltx",
}
# Rows of cells are most of the bytes and hold no fields: checked for form, and their formulas for DDE.
PLAIN_TYPES = ("spreadsheetml.worksheet+xml", "spreadsheetml.sharedstrings+xml")
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def check(file: BinaryIO, extension: str) -> bytes:
    """Raises Unfit."""
    if b"%PDF-" in file.read(PDF_HEADER_WINDOW):
        raise Unfit("foreign_data", found="pdf")
    found = Package(file, Budget()).check()
    if found != extension:
        raise Unfit("type_mismatch", found=found)
    return b""


class Package:
    def __init__(self, file: BinaryIO, budget: Budget, *, inside: bool = False) -> None:
        self.archive: ZipFile
        self.archive, self.entries = entries_of(file)
        self.by_name = {entry.filename.casefold(): entry for entry in self.entries}
        self.budget = budget
        self.inside = inside
        self.types = Types()

    def check(self) -> str:
        """The extension this package should have, after every part of it was read."""
        if TYPES_PART not in self.by_name or RELATIONS_PART not in self.by_name:
            return "odf" if "mimetype" in self.by_name else "zip"
        read(self.content(self.by_name[TYPES_PART]), self.types)
        relations = Relations()
        read(self.content(self.by_name[RELATIONS_PART]), relations)
        if relations.main.casefold() not in self.by_name:
            raise Unfit("unreadable")
        for entry in self.entries:
            self.check_part(entry)
        claimed = self.types.of(relations.main).casefold()
        return next((kind for ending, kind in MAIN_TYPES.items() if claimed.endswith(ending)), "zip")

    def content(self, entry: ZipInfo) -> Iterator[bytes]:
        return chunks(self.archive, entry, self.budget)

    def check_part(self, entry: ZipInfo) -> None:
        content = self.content(entry)
        head = next(content, b"")
        whole = chain([head], content)
        name = entry.filename.casefold()
        if name.endswith(".vml"):
            scan_loose(whole)
        elif name.endswith((".xml", ".rels")) or looks_like_xml(head):
            reader = self.reader_of(name)
            read(without_dde(whole) if reader is None else whole, reader)
        else:
            self.check_binary(head, whole)

    def reader_of(self, name: str) -> Reader | None:
        if name.endswith(".rels"):
            return Relations()
        if self.types.of(name).casefold().endswith(PLAIN_TYPES):
            return None
        return Fields()

    def check_binary(self, head: bytes, content: Iterator[bytes]) -> None:
        """Pictures, fonts, printer settings pass; a chart's workbook is inspected like a file of its own."""
        found = starts_as(head)
        if found == "zip" and not self.inside:
            inner = Package(io.BytesIO(b"".join(content)), self.budget, inside=True).check()
            found = None if inner in MAIN_TYPES.values() else inner
        if found is not None:
            raise Unfit("embedded_file")
        for _chunk in content:
            pass


def looks_like_xml(head: bytes) -> bool:
    return head[:HEAD_BYTES].lstrip(b"\0 \t\r\n").startswith((b"<", *BYTE_ORDER_MARKS))


if __name__ == "__main__":
    serve(check)
