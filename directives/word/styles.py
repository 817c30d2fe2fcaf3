"""The paragraph styles of a letter (Nghị định 30/2020/NĐ-CP, Phụ lục I), under the names that an office knows.

Names are Vietnamese like the letter itself, whatever the language of the person who asks. A style says everything about
its paragraphs, so that someone who changes it in Word changes all of them.
"""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.text.parfmt import CT_PPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from directives.word.xml import make

FACE = "Times New Roman"
LANGUAGE = "vi-VN"
BODY_POINTS = 13
# Word multiplies the face's own line of 1.149 em; the paper's stylesheet counts in em.
EM_PER_LINE = 1.149
COLUMN_GAP_MM = 2  # keeps the agency's names off the nation's
URGENT_RED = RGBColor(0xD6, 0x00, 0x00)
LEFT, CENTER, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True, kw_only=True)
class Look:
    """Lengths in millimetres, sizes and gaps in points. ``line`` is in em, or with ``is_exact`` in points."""

    id: str
    name: str
    size: float = BODY_POINTS
    is_bold: bool = False
    is_italic: bool = False
    align: WD_ALIGN_PARAGRAPH = CENTER
    first_line: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.25
    is_exact: bool = False
    keeps_next: bool = False
    color: RGBColor | None = None


LOOKS = (
    Look(id="Attached", name="Chữ ký số bản kèm theo", size=10, align=RIGHT, after=5.7),
    Look(id="Nation", name="Quốc hiệu", size=12, is_bold=True, line=1.2),
    Look(id="Motto", name="Tiêu ngữ", is_bold=True, line=1.2),
    Look(id="Superior", name="Cơ quan chủ quản", size=12, right=COLUMN_GAP_MM, line=1.2),
    Look(id="Agency", name="Cơ quan ban hành", size=12, is_bold=True, right=COLUMN_GAP_MM, line=1.2),
    Look(id="Rule", name="Đường kẻ", size=1, before=2.5, line=2, is_exact=True),
    Look(id="Number", name="Số, ký hiệu", before=8.5, right=COLUMN_GAP_MM, line=1.2),
    Look(id="PlaceDate", name="Địa danh, thời gian", is_italic=True, before=8.5, line=1.2),
    Look(id="NumberPlace", name="Số và địa danh trên một dòng", align=LEFT, before=8.5, line=1.2),
    Look(id="About", name="Trích yếu công văn", size=12, left=4, right=4 + COLUMN_GAP_MM, before=6, line=1.2),
    Look(id="Urgency", name="Mức độ khẩn", is_bold=True, line=1, color=URGENT_RED),
    Look(id="Type", name="Tên loại", size=14, is_bold=True, before=22.7, keeps_next=True),
    Look(id="Subject", name="Trích yếu", is_bold=True, left=17.5, right=17.5, keeps_next=True),
    Look(id="Period", name="Thời điểm số liệu", is_italic=True, before=6),
    Look(id="Decider", name="Thẩm quyền ban hành", is_bold=True, before=14.2, keeps_next=True),
    Look(id="Decides", name="Quyết định", is_bold=True, before=8.5, keeps_next=True),
    Look(id="Gap", name="Khoảng cách", size=1, line=1, is_exact=True, keeps_next=True),
    Look(id="Addressee", name="Kính gửi một nơi", before=17),
    Look(id="Greeting", name="Kính gửi nhiều nơi", align=LEFT, left=18, before=17, keeps_next=True),
    Look(id="Recipient", name="Nơi kính gửi", align=LEFT, left=37.7, first_line=-2.7, before=2),
    Look(id="AlsoTo", name="Nơi đồng kính gửi", align=LEFT, left=47.7, first_line=-2.7, before=2),
    Look(id="Basis", name="Căn cứ", is_italic=True, align=JUSTIFY, first_line=10, before=6),
    Look(id="Body", name="Nội dung", align=JUSTIFY, first_line=10, before=6),
    Look(id="Body2", name="Nội dung bậc 2", align=JUSTIFY, first_line=10, left=5, before=6),
    Look(id="Body3", name="Nội dung bậc 3", align=JUSTIFY, first_line=10, left=10, before=6),
    Look(id="Section", name="Mục", is_bold=True, align=LEFT, before=14, keeps_next=True),
    Look(id="TableTitle", name="Tên bảng", is_italic=True, align=LEFT, before=6, keeps_next=True),
    Look(id="Office", name="Quyền hạn, chức vụ", is_bold=True),
    Look(id="Signer", name="Họ tên người ký", is_bold=True, before=73.7),
    Look(id="CopiesHead", name="Nơi nhận", size=12, is_bold=True, is_italic=True, align=LEFT),
    Look(id="Copies", name="Danh sách nơi nhận", size=11, align=LEFT),
    Look(id="AnnexHead", name="Phụ lục", size=14, is_bold=True, keeps_next=True),
    Look(id="AnnexTitle", name="Tên phụ lục", is_bold=True, before=5.7, keeps_next=True),
    Look(id="Enclosed", name="Kèm theo", is_italic=True, before=6),
    Look(id="Cell", name="Ô bảng", size=12, align=LEFT, line=1.2),
    Look(id="Figure", name="Ô bảng ở giữa", size=12, line=1.2),
    Look(id="Digest", name="Ô bảng mã băm", size=10, align=LEFT, line=1.2),
    Look(id="RowHead", name="Đầu hàng", size=12, is_bold=True, align=LEFT, line=1.2, keeps_next=True),
    Look(id="CellHead", name="Đầu cột", size=12, is_bold=True, line=1.2, keeps_next=True),
    Look(id="PageNumber", name="Số trang"),
    Look(id="Mark", name="Dấu thử nghiệm", size=11, is_bold=True, color=RGBColor(0x80, 0x80, 0x80)),
)
LOOK_OF = {look.id: look for look in LOOKS}


