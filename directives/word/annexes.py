"""Phụ lục, each on pages that count for themselves."""

from docx.document import Document

from directives.letters import AnnexTable, Letter
from directives.word.blanks import date_text, number_text
from directives.word.boxes import add_body
from directives.word.page import TEXT_MM, begin_annex
from directives.word.paragraphs import leave_gap, write
from directives.word.tables import add_row, begin_table

BLACK = "000000"
GAP_ABOVE_TABLE_MM = 2.8


def add_annexes(document: Document, letter: Letter) -> None:
    for heading, annex in letter.numbered_annexes:
        begin_annex(document)
        write(document, heading, "AnnexHead")
        write(document, annex.title, "AnnexTitle")
        write(document, _enclosed(letter), "Enclosed")
        add_body(document, annex.paragraphs)
        if annex.table is not None:
            leave_gap(document, GAP_ABOVE_TABLE_MM)
            _add_table(document, annex.table)


def _enclosed(letter: Letter) -> str:
    head = letter.letterhead
    number = number_text(head.number) if head.number else ""
    return f"(Kèm theo {letter.type_in_sentence} số {number} {date_text(head.dated)} của {letter.issued_by})"


def _add_table(document: Document, content: AnnexTable) -> None:
    parts = content.widths or (1,) * len(content.columns)
    widths = tuple(TEXT_MM * part / sum(parts) for part in parts)
    table = begin_table(document, widths, line=BLACK, padding_mm=(1, 1.5))
    for cell, name in zip(add_row(table, stays_whole=True, repeats=True, is_middle=True), content.columns, strict=True):
        write(cell, name, "CellHead")
    for row in content.rows:
        for cell, text in zip(add_row(table, stays_whole=True), row, strict=True):
            write(cell, text, "Cell")
