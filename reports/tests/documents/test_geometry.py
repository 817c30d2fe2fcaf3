"""The page as Nghị định 30/2020/NĐ-CP, Phụ lục I wants it, measured on the PDF."""

import pytest

from antt_portal.core.documents import render_pdf
from antt_portal.core.tests.documents.measured import TOLERANCE, Page, Printed
from reports.documents import submission_list
from reports.tests.documents.conftest import SITUATIONS
from reports.tests.documents.frozen import NARRATIVE, answer, submission_of

LEFT, RIGHT, TOP, BOTTOM = 30, 210 - 15, 20, 297 - 20
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def listed(data) -> Page:
    """The first page of a submission."""
    return Printed(render_pdf(submission_list(data))).pages[0]


EVERY = pytest.mark.parametrize("situation", SITUATIONS)


@EVERY
def test_every_page_is_a4_upright(paper, situation):
    for page in paper(situation).pages:
        assert (page.width, page.height) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))


@EVERY
def test_no_letter_stands_in_the_side_margins(paper, situation):
    for page in paper(situation).pages:
        assert page.ink.left >= LEFT - TOLERANCE
        assert page.ink.right <= RIGHT + TOLERANCE


@EVERY
def test_the_first_page_begins_at_the_top_margin_and_has_no_number(paper, situation):
    first = paper(situation).pages[0]
    assert TOP - TOLERANCE <= first.ink.top <= TOP + 2


@pytest.mark.parametrize("situation", ["registration", "self_assessment"])
def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin(paper, situation):
    for number, page in enumerate(paper(situation).pages[1:], 2):
        assert page.text.splitlines()[0] == str(number)
        assert page.font_of(str(number)) == ("", 13)
        span = page.line(str(number))
        assert span.bottom < TOP
        assert span.centre == pytest.approx((LEFT + RIGHT) / 2, abs=TOLERANCE)


def test_an_annex_counts_its_own_pages(paper):
    letter, first, second, *_others, last = paper("submission_list").pages
    assert "TỜ TRÌNH" in letter.text
    assert first.ink.top >= TOP - TOLERANCE
    assert first.text.startswith("DANH SÁCH")
    assert second.text.splitlines()[0] == "2"
    assert last.text.splitlines()[0] == str(len(_others) + 3)


@EVERY
def test_the_national_title_is_one_bold_line_of_twelve_points_on_the_right(paper, situation):
    first = paper(situation).pages[0]
    assert first.font_of(NATION) == ("Bold", 12)
    assert first.line(NATION).left > LEFT + 0.44 * (RIGHT - LEFT) - TOLERANCE
    assert first.line(NATION).width == pytest.approx(88, abs=1)


@EVERY
def test_the_rule_under_the_motto_is_as_long_as_the_motto(paper, situation):
    first = paper(situation).pages[0]
    motto = first.line(MOTTO)
    assert first.font_of(MOTTO) == ("Bold", 13)
    below = [one for one in first.rules if one.top > motto.bottom - 1 and one.left > (LEFT + RIGHT) / 2 - 10]
    rule = min(below, key=lambda one: one.top)
    assert rule.width == pytest.approx(motto.width, abs=1)
    assert rule.centre == pytest.approx(motto.centre, abs=TOLERANCE)


@pytest.mark.parametrize("agency", [["BAN QUẢN LÝ"], ["BAN QUẢN LÝ KHU KINH TẾ", "VÀ CÁC KHU CÔNG NGHIỆP"]])
def test_the_rule_under_the_agency_is_a_third_to_half_of_its_text(agency):
    first = listed(submission_of(1, agency=agency))
    assert first.font_of(agency[-1]) == ("Bold", 12)
    assert first.font_of("UBND TỈNH HƯNG YÊN") == ("", 12)
    longest = max((first.line(line) for line in agency), key=lambda span: span.width)
    middle = (LEFT + RIGHT) / 2
    rule = min((one for one in first.rules if one.right < middle), key=lambda one: one.top)
    assert longest.width / 3 - TOLERANCE <= rule.width <= longest.width / 2 + TOLERANCE
    assert rule.centre == pytest.approx(longest.centre, abs=TOLERANCE)


def test_number_and_place_stand_level_and_a_blank_is_a_gap_never_a_word():
    data = submission_of(1, number=5, date={"day": 5, "month": 1, "year": 2026})
    first = listed(data)
    number, place = first.line("Số: 05/TTr-BQLKKT"), first.line("Hưng Yên, ngày 05 tháng 01 năm 2026")
    assert number.bottom == pytest.approx(place.bottom, abs=TOLERANCE)
    assert first.font_of("Hưng Yên, ngày 05") == ("Italic", 13)
    assert first.font_of("Số: 05/TTr") == ("", 13)

    blank = listed(submission_of(1))
    assert "Số: /TTr-BQLKKT" in blank.text
    assert "ngày tháng 11 năm 2026" in blank.text
    assert blank.line("/TTr-BQLKKT").left - blank.line("Số:").right > 7


@pytest.mark.parametrize("lines", range(1, 20, 2))
def test_the_signature_never_parts_from_the_last_words(assessment_of, lines):
    """However far down the page the text ends: office, note and name stay with the closing sentence."""
    pages = assessment_of(answer(1, narrative="\n".join([NARRATIVE[:80]] * lines), evidence=[])).pages
    last = pages[-1].text
    assert all(part in last for part in ("chịu trách nhiệm", "NGƯỜI ĐỨNG ĐẦU", "Đã nộp điện tử", "Phạm Thị Mẫu"))
