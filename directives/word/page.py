"""The page: its size and margins, numbers in the top margin from page 2 on, and sections that count for themselves."""

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.text.paragraph import CT_P
from docx.section import Section, _Footer, _Header
from docx.shared import Mm

from directives.word.xml import make

WIDTH_MM, HEIGHT_MM = 210, 297
TOP_MM, RIGHT_MM, BOTTOM_MM, LEFT_MM = 20, 15, 20, 30
TEXT_MM = WIDTH_MM - LEFT_MM - RIGHT_MM
# The number's line is 5.7 mm high: this puts it in the middle of the margin.
NUMBER_FROM_TOP_MM = 7


def set_page(section: Section, mark: str) -> None:
    """``mark`` stands at the foot of every page that is not for real."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin, section.gutter = Mm(LEFT_MM), Mm(RIGHT_MM), Mm(0)
    section.header_distance = section.footer_distance = Mm(NUMBER_FROM_TOP_MM)
    section.different_first_page_header_footer = True
    _fill(section.first_page_header, "PageNumber")
    number = _fill(section.header, "PageNumber")
    number.append(make("w:fldSimple", instr=" PAGE "))
    for foot in (section.first_page_footer, section.footer):
        _fill(foot, "Mark", mark)


def begin_annex(document: Document, *, is_wide: bool) -> float:
    """On a new page, which is page 1 again and turned on its side if ``is_wide``. The width of its text, in mm."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    width, height = (HEIGHT_MM, WIDTH_MM) if is_wide else (WIDTH_MM, HEIGHT_MM)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    (end_of_the_last,) = document.element.body.xpath("w:p[w:pPr/w:sectPr][last()]")
    end_of_the_last.style = "Gap"
    rules = section._sectPr
    for old in rules.xpath("w:pgNumType"):
        rules.remove(old)
    rules.insert_element_before(make("w:pgNumType", start=1), "w:cols", "w:vAlign", "w:titlePg", "w:docGrid")
    return width - LEFT_MM - RIGHT_MM


def _fill(margin: _Header | _Footer, look: str, text: str = "") -> CT_P:
    """Its only paragraph, in the style ``look``."""
    margin.is_linked_to_previous = False
    (paragraph,) = margin.paragraphs
    paragraph._p.style = look
    if text:
        paragraph.add_run(text)
    element: CT_P = paragraph._p
    return element
