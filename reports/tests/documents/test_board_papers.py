from itertools import pairwise

import pytest
import segno

from antt_portal.core.documents import PaperNumber, html_of
from antt_portal.core.tests.documents.measured import MM, squeezed
from reports.documents import certificate, submission_list
from reports.documents.board_papers import paper_number
from reports.tests.documents.frozen import NAME, certificate_of, submission_of

MODULES_PER_SIDE_AT_LEAST = 25


def test_two_hundred_enterprises_are_all_listed_in_order_under_a_head_on_every_page(paper):
    _letter, *annex = paper("submission_list").pages
    letters = squeezed("".join(page.text for page in annex))
    places = [letters.index(f"HS-2026-{number:05d}") for number in range(1, 201)]
    assert all(first < second for first, second in pairwise(places))
    assert all("Mã số thuế" in page.text for page in annex)
    assert squeezed("Danh sách gồm 200 doanh nghiệp./.") in letters


def test_no_row_of_the_list_is_torn_over_two_pages(paper):
    for page in paper("submission_list").pages[1:]:
        assert page.text.count("HS-2026-") == page.text.count("30/10/2026")


@pytest.mark.parametrize(("count", "words"), [(1, "01 doanh nghiệp"), (9, "09 doanh nghiệp"), (12, "12 doanh nghiệp")])
def test_counts_below_ten_have_a_leading_zero(count, words):
    assert f"Kết quả: {words}" in html_of(submission_list(submission_of(count)))


def test_the_submission_names_its_bases_receiver_copies_and_signatory(paper):
    text = paper("submission_list").letters
    for words in (
        "Kính gửi: Ủy ban nhân dân tỉnh Hưng Yên",
        "Căn cứ Thông tư số 124/2021/TT-BCA của Bộ trưởng Bộ Công an;",
        "Căn cứ kết quả thẩm định hồ sơ của các doanh nghiệp.",
        "- Như trên;",
        "- Lưu: VT, DN&LĐ.",
        "KT. TRƯỞNG BAN",
    ):
        assert squeezed(words) in text


def test_a_dossier_accepted_on_no_known_day_is_listed_without_one():
    data = submission_of(1)
    data["enterprises"][0]["accepted_on"] = None
    assert "None" not in html_of(submission_list(data))


def test_a_certificate_is_one_page_with_everything_that_identifies_it(paper):
    (page,) = paper("certificate").pages
    for words in (
        NAME,
        "0100000009",
        "Quyết định số 1234/QĐ-UBND ngày 20 tháng 11 năm 2026",
        "7K4M-Q2XD-9RTB",
        "CHỦ TỊCH",
    ):
        assert squeezed(words) in squeezed(page.text)
    assert "https://antt.example.gov.vn/verify/7K4M-Q2XD-9RTB/" in page.text


def test_the_longest_names_still_fit_on_one_page(paper_of_certificate):
    name = ("Công ty Cổ phần Đầu tư Phát triển Thử Nghiệm Khu công nghiệp Mẫu Thụy " * 4)[:250]
    holder = {**certificate_of()["holder"], "name": name, "address": name, "zones": ["Khu công nghiệp Mẫu"] * 3}
    printed = paper_of_certificate(holder=holder, certificate_number="01/1234/QĐ-UBND", superior_agency=["UBND"] * 2)
    assert len(printed.pages) == 1


def test_the_code_drawn_on_the_certificate_is_the_address_of_the_public_page(paper):
    """Every dark run of every row of the code, compared with what was drawn."""
    (page,) = paper("certificate").pages
    matrix = [bytes(row) for row in segno.make(certificate_of()["verify_url"], error="m", micro=False).matrix]
    assert len(matrix) >= MODULES_PER_SIDE_AT_LEAST
    left = min(stroke.left for stroke in page.strokes)
    top = min(stroke.top for stroke in page.strokes)
    module = 30 / len(matrix)
    drawn = [bytearray(len(matrix)) for _row in matrix]
    for stroke in page.strokes:
        row = round((stroke.top - top) / module)
        first, last = round((stroke.left - left) / module), round((stroke.right - left) / module)
        drawn[row][first:last] = b"\x01" * (last - first)
    assert [bytes(row) for row in drawn] == matrix
    assert max(stroke.right for stroke in page.strokes) - left == pytest.approx(30, abs=72 / MM / 100)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12/GCN-UBND", PaperNumber(12, "GCN-UBND")),
        ("05/1234/QĐ-UBND", PaperNumber(5, "1234/QĐ-UBND")),
        ("GCN số 7", PaperNumber(None, "GCN số 7")),
        ("", None),
    ],
)
def test_numbers_are_taken_as_written(written, number):
    assert paper_number(written) == number


def test_a_certificate_without_number_or_office_prints_no_blank():
    html = html_of(certificate(certificate_of(certificate_number="", signature={"office": "", "name": "Trần Thị Mẫu"})))
    assert "Số:" not in html
    assert '<p class="office"></p>' not in html
