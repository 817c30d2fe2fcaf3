"""The official letter on paper: both source letters, and what single examples show best."""

import io
import shutil
from functools import cache
from unicodedata import normalize

import pdfplumber
import pikepdf
import pytest
from django.conf import settings

from antt_portal.core.documents import html_of
from antt_portal.core.documents.press import Limits, Press
from antt_portal.core.tests.documents.measured import Printed, squeezed
from directives.asking.loading import shipped
from directives.letters import read_letter
from directives.tests.letters.layout import (
    CHECKS,
    annexes_have_their_headings,
    pages_are_numbered_from_the_second_of_the_letter_and_of_each_annex,
    signature_is_whole_and_never_without_two_lines_of_the_body,
    stamp_is_a_red_box_of_the_right_size,
)
from directives.tests.letters.printing import pdf_of, print_all, printed
from directives.tests.letters.specimens import decomposed, specimen

SOURCES = ["letters/thai-binh-2020", "letters/hai-phong-tet-2024"]
LIMITS = Limits(60, 768 * 1024**2)
STYLESHEET, FONTS = settings.ROOT / "templates" / "documents" / "paper.css", settings.ROOT / "static" / "fonts"


@cache
def source(name: str) -> Printed:
    return printed(shipped(name))


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_source_letters_follow_every_rule(name, check):
    check(shipped(name), source(name))


@pytest.mark.parametrize("name", SOURCES)
def test_the_source_letters_take_two_pages(name):
    assert len(source(name).pages) == 2


