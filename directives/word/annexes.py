"""Phụ lục, each on pages that count for themselves."""

from docx.document import Document

from directives.letters import Letter
from directives.word.blanks import date_text, number_text
from directives.word.boxes import add_body
from directives.word.listing import add_list
from directives.word.page import begin_annex
from directives.word.paragraphs import write


def add_annexes(document: Document, letter: Letter) -> None:
    for heading, annex in letter.numbered_annexes:
        text_mm = begin_annex(document, is_wide=annex.is_wide)
        write(document, heading, "AnnexHead")
        write(document, annex.title, "AnnexTitle")
        write(document, _enclosed(letter), "Enclosed")
        add_body(document, annex.paragraphs)
        if annex.table is not None:
            add_list(document, annex.table, text_mm)
        add_body(document, annex.closing)


def _enclosed(letter: Letter) -> str:
    head = letter.letterhead
    number = number_text(head.number) if head.number else ""
    return f"(Kèm theo {letter.type_in_sentence} số {number} {date_text(head.dated)} của {letter.issued_by})"
