"""Pages as pictures, and words found on them."""

import io

import pytest
from PIL import Image

from antt_portal.core.documents.pictures import Words, find, page_count, picture
from antt_portal.core.documents.pool import pool
from antt_portal.core.signing import Place, fill, prepare

LINES = "Ban Quản lý đề nghị các doanh nghiệp rà soát hệ thống camera tại cổng và hàng rào của mình trong tháng này."


@pytest.fixture(scope="module")
def pdf():
    second = "<p style='break-before: page'>Đề nghị các đơn vị thực hiện. Đoạn cuối đề nghị lại.</p>"
    return pool().pdf(f"<html lang='vi'><title>x</title><body><p>{LINES}</p>{second}</body></html>")


def test_a_page_is_drawn_as_wide_as_asked(pdf):
    drawn = Image.open(io.BytesIO(picture(pdf, 1, width_px=500)))
    assert (drawn.format, drawn.width) == ("PNG", 500)
    assert drawn.height == pytest.approx(707, abs=2)
    assert len(drawn.convert("L").getcolors()) > 2


def test_what_stands_in_fields_is_drawn_too(pdf):
    blank = Place("number", 0, 110, 400, 60, 16)
    signature = Place("person", 0, 300, 300, 142, 62)
    prepared = prepare(pdf, blanks=[blank], signatures=[signature])
    assert picture(fill(prepared, {"number": "17"}), 1, width_px=500) != picture(prepared, 1, width_px=500)


def test_there_are_only_the_pages_there_are(pdf):
    assert page_count(pdf) == 2
    for number in (0, 3, -1):
        assert picture(pdf, number, width_px=100) is None


def test_words_over_a_line_break_cover_both_lines(pdf):
    ((first, second),) = find(pdf, [Words(LINES)])
    assert first.page == second.page == 1
    assert second.y > first.y + first.height / 2


def test_words_are_found_in_the_text_they_belong_to(pdf):
    plain, within = find(pdf, [Words("đề nghị"), Words("đề nghị", "Đoạn cuối đề nghị lại.")])
    assert (plain[0].page, within[0].page) == (1, 2)


def test_words_that_are_not_there_are_nowhere(pdf):
    assert find(pdf, [Words("không có"), Words(""), Words("  ", LINES)]) == [(), (), ()]
