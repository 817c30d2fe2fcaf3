"""Tables with set widths and no style of their own, which look alike in every program."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Cell

from directives.word.paragraphs import Container
from directives.word.xml import make, twips

ALL_LINES = ("top", "left", "bottom", "right", "insideH", "insideV")


def begin_table(
    container: Container,
    widths_mm: tuple[float, ...],
    *,
    line: str = "",
    line_eighths: int = 4,
    padding_mm: tuple[float, float] = (0, 0),
    indent_mm: float = 0,
) -> Table:
    """Without rows. ``line`` is the color of all lines, none without it; ``padding_mm`` is above and beside a text."""
    properties = make("w:tblPr")
    properties.append(make("w:tblW", w=twips(sum(widths_mm)), type="dxa"))
    properties.append(make("w:tblInd", w=twips(indent_mm), type="dxa"))
    if line:
        properties.append(_around("w:tblBorders", ALL_LINES, val="single", sz=line_eighths, space=0, color=line))
    properties.append(make("w:tblLayout", type="fixed"))
    above, beside = map(twips, padding_mm)
    padding = _around("w:tblCellMar", ("top", "bottom"), w=above, type="dxa")
    padding.insert(1, make("w:left", w=beside, type="dxa"))
    padding.append(make("w:right", w=beside, type="dxa"))
    properties.append(padding)
    grid = make("w:tblGrid")
    grid.extend(make("w:gridCol", w=twips(width)) for width in widths_mm)
    element = make("w:tbl")
    element.extend((properties, grid))
    block = container.element.body if isinstance(container, Document) else container._tc
    block._insert_tbl(element)
    return Table(element, container)


def add_row(
    table: Table,
    *,
    stays_whole: bool = False,
    repeats: bool = False,
    height_mm: float | None = None,
    spans: tuple[int, ...] = (),
    is_middle: bool = False,
) -> tuple[_Cell, ...]:
    """The cells, empty; each must get a paragraph as its last. ``height_mm`` is exact; ``spans`` merges columns."""
    row, rules = make("w:tr"), make("w:trPr")
    if stays_whole:
        rules.append(make("w:cantSplit"))
    if height_mm is not None:
        rules.append(make("w:trHeight", val=twips(height_mm), hRule="exact"))
    if repeats:
        rules.append(make("w:tblHeader"))
    row.append(rules)
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
    for span in spans or (1,) * len(widths):
        own, widths = widths[:span], widths[span:]
        row.append(_cell(sum(own), span, is_middle=is_middle))
    table._tbl.append(row)
    return tuple(_Cell(cell, table) for cell in row.findall(qn("w:tc")))


def _cell(width: int, span: int, *, is_middle: bool) -> CT_Tc:
    properties = make("w:tcPr")
    properties.append(make("w:tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(make("w:gridSpan", val=span))
    if is_middle:
        properties.append(make("w:vAlign", val="center"))
    cell = make("w:tc")
    cell.append(properties)
    return cell


def _around(tag: str, sides: tuple[str, ...], **attributes: str | int) -> BaseOxmlElement:
    element = make(tag)
    element.extend(make(f"w:{side}", **attributes) for side in sides)
    return element
