"""The Word file as Nghị định 30/2020/NĐ-CP wants it, measured in its XML."""

import time
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from directives.letters import read_letter
from directives.tests.letters.examples import example
from directives.tests.letters.word_samples import DATED, LONG, full, source, styled, text_of, xml_of
from directives.word import word_file
from directives.word.widths import width_mm

MM = 1440 / 25.4


def opened(letter):
    return docx.Document(BytesIO(word_file(letter)))


def twips_of(element, path, attribute):
    (found,) = element.xpath(path)
    return int(found.get(qn(f"w:{attribute}"))) / MM


@pytest.fixture(scope="module")
def letter():
    return full()


@pytest.fixture(scope="module")
def document(letter):
    return opened(letter)


@pytest.fixture(scope="module")
def body(document):
    return document.element.body


def test_every_section_has_the_page_and_margins_of_the_decree(document):
    for section in document.sections:
        assert section.orientation == WD_ORIENT.PORTRAIT
        measured = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
        assert [round(length.mm) for length in measured] == [210, 297, 20, 20]
        assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 15)


def test_pages_are_numbered_in_the_top_margin_from_the_second_on(document):
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert section.header._element.xpath("w:p/w:fldSimple/@w:instr") == [" PAGE "]
    assert not section.first_page_header._element.xpath("//w:fldSimple")
    assert section.header.paragraphs[0].style.paragraph_format.alignment == 1  # centred
    assert 0 < section.header_distance.mm < 20 - 6


def test_each_annex_counts_its_own_pages(document):
    assert [s._sectPr.xpath("w:pgNumType/@w:start") for s in document.sections] == [[], ["1"], ["1"]]
    assert all(section.different_first_page_header_footer for section in document.sections)
    assert all(section.header.is_linked_to_previous for section in document.sections[1:])


@pytest.mark.parametrize(
    ("look", "size", "is_bold", "is_italic"),
    [
        ("Nation", 12, True, False),
        ("Motto", 13, True, False),
        ("Superior", 12, False, False),
        ("Agency", 12, True, False),
        ("Number", 13, False, False),
        ("PlaceDate", 13, False, True),
        ("About", 12, False, False),
        ("Urgency", 13, True, False),
        ("Addressee", 13, False, False),
        ("Recipient", 13, False, False),
        ("Basis", 13, False, True),
        ("Body", 13, False, False),
        ("Office", 13, True, False),
        ("Signer", 13, True, False),
        ("CopiesHead", 12, True, True),
        ("Copies", 11, False, False),
        ("Attached", 10, False, False),
        ("AnnexHead", 14, True, False),
        ("AnnexTitle", 13, True, False),
        ("Enclosed", 13, False, True),
    ],
)
def test_a_component_has_its_size_and_style(document, look, size, is_bold, is_italic):
    (style,) = (style for style in document.styles if style.style_id == look)
    assert (style.font.size, style.font.bold, style.font.italic) == (Pt(size), is_bold, is_italic)


