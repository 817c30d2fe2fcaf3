"""The layout of named kinds: type line, bold articles, annexes with their own numbers, lists over many pages, codes."""

from itertools import pairwise

import pytest
import segno

from antt_portal.core.documents import html_of, render_placed
from antt_portal.core.tests.documents.measured import MM, Printed, squeezed
from directives.letters import read_letter
from directives.tests.letters.examples import example, paper_of, pdf_of
from directives.tests.letters.layout import LEFT, RIGHT, TOP, near, rule_below

MIDDLE = (LEFT + RIGHT) / 2
TYPES = {
    "submission": "TỜ TRÌNH",
    "decision": "QUYẾT ĐỊNH",
    "recall_notice": "THÔNG BÁO",
    "roll_up_report": "BÁO CÁO",
    "extract": "TRÍCH DANH SÁCH",
    "acknowledgement_proof": "GIẤY XÁC NHẬN ĐÃ NHẬN VĂN BẢN",
}
LONG = "Công ty Cổ phần Đầu tư Phát triển Thử Nghiệm Hạ tầng Khu công nghiệp và Khu kinh tế ven biển Mẫu Hải"
SIGNED = (
    "submission",
    "decision",
    "certificate",
    "extract",
    "request_to_supplement",
    "correction",
    "recall_notice",
    "roll_up_report",
    "copy",
    "covering_letter",
)


def listing(count, kind="decision", **changes):
    data = example(kind)
    one = data["listed"]["enterprises"][0]
    data["listed"]["enterprises"] = [
        {**one, "name": f"Công ty TNHH Thử Nghiệm Số {number}", "tax_code": f"01{number:08d}", **changes}
        for number in range(1, count + 1)
    ]
    return data


@pytest.mark.parametrize("kind", TYPES)
def test_type_and_subject_are_bold_and_centred_over_a_rule_of_a_third_to_half_of_the_subject(kind):
    printed, subject = paper_of(kind), example(kind)["subject"]
    named = printed.find(TYPES[kind] + subject)
    line, text = printed.find(TYPES[kind], after=named.position), printed.find(subject, after=named.position)
    assert line.fonts == {("Bold", 14)}
    assert text.fonts == {("Bold", 13)}
    assert all(near(one.centre, MIDDLE) for one in (*line.lines, *text.lines))
    longest = max(one.width for one in text.lines)
    rule = rule_below(printed, text.lines[-1])
    assert longest / 3 <= rule.width <= longest / 2
    assert near(rule.centre, MIDDLE)


def test_the_words_that_decide_are_bold_and_centred_and_the_bases_italic():
    printed = paper_of("decision")
    decider = printed.find(example("decision")["decider"])
    decides = printed.find("QUYẾT ĐỊNH:")
    for words in (decider, decides):
        assert words.fonts == {("Bold", 13)}
        assert near(words.lines[0].centre, MIDDLE)
    proposed = printed.find("Theo đề nghị của Trưởng ban")
    assert proposed.fonts == {("Italic", 13)}
    assert decider.position < proposed.position < decides.position


def test_articles_have_bold_labels_and_plain_text():
    printed, data = paper_of("decision"), example("decision")
    for article in data["body"]:
        label = printed.find(article["label"] + article["text"])
        split = len(squeezed(article["label"]))
        fonts = [(char["fontname"].partition("Paper")[2], round(char["size"])) for char in label.characters]
        assert set(fonts[:split]) == {("-Bold", 13)}
        assert set(fonts[split:]) == {("", 13)}


def test_each_annex_counts_its_own_pages_and_a_wide_table_turns_its_page():
    first, second, late, details = paper_of("roll_up_report").pages
    assert (round(details.width), round(details.height)) == (297, 210)
    assert {round(page.width) for page in (first, second, late)} == {210}
    assert [page.text.startswith("2\n") for page in (first, second, late, details)] == [False, True, False, False]


def test_a_long_list_repeats_its_head_tears_no_row_and_numbers_its_pages():
    printed = Printed(pdf_of(listing(300, address="", zones=[], certificate="")))
    _decision, *pages = printed.pages
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert "Mã số thuế" in page.text
        above = "".join(char["text"] for char in page.characters if char["top"] / MM < TOP - 1)
        assert above == ("" if number == 1 else str(number))
    letters = printed.reading
    places = [letters.index(f"01{number:08d}") for number in range(1, 301)]
    assert all(first < second for first, second in pairwise(places))
    for number in (1, 57, 158, 300):
        cells = printed.find(f"{number}CôngtyTNHHThửNghiệmSố{number}01{number:08d}")
        assert {char["page_number"] for char in cells.characters} == {cells.page + 1}
    assert squeezed("Danh sách gồm 300 doanh nghiệp./.") in letters
    last = [char for char in printed.flow if char["page_number"] == len(printed.pages)]
    assert squeezed("Số 300") in "".join(char["text"] for char in last)


