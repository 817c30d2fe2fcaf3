"""Paragraphs of a letter: a text in one of the styles, a drawn line, a blank."""

import re

from docx.document import Document
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

Container = Document | _Cell
BLANKS = re.compile("(\u00a0+)")


def write(container: Container, text: str, look: str) -> Paragraph:
    """``look`` is the id of a style."""
    paragraph = container.add_paragraph()
    paragraph._p.style = look
    add_text(paragraph, text)
    return paragraph


def add_text(paragraph: Paragraph, text: str, *, is_italic: bool | None = None, is_bold: bool | None = None) -> None:
    """None leaves it to the style."""
    for piece in filter(None, BLANKS.split(text)):
        run = paragraph.add_run(piece)
        # LibreOffice makes slanted blanks a third wider.
        run.italic = False if BLANKS.fullmatch(piece) else is_italic
        run.bold = is_bold


def draw_rule(container: Container, length_mm: float, column_mm: float, *, right_mm: float = 0) -> None:
    """A line in the middle of a column, ``right_mm`` before the end of its cell.

    It is a border, because drawn shapes move in other programs.
    """
    indent = max(0.0, (column_mm - length_mm) / 2)
    rule = write(container, "", "Rule").paragraph_format
    rule.left_indent, rule.right_indent = Mm(indent), Mm(indent + right_mm)


def leave_gap(container: Container, millimetres: float) -> None:
    write(container, "", "Gap").paragraph_format.line_spacing = Mm(millimetres)