def test_one_face_in_every_script_and_no_theme_to_change_it(document):
    (fonts,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")
    assert {key.rpartition("}")[2]: value for key, value in fonts.attrib.items()} == dict.fromkeys(
        ("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"
    )
    assert not document.styles.element.xpath("//w:style//w:rFonts | //*[@w:asciiTheme]")
    assert set(document.styles.element.xpath("//w:lang/@w:val")) == {"vi-VN"}


def test_paragraphs_of_the_body_are_justified_and_spaced(document):
    (style,) = (style for style in document.styles if style.style_id == "Body")
    shape = style.paragraph_format
    assert shape.alignment == 3  # justified
    assert round(shape.first_line_indent.mm) == 10
    assert shape.space_before >= Pt(6)
    assert 1 <= shape.line_spacing <= 1.5


def test_the_letterhead_is_a_table_of_44_and_56_percent_without_lines(body):
    table = body.xpath("w:tbl")[0]
    columns = [int(width) / MM for width in table.xpath("w:tblGrid/w:gridCol/@w:w")]
    assert columns == pytest.approx([72.6, 92.4], abs=0.05)
    assert table.xpath("w:tblPr/w:tblLayout/@w:type") == ["fixed"]
    assert not table.xpath("w:tblPr/w:tblBorders | w:tblPr/w:tblStyle")


def test_the_rule_under_the_motto_is_as_long_as_its_text(body):
    rules = styled(body, "Rule")
    indents = [twips_of(rules[1], "w:pPr/w:ind", side) for side in ("left", "right")]
    assert 92.4 - sum(indents) == pytest.approx(56.1, abs=1)
    assert indents[0] == pytest.approx(indents[1], abs=0.1)


@pytest.mark.parametrize(
    "agency", [["BAN QUẢN LÝ"], ["BAN QUẢN LÝ", "KHU KINH TẾ HẢI PHÒNG"], ["BAN QUẢN LÝ KHU KINH TẾ " * 4]]
)
def test_the_rule_under_the_agency_is_between_a_third_and_half_of_it(agency):
    rule = styled(xml_of(source(agency=agency)), "Rule")[0]
    left, right = (twips_of(rule, "w:pPr/w:ind", side) for side in ("left", "right"))
    widest = min(70.6, max(width_mm(line, 12, is_bold=True) for line in agency))
    assert 1 / 3 <= (72.6 - left - right) / widest <= 1 / 2
    assert right - left == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize(
    ("urgency", "text", "width"), [("khan", "KHẨN", 20), ("thuong_khan", "THƯỢNG KHẨN", 40), ("hoa_toc", "HỎA TỐC", 30)]
)
def test_urgency_is_a_red_box_of_its_size(urgency, text, width):
    (box,) = xml_of(source(urgency=urgency)).xpath("//w:tbl//w:tbl")
    assert text_of(box) == text
    assert twips_of_all(box, "w:gridCol", "w") == [pytest.approx(width, abs=0.05)]
    (height,) = box.iter(qn("w:trHeight"))
    assert int(height.get(qn("w:val"))) / MM == pytest.approx(8, abs=0.05)
    assert height.get(qn("w:hRule")) == "exact"
    assert {line.get(qn("w:color")) for line in box.iter(qn("w:tblBorders")) for line in line} == {"D60000"}


def twips_of_all(element, tag, attribute):
    return [int(found.get(qn(f"w:{attribute}"))) / MM for found in element.iter(qn(tag))]


def test_one_addressee_stands_on_the_line_of_the_greeting():
    assert [text_of(p) for p in styled(xml_of(source(recipients=["Sở Công Thương"])), "Addressee")] == [
        "Kính gửi: Sở Công Thương"
    ]


def test_several_addressees_have_their_dashes_under_each_other(body):
    names = styled(body, "Recipient")
    assert [text_of(p)[:2] for p in names] == ["- "] * len(names)
    assert [text_of(p)[-1] for p in names] == [*";" * (len(names) - 1), "."]
    assert not any(p.xpath("w:pPr/w:ind") for p in names)


def test_items_are_indented_by_their_level(document):
    left = {s.style_id: s.paragraph_format.left_indent for s in document.styles if s.style_id.startswith("Body")}
    assert Mm(0) == left["Body"] < left["Body2"] < left["Body3"]


def test_the_signature_is_in_one_piece_and_stays_with_the_last_words(body):
    tables = body.xpath("w:tbl")
    (row,) = tables[1].xpath("w:tr")
    assert row.xpath("w:trPr/w:cantSplit")
    before = tables[1].getprevious()
    assert text_of(before) == "Đề nghị thực hiện./."
    assert before.xpath("w:pPr/w:keepNext")
    assert before.getprevious().xpath("w:pPr/w:keepNext"), "one line is too little company"
    assert not before.getprevious().getprevious().xpath("w:pPr/w:keepNext")


def test_a_last_paragraph_of_several_lines_is_company_enough():
    root = xml_of(source(body=[{"text": LONG}, {"text": LONG}]))
    assert [bool(p.findall(f".//{qn('w:keepNext')}")) for p in styled(root, "Body")] == [False, True]


def test_the_rest_of_a_long_list_of_copies_stands_below_the_signature():
    body = opened(source(copies_to=[f"Công ty số {n}" for n in range(60)])).element.body
    signing = body.xpath("w:tbl")[-1]
    assert signing.xpath("w:tr/w:trPr/w:cantSplit")
    assert 0 < len(styled(signing, "Copies")) < 30
    assert text_of(styled(body, "Copies")[-1]) == "- Lưu VT, DN&LĐ."
    assert styled(body, "Copies")[-1].getparent() is body


def test_what_is_open_is_a_blank_of_ten_millimetres():
    root = xml_of(source())
    (number,), (date,) = styled(root, "Number"), styled(root, "PlaceDate")
    assert text_of(number) == "Số: " + "\u00a0" * 9 + "/BQLKKT-DN&LD"
    assert text_of(date).count("\u00a0" * 9) == 2
    assert "None" not in text_of(root)


def test_the_head_of_an_annex_table_comes_again_on_each_page(body):
    table = body.xpath("w:tbl")[2]
    heads = [bool(row.xpath("w:trPr/w:tblHeader")) for row in table.xpath("w:tr")]
    assert heads == [True, False, False, False]
    assert sum(map(int, table.xpath("w:tblGrid/w:gridCol/@w:w"))) / MM == pytest.approx(165, abs=0.1)


def test_its_properties_come_from_the_letter(document):
    about = document.core_properties
    assert about.title.startswith("hướng dẫn thực hiện")
    assert about.created == about.modified == datetime(2024, 1, 4, 17, tzinfo=UTC)
    assert about.language == "vi-VN"


def test_a_letter_without_a_day_carries_no_date():
    with zipfile.ZipFile(BytesIO(word_file(source()))) as archive:
        assert b"dcterms:created" not in archive.read("docProps/core.xml")


def test_a_subject_longer_than_a_property_may_be_is_cut_there_only():
    letter = source(subject="x" * 300)
    assert len(opened(letter).core_properties.title) == 255
    assert "x" * 300 in text_of(xml_of(letter))


def test_the_same_letter_gives_the_same_bytes_at_any_time(letter, monkeypatch):
    first = word_file(letter)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert word_file(letter) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in archive.namelist()


def test_what_is_not_for_real_says_so_on_every_page(settings):
    settings.PAPER_MARK = "BẢN THỬ NGHIỆM"
    section = opened(source(**DATED)).sections[0]
    assert [foot.paragraphs[0].text for foot in (section.first_page_footer, section.footer)] == ["BẢN THỬ NGHIỆM"] * 2


def test_a_named_kind_has_its_type_and_subject_in_the_middle():
    body = opened(read_letter(example("decision"))).element.body
    (kind,), (subject,) = styled(body, "Type"), styled(body, "Subject")
    assert text_of(kind) == "QUYẾT ĐỊNH"
    assert not styled(body, "About")
    left, right = (twips_of(subject.getnext(), "w:pPr/w:ind", side) for side in ("left", "right"))
    widest = min(130, width_mm(text_of(subject), 13, is_bold=True))
    assert 1 / 3 <= (165 - left - right) / widest <= 1 / 2


def test_articles_have_bold_labels():
    article = styled(opened(read_letter(example("decision"))).element.body, "Body")[0]
    first, second = article.xpath("w:r")[:2]
    assert text_of(first).startswith("Điều 1.")
    assert (bool(first.xpath("w:rPr/w:b")), bool(second.xpath("w:rPr/w:b"))) == (True, False)


def test_a_table_of_many_columns_gets_a_page_on_its_side():
    wide = {"columns": list("ABCDEFG"), "rows": [list("1234567")]}
    annexes = [{"title": "RỘNG", "table": wide}, {"title": "HẸP"}]
    sections = opened(source(annexes=annexes)).sections
    assert [round(section.page_width.mm) for section in sections] == [210, 297, 210]
    table = opened(source(annexes=annexes)).element.body.xpath("w:tbl")[-1]
    assert sum(map(int, table.xpath("w:tblGrid/w:gridCol/@w:w"))) / MM == pytest.approx(252, abs=0.1)