def test_faults_of_the_source_letters_stay():
    assert squeezed("an toàn về an ninh trật tự.Kính gửi") in source(SOURCES[0]).reading
    assert squeezed("- Lưu VT, DN&LĐ.") in source(SOURCES[0]).reading
    assert squeezed("KT.TRƯỞNG BAN") in source(SOURCES[1]).reading
    assert squeezed("Chủ đầu tư chủ đầu tư kinh doanh") in source(SOURCES[1]).reading


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ((5, 1, 2027), "ngày 05 tháng 01 năm 2027"),
        ((10, 2, 2027), "ngày 10 tháng 02 năm 2027"),
        ((1, 3, 2027), "ngày 01 tháng 3 năm 2027"),
        ((31, 12, 2027), "ngày 31 tháng 12 năm 2027"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_leading_zero(date, words):
    day, month, year = date
    letter = specimen(date={"day": day, "month": month, "year": year})
    assert f"Mẫu Phúc, {words}</p>" in html_of(read_letter(letter))


@pytest.mark.parametrize(("number", "words"), [(1, "Số: 01/"), (9, "Số: 09/"), (10, "Số: 10/"), (100, "Số: 100/")])
def test_numbers_below_ten_have_a_leading_zero(number, words):
    assert words in html_of(read_letter(specimen(number=number)))


def test_nothing_is_printed_of_what_is_not_there():
    bare = specimen(number=None, superior_agency=[], subject="", recipients=[], copies_to=[], archive="", place="")
    html = html_of(read_letter({**bare, "date": {"day": None, "month": None, "year": 2027}}))
    for word in ("None", "V/v", "Kính gửi", "Nơi nhận", "Phụ lục", "urgency"):
        assert word not in html
    assert '<p class="place">ngày <span' in html


@pytest.mark.parametrize("urgency", ["khan", "thuong_khan", "hoa_toc"])
def test_a_stamp_has_the_size_of_its_degree(urgency):
    letter = specimen(urgency=urgency)
    stamp_is_a_red_box_of_the_right_size(letter, printed(letter))


def test_wherever_the_text_ends_the_signature_has_two_lines_of_it():
    """Bodies that end line by line further down, with a closing paragraph of one, two and many lines."""
    endings = (
        "Nay thông báo./.",
        "Ban Quản lý đề nghị các đơn vị nghiêm túc triển khai thực hiện. " * 2,
        "Thực hiện. " * 60,
    )
    letters = [
        specimen(body=[*([{"text": "Một dòng của thân văn bản."}] * lines), {"text": ending}])
        for ending in endings
        for lines in range(15, 23)
    ]
    papers = print_all(letters)
    assert {len(paper.pages) for paper in papers} == {1, 2}
    for letter, paper in zip(letters, papers, strict=True):
        signature_is_whole_and_never_without_two_lines_of_the_body(letter, paper)


def test_annexes_of_several_pages_that_follow_each_other_are_numbered_each_for_itself():
    text = [{"text": "an toàn " * 700}]
    letter = specimen(
        annexes=[{"title": f"DANH MỤC {number}", "paragraphs": text, "table": None} for number in range(3)]
    )
    paper = printed(letter)
    assert len(paper.pages) == 1 + 3 * 2
    pages_are_numbered_from_the_second_of_the_letter_and_of_each_annex(letter, paper)
    annexes_have_their_headings(letter, paper)


def test_letters_typed_in_pieces_come_out_whole():
    name = "Trần Thị Ưởng Mẫu"
    letter = decomposed(specimen(signature={"office": "TRƯỞNG BAN", "name": name}))
    assert letter["signature"]["name"] != normalize("NFC", name)
    assert pdf_of(letter) == pdf_of(specimen(signature={"office": "TRƯỞNG BAN", "name": name}))


def test_the_same_letter_is_the_same_bytes_in_another_process():
    letter = shipped(SOURCES[1])
    press = Press(STYLESHEET, FONTS, LIMITS)
    try:
        assert press.pdf(html_of(read_letter(letter))) == source(SOURCES[1]).pdf
    finally:
        press.close()


def test_the_file_is_archivable_tagged_and_carries_its_fonts():
    with pikepdf.open(io.BytesIO(source(SOURCES[0]).pdf)) as opened:
        assert str(opened.Root.Lang) == "vi"
        assert opened.Root.MarkInfo.Marked
        assert str(opened.docinfo["/Title"]) == shipped(SOURCES[0])["subject"]
        with opened.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
        assert not opened.attachments
        fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            subset, plus, family = str(font.BaseFont).removeprefix("/").partition("+")
            assert (len(subset), plus, family.partition("-")[0]) == (6, "+", "Paper")


def test_the_tags_read_the_letter_in_its_order():
    """What a screen reader follows is the tree of tags, not the page."""
    with pikepdf.open(io.BytesIO(source(SOURCES[0]).pdf)) as opened:
        pages = {page.objgen: number for number, page in enumerate(opened.pages)}
        tagged = list(_marked(opened.Root.StructTreeRoot.K[0], pages, None))
    with pdfplumber.open(io.BytesIO(source(SOURCES[0]).pdf)) as opened:
        shown = {}
        for number, page in enumerate(opened.pages):
            for char in page.chars:
                shown.setdefault((number, char["mcid"]), []).append(char["text"])
    assert squeezed("".join("".join(shown.get(mark, "")) for mark in tagged)) == source(SOURCES[0]).reading


def _marked(element, pages, page):
    """Page and number of every piece of marked content under an element, in the order of the tree."""
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") != "/OBJR":
                yield from _marked(kid, pages, page)
        else:
            yield page, int(kid)


def test_a_mark_runs_across_every_page_and_leaves_the_text_alone(settings):
    settings.PAPER_MARK = "BẢN THỬ NGHIỆM"
    marked = printed(shipped(SOURCES[0]))
    assert marked.reading == source(SOURCES[0]).reading
    for page in marked.pages:
        large = "".join(char["text"] for char in page.characters if char["size"] > 40)
        assert large == squeezed("BẢN THỬ NGHIỆM")


def test_a_press_without_its_fonts_says_so(tmp_path):
    fonts = tmp_path / "fonts"
    shutil.copytree(FONTS, fonts, ignore=shutil.ignore_patterns("*Bold.ttf"))
    press = Press(STYLESHEET, fonts, LIMITS)
    try:
        with pytest.raises(Exception, match=r"LiberationSerif-Bold\.ttf"):
            press.pdf(html_of(read_letter(specimen())))
    finally:
        press.close()


def test_box_14_stands_at_the_top_right_in_ten_points():
    paper = printed(specimen(attached={"number": 5, "symbol": "BQL-VP", "at": "2027-01-05T09:30:00+07:00"}))
    run = paper.find("05/BQL-VP; 2027-01-05T09:30:00+07:00")
    assert (run.page, run.position, run.fonts) == (0, 0, {("", 10.0)})
    assert run.lines[0].right == pytest.approx(195, abs=0.5)
