import pytest
from django.utils import translation

from antt_portal.core import papers
from antt_portal.core.canonical import digest
from antt_portal.core.documents import html_of, render_pdf
from antt_portal.core.tests.documents.measured import squeezed
from reports.documents import implementation, preview, registration, self_assessment
from reports.documents.reading import NotHandedIn
from reports.tests.documents import frozen as situations
from reports.tests.documents.conftest import SITUATIONS, made
from reports.tests.documents.frozen import FIGURES, NARRATIVE, SCHEMA, VERBATIM, answer, frozen

INJECTIONS = [
    '<img src="file:///etc/passwd">',
    "<script>alert(1)</script>",
    "{{ paper.receipt.digest }}{% include 'base.html' %}",
    "</p></article><h1>GIẤY CÔNG NHẬN</h1>",
    'x" style="background: url(file:///etc/passwd)',
    "@import url(http://example.com/x.css);",
    "&lt;b&gt; & &amp; &#60;",
    "=HYPERLINK(1)",
]


def test_every_kind_of_paper_is_tried_here():
    kinds = papers.known_kinds()
    ours = {kind for kind in kinds if papers.document_for(kind).__module__.startswith("reports.")}
    assert ours == SITUATIONS.keys() - {"preview"}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_same_paper_is_the_same_bytes(situation):
    assert render_pdf(SITUATIONS[situation]()) == made(situation).pdf


def test_every_word_of_thirteen_answers_is_printed(paper):
    data = situations.self_assessment_of_thirteen()
    letters = paper("self_assessment").letters
    assert letters.count(squeezed(VERBATIM)) == 13
    assert letters.count(squeezed(f"“{VERBATIM}”")) == 8, "criteria are not quotations"
    for one in data["answers"]:
        assert squeezed(f"{one['number']}. {one['title']}") in letters
    # A page break leaves foot and number in the middle of a paragraph: count those that are whole.
    assert letters.count(squeezed(NARRATIVE)) >= 24


def test_figures_are_printed_with_labels_units_and_vietnamese_numbers(paper):
    letters = paper("self_assessment").letters
    for words in (
        "Kinh phí trong năm 1.250.000.000 đồng",
        "Số camera đã lắp 48 chiếc",
        "1 Bình bột MFZ8 120 02/03/2026",
    ):
        assert squeezed(words) in letters
    assert squeezed("Quý II 1.866 9.650.000 –") in letters
    assert squeezed("Quý III") not in letters, "a quarter without figures is no row"


def test_evidence_is_listed_with_the_beginning_of_its_hash(paper):
    letters = paper("self_assessment").letters
    assert squeezed("bien-ban-1.pdf") in letters
    assert squeezed("1,2 MB 30/06/2027 0101010101010101") in letters


def test_receipt_and_hash_of_the_frozen_version_stand_at_the_foot_of_every_page(paper):
    sha256 = digest(situations.self_assessment_of_thirteen())
    for page in paper("self_assessment").pages:
        last, before = page.text.splitlines()[-1], page.text.splitlines()[-2]
        assert last == f"SHA-256 của bản đã nộp: {sha256}"
        assert "HS-2026-00012, nộp lần 1 lúc 09:14 ngày 16/10/2026" in before


def test_the_registration_says_what_it_is_and_who_filed_it(paper):
    letters = paper("registration").letters
    for words in ("BẢN ĐĂNG KÝ", "phấn đấu đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm 2026", "Phạm Thị Mẫu"):
        assert squeezed(words) in letters


def test_an_answer_to_a_directive_cites_it_quotes_every_item_and_says_how_late_it_came(paper):
    letters = paper("implementation").letters
    for words in (
        "Kết quả thực hiện công văn 5230/BQL-QHXD ngày 04/12/2026",
        "18/12/2026; nộp chậm 3 ngày làm việc",
        "Kết quả: Không có nội dung phải báo cáo",
        "Lý do: Chưa ký được hợp đồng lắp đặt.",
        "HS-2026-00012, nộp lần 1",
    ):
        assert squeezed(words) in letters
    assert letters.count(squeezed(f"“{VERBATIM}”")) == 3


def test_an_answer_in_time_says_nothing_of_lateness():
    in_time = situations.DIRECTIVE | {"workdays_late": 0, "due_on": None}
    html = html_of(implementation(situations.implementation_of_three(directive=in_time)))
    assert "nộp chậm" not in html
    assert "văn bản không ghi hạn" in html


