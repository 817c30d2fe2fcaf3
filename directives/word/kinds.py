"""What the kinds of letter have beside the boxes of all: a type line, tables in the text, the words of a decision."""

from docx.document import Document

from directives.letters import Letter
from directives.letters.amending import Correction, RecallNotice, RequestToSupplement
from directives.letters.forwarding import CoveringLetter
from directives.letters.named import NamedLetter
from directives.letters.recognition import Decision
from directives.letters.reporting import RollUpReport, Section
from directives.word.boxes import add_addressees, add_bases, add_body
from directives.word.listing import add_bundle, add_list
from directives.word.page import TEXT_MM
from directives.word.paragraphs import draw_rule, write
from directives.word.styles import LOOK_OF
from directives.word.widths import width_mm

# Papers with a code to check them by, proofs and copies are finished when they are made: they have a PDF only.
WORD_KINDS = frozenset(
    {
        "official_letter",
        "request_to_supplement",
        "correction",
        "recall_notice",
        "covering_letter",
        "submission",
        "decision",
        "roll_up_report",
    }
)
SUBJECT_RULE = 0.4  # of the text: between a third and half


def add_heading(document: Document, letter: Letter) -> None:
    """Box 5a; a công văn has none."""
    if not isinstance(letter, NamedLetter):
        return
    write(document, letter.type_name, "Type")
    if letter.subject:
        look = LOOK_OF["Subject"]
        write(document, letter.subject, look.id)
        longest = min(width_mm(letter.subject, look.size, is_bold=True), TEXT_MM - look.left - look.right)
        draw_rule(document, SUBJECT_RULE * longest, TEXT_MM)
    if isinstance(letter, RollUpReport) and letter.as_of:
        write(document, f"(Số liệu chốt lúc {letter.as_of_text})", "Period")


def add_opening(document: Document, letter: Letter) -> None:
    if not isinstance(letter, Decision):
        add_addressees(document, letter)
        add_bases(document, letter.bases)
        return
    if letter.decider:
        write(document, letter.decider, "Decider")
    add_bases(document, letter.bases)
    write(document, "QUYẾT ĐỊNH:", "Decides")


def add_said(document: Document, letter: Letter) -> None:
    """The text, with the tables that some kinds have before their last paragraph."""
    if isinstance(letter, RequestToSupplement | Correction | RecallNotice):
        add_body(document, letter.opening)
        if letter.table is not None:
            add_list(document, letter.table, TEXT_MM)
        add_body(document, letter.ending)
    elif isinstance(letter, CoveringLetter):
        add_body(document, letter.opening)
        add_bundle(document, letter.bundle, TEXT_MM)
        add_body(document, letter.ending)
    elif isinstance(letter, RollUpReport):
        add_body(document, letter.opening)
        for section in letter.sections:
            _add_section(document, section)
        add_body(document, letter.ending)
    else:
        add_body(document, letter.body)


def _add_section(document: Document, section: Section) -> None:
    write(document, section.heading, "Section")
    add_body(document, section.paragraphs)
    for table in section.tables:
        write(document, table.title, "TableTitle")
        add_list(document, table, TEXT_MM)
