"""Letters for the tests of Word files: the two sources, and ones that have every box in every state."""

import copy
import zipfile
from io import BytesIO

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from directives.asking.loading import shipped
from directives.letters import Letter, read_letter
from directives.word import word_file

SOURCES = ("letters/thai-binh-2020", "letters/hai-phong-tet-2024")
LONG = "Công ty TNHH Thử Nghiệm An Phú đề nghị được hướng dẫn. " * 12
DATED = {"number": 5, "date": {"day": 5, "month": 1, "year": 2024}}


def source(name: str = SOURCES[0], **changes) -> Letter:
    data = copy.deepcopy(shipped(name))
    data.update(changes)
    return read_letter(data)


def full(**changes) -> Letter:
    """With every box there is."""
    table = {"columns": ["STT", "Tên", "Ghi chú"], "rows": [["1", "Công ty A", ""]] * 3, "widths": [1, 10, 4]}
    everything = DATED | {
        "place": "Bà Rịa - Vũng Tàu",
        "urgency": "thuong_khan",
        "also_to": ["Công an tỉnh", "Sở Công Thương"],
        "bases": ["Căn cứ Luật An ninh quốc gia", "Căn cứ Nghị định số 30/2020/NĐ-CP"],
        "body": [{"text": LONG, "label": f"{mark}", "level": level} for mark, level in (("1.", 1), ("a)", 2), ("-", 3))]
        + [{"text": "Nghiêng.", "style": "italic"}, {"text": "Đề nghị thực hiện./.", "style": "bold"}],
        "annexes": [
            {"title": "DANH SÁCH", "paragraphs": [{"text": LONG}], "table": table},
            {"title": "BIỂU MẪU", "paragraphs": [{"text": "Nội dung"}]},
        ],
        "attached": {"number": 7, "symbol": "BQL-QHXD", "at": "2024-01-05T10:00:00+07:00"},
    }
    return source(**(everything | changes))


def xml_of(letter: Letter, part: str = "word/document.xml"):
    with zipfile.ZipFile(BytesIO(word_file(letter))) as archive:
        return parse_xml(archive.read(part))


def text_of(element) -> str:
    """In reading order, which in a Word file is the order of the file."""
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def styled(root, look: str):
    return root.xpath(f".//w:p[w:pPr/w:pStyle[@w:val='{look}']]")