def test_a_day_says_who_reported_what_and_when_it_was_compiled(paper):
    letters = paper("daily_compile").letters
    for words in (
        "BÁO CÁO NGÀY 03/02/2027",
        "3 nơi phải báo cáo; 2 nơi đã báo cáo, trong đó 1 nơi không có vụ việc, 1 nơi báo cáo chậm; 1 nơi không",
        "Tranh chấp lao động 1 1",
        "Đã báo cáo, chậm 1 Đã giải tán.",
        "Nguyễn Văn Mẫu lập lần 1 lúc 03/02/2027 18:30",
    ):
        assert squeezed(words) in letters


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_people_write_stays_text(assessment_of, text):
    one = answer(1, title=text, narrative=text, reason=text, figures={"camera": {"note": text}}, text=text)
    one["evidence"][0] |= {"title": text, "file_name": text}
    organisation = {**frozen("x", [])["organisation"], "name": text, "address": text}
    printed = assessment_of(one, organisation=organisation)
    assert printed.letters.count(squeezed(text)) >= 7
    assert len(printed.pages) <= 4


def test_a_combining_stroke_cannot_eat_the_tag_before_it(assessment_of):
    """U+0338 after ">" is, to NFC, one other letter: normalising the finished page would open the markup."""
    letters = assessment_of(answer(1, narrative="\u0338đầu đoạn", title="A\u0301i")).letters
    assert squeezed("đầu đoạn") in letters
    assert "Ái" in letters
    assert "<p" not in letters


def test_control_characters_and_halves_of_pairs_do_no_harm(assessment_of):
    draft = frozen("self_assessment", [answer(1, narrative="trước\x00\x08\ud800sau")], submitted=False)
    assert "trướcsau" in html_of(preview(draft))


def test_figures_never_filled_in_say_so(assessment_of):
    letters = assessment_of(answer(1, figures={})).letters
    assert squeezed("Camera an ninh: không ghi số liệu.") in letters


def test_an_obligation_that_does_not_apply_gives_its_reason_instead_of_empty_figures(assessment_of):
    nothing = {"figures": {}, "narrative": "", "evidence": []}
    one = answer(1, result="not_applicable", reason="Không có khu vực trọng điểm.", **nothing)
    letters = assessment_of(one).letters
    assert squeezed("Kết quả: Không áp dụng") in letters
    assert squeezed("Lý do: Không có khu vực trọng điểm.") in letters
    assert squeezed("không ghi số liệu") not in letters


def test_the_proposal_follows_from_the_criteria(assessment_of):
    met = answer(1, "criterion", situations.LAW)
    unmet = answer(5, "criterion", situations.LAW, result="partly", reason="Hai tổ chưa xếp loại.")
    assert squeezed("tự đánh giá đạt tiêu chuẩn") in assessment_of(met).letters
    letters = assessment_of(met, unmet).letters
    assert squeezed("tự đánh giá chưa đạt tiêu chuẩn") in letters
    assert squeezed("tiêu chí 5 (thực hiện một phần)") in letters


def test_very_long_words_and_tall_cells_stay_on_the_page(assessment_of):
    rows = [{"name": "Từng chữ một " * 300 + "HẾT", "count": 1}]
    printed = assessment_of(
        answer(1, title="T" * 200, narrative="x" * 3000, figures={**FIGURES, "equipment": rows}, fields=SCHEMA)
    )
    assert "HẾT" in printed.letters
    for page in printed.pages:
        assert page.ink.right <= 195.5
        assert page.ink.bottom <= 297


def test_a_preview_is_marked_on_every_page_and_carries_no_receipt(paper):
    pages = paper("preview").pages
    for page in pages:
        assert any(char["size"] > 50 for char in page.characters), "the mark across the page"
        assert "hồ sơ chưa nộp" in page.text.splitlines()[-1]
    letters = paper("preview").letters
    assert "HS-2026" not in letters
    assert squeezed("Đã nộp điện tử") not in letters


def test_a_kept_paper_of_a_draft_is_refused():
    with pytest.raises(NotHandedIn):
        self_assessment(situations.self_assessment_of_thirteen(submitted=False))
    with pytest.raises(NotHandedIn):
        registration(situations.registration_of_three(submitted=False))


def test_the_preview_of_a_filed_version_shows_no_receipt():
    assert preview(situations.registration_of_three()).receipt is None


def test_an_answer_without_result_can_be_previewed():
    draft = frozen("self_assessment", [answer(1, result="")], submitted=False)
    assert "Chưa chọn kết quả" in html_of(preview(draft))


def test_papers_are_vietnamese_whatever_the_language_of_the_reader():
    labels = {"vi": "Số camera", "en": "Cameras"}
    fields = {
        "version": 1,
        "groups": [{"key": "c", "title": labels, "fields": [{"key": "n", "type": "yes_no", "label": labels}]}],
    }
    one = answer(1, fields=fields, figures={"c": {"n": True}}, result="done")
    with translation.override("en"):
        html = html_of(self_assessment(frozen("self_assessment", [one])))
    assert "Đã thực hiện" in html
    assert "Số camera" in html
    assert "Cameras" not in html
    assert "Có" in html
