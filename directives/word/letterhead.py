"""Boxes 1 to 5b, 10b and 14: what stands above the letter itself."""

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm
from docx.table import _Cell

from antt_portal.core.documents import Letterhead
from directives.letters import Letter, Urgency
from directives.letters.named import NamedLetter
from directives.word.blanks import SHORT_BLANK, date_text, number_text
from directives.word.page import TEXT_MM
from directives.word.paragraphs import add_text, draw_rule, leave_gap, write
from directives.word.styles import COLUMN_GAP_MM, LOOK_OF, URGENT_RED
from directives.word.tables import add_row, begin_table
from directives.word.widths import width_mm

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
LEFT_MM, RIGHT_MM = 0.44 * TEXT_MM, 0.56 * TEXT_MM
NAMES_MM = LEFT_MM - COLUMN_GAP_MM
AGENCY_RULE = 0.38  # of the text: between a third and half
LONGEST_CENTERED_PLACE = 16  # letters; the date of a longer one is wider than the column
STAMP_HEIGHT_MM = 8
STAMPS = {Urgency.KHAN: ("KHẨN", 20), Urgency.THUONG_KHAN: ("THƯỢNG KHẨN", 40), Urgency.HOA_TOC: ("HỎA TỐC", 30)}


def add_letterhead(document: Document, letter: Letter) -> None:
    if letter.attached is not None:
        to = letter.attached
        write(document, f"{number_text(to.paper_number)}; {to.at.isoformat()}", "Attached")
    head = letter.letterhead
    table = begin_table(document, (LEFT_MM, RIGHT_MM))
    left, right = add_row(table, stays_whole=True)
    _add_agency(left, head)
    _add_nation(right)
    if len(head.place) > LONGEST_CENTERED_PLACE:
        (both,) = add_row(table, stays_whole=True, spans=(2,))
        _add_wide_place(both, head)
    else:
        left, right = add_row(table, stays_whole=True)
        write(left, _numbered(head), "Number")
        write(right, _placed(head), "PlaceDate")
    about = "" if isinstance(letter, NamedLetter) else letter.subject
    if about or letter.urgency:
        left, right = add_row(table, stays_whole=True)
        _add_about(left, about, letter.urgency)
        leave_gap(right, 1)


def _add_agency(cell: _Cell, head: Letterhead) -> None:
    for line in head.superior:
        write(cell, line, "Superior")
    look = LOOK_OF["Agency"]
    for line in head.agency:
        write(cell, line, look.id)
    longest = max((width_mm(line, look.size, is_bold=True) for line in head.agency), default=0)
    draw_rule(cell, AGENCY_RULE * min(longest, NAMES_MM), NAMES_MM, right_mm=COLUMN_GAP_MM)


def _add_nation(cell: _Cell) -> None:
    write(cell, NATION, "Nation")
    look = LOOK_OF["Motto"]
    write(cell, MOTTO, look.id)
    draw_rule(cell, width_mm(MOTTO, look.size, is_bold=True), RIGHT_MM)


def _add_wide_place(cell: _Cell, head: Letterhead) -> None:
    """One line over both columns: the number stays in the middle of its own, the place grows to the left."""
    line = write(cell, "", "NumberPlace")
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(NAMES_MM / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    add_text(line, f"\t{_numbered(head)}\t")
    add_text(line, _placed(head, SHORT_BLANK), is_italic=True)


def _numbered(head: Letterhead) -> str:
    return f"Số: {number_text(head.number)}" if head.number else ""


def _placed(head: Letterhead, *blank: str) -> str:
    return (f"{head.place}, " if head.place else "") + date_text(head.dated, *blank)


def _add_about(cell: _Cell, about: str, urgency: Urgency | None) -> None:
    if about:
        write(cell, f"V/v {about}", "About")
    if urgency is None:
        return
    text, width = STAMPS[urgency]
    leave_gap(cell, 3)
    stamp = begin_table(cell, (width,), line=str(URGENT_RED), line_eighths=6, indent_mm=(NAMES_MM - width) / 2)
    (inside,) = add_row(stamp, height_mm=STAMP_HEIGHT_MM, is_middle=True)
    write(inside, text, "Urgency")
    leave_gap(cell, 1)
