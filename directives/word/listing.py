"""Tables of a letter: lists with a head that comes again on each page, and the files of a bundle."""

from docx.document import Document

from directives.letters import AnnexTable
from directives.letters.parts import SentDocument
from directives.word.paragraphs import leave_gap, write
from directives.word.tables import add_row, begin_table

BLACK = "000000"
GAP_ABOVE_MM = 2.8
PADDING_MM = (1.0, 1.5)
ORDER_MM, DIGEST_MM = 13, 58
BUNDLE_HEADS = ("STT", "Văn bản, tệp", "SHA-256 của tệp")


def add_list(document: Document, content: AnnexTable, text_mm: float) -> None:
    """``text_mm`` is the width of the page's text."""
    leave_gap(document, GAP_ABOVE_MM)
    parts = content.widths or (1,) * len(content.columns)
    widths = tuple(text_mm * part / sum(parts) for part in parts)
    table = begin_table(document, widths, line=BLACK, padding_mm=PADDING_MM)
    for cell, name in zip(add_row(table, stays_whole=True, repeats=True, is_middle=True), content.columns, strict=True):
        write(cell, name, "CellHead")
    for row in content.marked_rows:
        for cell, (text, is_figure) in zip(add_row(table, stays_whole=True), row, strict=True):
            write(cell, text, "Figure" if is_figure else "Cell")


def add_bundle(document: Document, bundle: tuple[SentDocument, ...], text_mm: float) -> None:
    leave_gap(document, GAP_ABOVE_MM)
    widths = (ORDER_MM, text_mm - ORDER_MM - DIGEST_MM, DIGEST_MM)
    table = begin_table(document, widths, line=BLACK, padding_mm=PADDING_MM)
    for cell, name in zip(add_row(table, stays_whole=True, repeats=True, is_middle=True), BUNDLE_HEADS, strict=True):
        write(cell, name, "CellHead")
    for position, sent in enumerate(bundle, 1):
        order, named = add_row(table, stays_whole=True, spans=(1, 2))
        write(order, str(position), "Figure")
        again = f" (bản gửi lần {sent.version})" if sent.version > 1 else ""
        write(named, sent.document.titled + again, "RowHead")
        for file in sent.files:
            empty, called, digest = add_row(table, stays_whole=True)
            write(empty, "", "Cell")
            write(called, file.name, "Cell")
            write(digest, file.sha256, "Digest")