def add_styles(document: Document) -> None:
    """Instead of every style that the template brought along, except the four that are the defaults."""
    styles = document.styles.element
    for style in styles.style_lst:
        if style.get(_DEFAULT) is None:
            styles.remove(style)
    _set_defaults(document)
    for look in LOOKS:
        style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.styleId = look.id
        _apply(look, style)
    rule = document.styles[LOOK_OF["Rule"].name]
    _draw_line_above(rule.element.get_or_add_pPr())


_DEFAULT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}default"


def _set_defaults(document: Document) -> None:
    """One face in Latin, complex and East Asian scripts alike, and no theme that could bring in another."""
    properties = make("w:rPr")
    properties.append(make("w:rFonts", ascii=FACE, hAnsi=FACE, eastAsia=FACE, cs=FACE))
    properties.append(make("w:sz", val=2 * BODY_POINTS))
    properties.append(make("w:szCs", val=2 * BODY_POINTS))
    properties.append(make("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE))
    (defaults,) = document.styles.element.xpath("w:docDefaults")
    for old in list(defaults):
        defaults.remove(old)
    text, paragraphs = make("w:rPrDefault"), make("w:pPrDefault")
    text.append(properties)
    defaults.append(text)
    defaults.append(paragraphs)
    normal: BaseOxmlElement = document.styles["Normal"].element
    for old in normal.xpath("w:rPr | w:pPr"):
        normal.remove(old)


def _apply(look: Look, style: ParagraphStyle) -> None:
    style.base_style = None
    style.quick_style = True
    style.hidden = style.locked = False
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.is_bold, look.is_italic
    if look.color is not None:
        font.color.rgb = look.color
    shape.alignment = look.align
    shape.first_line_indent = Mm(look.first_line)
    shape.left_indent, shape.right_indent = Mm(look.left), Mm(look.right)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    if look.is_exact:
        shape.line_spacing, shape.line_spacing_rule = Pt(look.line), WD_LINE_SPACING.EXACTLY
    else:
        shape.line_spacing = look.line / EM_PER_LINE
    shape.keep_with_next = look.keeps_next
    shape.widow_control = True


def _draw_line_above(properties: CT_PPr) -> None:
    borders = make("w:pBdr")
    borders.append(make("w:top", val="single", sz=6, space=0, color="000000"))
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc")
