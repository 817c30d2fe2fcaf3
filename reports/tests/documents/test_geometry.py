"""The page as Nghị định 30/2020/NĐ-CP, Phụ lục I wants it, measured on the PDF."""

import pytest

from antt_portal.core.tests.documents.measured import TOLERANCE
from reports.tests.documents.conftest import SITUATIONS
from reports.tests.documents.frozen import NARRATIVE, answer

LEFT, RIGHT, TOP, BOTTOM = 30, 210 - 15, 20, 297 - 20
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


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


@pytest.mark.parametrize("lines", range(1, 20, 2))
def test_the_signature_never_parts_from_the_last_words(assessment_of, lines):
    """However far down the page the text ends: office, note and name stay with the closing sentence."""
    pages = assessment_of(answer(1, narrative="\n".join([NARRATIVE[:80]] * lines), evidence=[])).pages
    last = pages[-1].text
    assert all(part in last for part in ("chịu trách nhiệm", "NGƯỜI ĐỨNG ĐẦU", "Đã nộp điện tử", "Phạm Thị Mẫu"))
