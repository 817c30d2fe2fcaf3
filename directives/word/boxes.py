"""Boxes 9a, 6, 7 and 9b: whom the letter addresses, what it says, who signs it and who else gets it."""

from docx.document import Document
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Written

from antt_portal.core.documents import CopiesTo
from directives.letters import Letter, Paragraph, SignatureBlock
from directives.word.page import TEXT_MM
from directives.word.paragraphs import add_text, write
from directives.word.styles import BODY_POINTS
from directives.word.tables import add_row, begin_table
from directives.word.widths import width_mm

LOOK_OF_LEVEL = {1: "Body", 2: "Body2", 3: "Body3"}
LINES_WITH_SIGNATURE = 2
GAP_ABOVE_SIGNATURE_MM = 6
GAP_BETWEEN_ADDRESSEES_MM = 2


def add_addressees(document: Document, letter: Letter) -> None:
    _add_names(document, "Kính gửi:", "Recipient", letter.recipients)
    also = _add_names(document, "Đồng kính gửi:", "AlsoTo", letter.also_to)
    if also is not None and letter.recipients:
        also.paragraph_format.space_before = Mm(GAP_BETWEEN_ADDRESSEES_MM)


def _add_names(document: Document, greeting: str, look: str, names: tuple[str, ...]) -> Written | None:
    """The line with the greeting. ``look`` is the style of the names when there are several."""
    if len(names) == 1:
        return write(document, f"{greeting} {names[0]}", "Addressee")
    if not names:
        return None
    greeted = write(document, greeting, "Greeting")
    for position, name in enumerate(names, 1):
        write(document, f"- {name}" + ("." if position == len(names) else ";"), look)
    return greeted


def add_bases(document: Document, bases: tuple[str, ...]) -> None:
    for position, basis in enumerate(bases, 1):
        write(document, basis + ("." if position == len(bases) else ";"), "Basis")


def add_body(document: Document, paragraphs: tuple[Paragraph, ...]) -> None:
    for one in paragraphs:
        written = write(document, "", LOOK_OF_LEVEL[one.level])
        style = {"is_italic": one.style == "italic" or None, "is_bold": one.style == "bold" or None}
        if one.label:
            add_text(written, f"{one.label} ", **(style | {"is_bold": True} if one.is_article else style))
        add_text(written, one.text, **style)


def add_signature(document: Document, letter: Letter) -> None:
    """It stays on the page of the last two lines before it."""
    _keep_last_lines(document)
    copies = letter.copies
    table = begin_table(document, (TEXT_MM / 2, TEXT_MM / 2))
    left, right = add_row(table, stays_whole=True)
    _add_copies(left, copies)
    _add_signer(right, letter.signature)
    if copies.is_long:
        for line in (*(f"{receiver};" for receiver in copies.below), f"{copies.archive}."):
            write(document, f"- {line}", "Copies").paragraph_format.right_indent = Mm(TEXT_MM / 2)


def _keep_last_lines(document: Document) -> None:
    lines = 0
    for element in reversed(document.element.body.inner_content_elements):
        if lines >= LINES_WITH_SIGNATURE or not isinstance(element, CT_P):
            return
        paragraph = Written(element, document)
        paragraph.paragraph_format.keep_with_next = True
        lines += 1 if width_mm(paragraph.text, BODY_POINTS) < TEXT_MM else 2


def _add_copies(cell: _Cell, copies: CopiesTo) -> None:
    written = [write(cell, "Nơi nhận:", "CopiesHead")] if copies.receivers or copies.archive else []
    written += [write(cell, f"- {receiver};", "Copies") for receiver in copies.beside]
    if copies.archive and not copies.is_long:
        written.append(write(cell, f"- {copies.archive}.", "Copies"))
    _set_below(written or [write(cell, "", "Copies")])


def _add_signer(cell: _Cell, by: SignatureBlock) -> None:
    written = [write(cell, line, "Office") for line in (by.authority, by.office) if line]
    _set_below([*written, write(cell, by.name, "Signer")])


def _set_below(written: list[Written]) -> None:
    """A table has no space above it, its first lines have."""
    written[0].paragraph_format.space_before = Mm(GAP_ABOVE_SIGNATURE_MM)