def test_a_list_of_one_counts_it_with_a_leading_zero():
    assert "Danh sách gồm 01 doanh nghiệp./." in html_of(read_letter(listing(1)))


def test_a_column_in_which_nobody_says_anything_is_left_out_and_a_gap_is_a_dash():
    data = listing(3, address="", certificate="")
    data["listed"]["enterprises"][1]["certificate"] = "02/GCN-UBND"
    page = html_of(read_letter(data))
    assert "Địa chỉ" not in page
    assert page.count("<td>–</td>") == 2


@pytest.mark.parametrize("kind", ["certificate", "extract", "acknowledgement_proof", "copy", "covering_letter"])
def test_the_longest_names_stay_within_the_page(kind):
    data = example(kind)
    for key in ("holder", "enterprise", "organisation"):
        if key in data:
            data[key] |= {"name": LONG * 2, "address": LONG, "zones": [LONG, LONG]}
    data["agency"] = ["TRUNG TÂM DỊCH VỤ VÀ PHÁT TRIỂN HẠ TẦNG", "KHU CÔNG NGHIỆP MẪU THỤY"]
    printed = Printed(pdf_of(data))
    if kind in {"certificate", "extract"}:
        assert len(printed.pages) == 1
    for page in printed.pages:
        assert page.ink.left >= LEFT - 0.5
        assert page.ink.right <= page.width - 15 + 0.5


@pytest.mark.parametrize("kind", ["certificate", "extract", "acknowledgement_proof"])
def test_the_code_drawn_is_the_address_of_the_public_page(kind):
    """Every dark run of every row of the code, compared with what was drawn."""
    url = example(kind)["verification"]["url"]
    matrix = [bytes(row) for row in segno.make(url, error="m", micro=False).matrix]
    printed = paper_of(kind)
    below = printed.find(example(kind)["verification"]["code"]).lines[0].top
    strokes = [one for one in printed.pages[0].strokes if below - 34 < one.top < below and one.right < LEFT + 30.1]
    top = min(stroke.top for stroke in strokes)
    module = 30 / len(matrix)
    drawn = [bytearray(len(matrix)) for _row in matrix]
    for stroke in strokes:
        first, last = round((stroke.left - LEFT) / module), round((stroke.right - LEFT) / module)
        drawn[round((stroke.top - top) / module)][first:last] = b"\x01" * (last - first)
    assert [bytes(row) for row in drawn] == matrix


@pytest.mark.parametrize("kind", SIGNED)
def test_number_day_signature_and_seal_have_their_places_and_annexes_theirs(kind):
    data = example(kind)
    data["number"], data["date"] = None, {"day": None, "month": None, "year": 2026}
    letter = read_letter(data)
    rendered = render_placed(letter)
    for name in ("number", "day", "month", "signature", "seal"):
        assert [place.nth for place in rendered.places if place.name == name].count(0) == 1
    for nth in range(1, len(letter.numbered_annexes) + 1):
        assert rendered.place("number", nth)
        assert rendered.place("day", nth)


def test_a_proof_has_neither_number_nor_signature():
    rendered = render_placed(read_letter(example("acknowledgement_proof")))
    assert rendered.places == ()


def test_a_copy_stands_below_a_line_across_the_page_under_what_it_copies():
    printed = paper_of("copy")
    original = printed.find("Chu Đức Anh", after=printed.find("(Đã ký)").position)
    form = printed.find("SAO Y")
    assert form.fonts == {("Bold", 14)}
    assert form.page == original.page
    lines = [one for one in printed.pages[form.page].rules if near(one.width, RIGHT - LEFT, 1)]
    assert any(original.lines[0].bottom < one.top < form.lines[0].top for one in lines)


def test_a_copy_of_a_paper_with_annexes_stands_on_the_page_of_the_last():
    data = example("copy")
    data["original"] = example("submission")
    printed = Printed(pdf_of(data))
    assert printed.find("SAO Y").page == printed.find("Danh sách gồm 05 doanh nghiệp").page


def test_a_digital_copy_says_form_number_and_time_in_small_type_at_the_top_right():
    printed = Printed(pdf_of(example("copy") | {"copied_at": "2024-01-09T09:30:00+07:00", "form": "sao_luc"}))
    words = printed.find("SAO LỤC; 05/SY-TTDV; 2024-01-09T09:30:00+07:00")
    assert words.page == 0
    assert words.fonts == {("", 10)}
    assert near(words.lines[0].right, RIGHT)
