"""Where signing finds the blanks: measured against the words around them."""

import pytest

from antt_portal.core.documents import render_placed
from antt_portal.core.tests.documents.measured import MM, Printed
from directives.letters import read_letter
from directives.tests.letters.specimens import specimen

BLANK = {"number": None, "date": {"day": None, "month": None, "year": 2027}}
HEIGHT = 297 * MM


def made(**changes):
    rendered = render_placed(read_letter(specimen(**changes)))
    return rendered, Printed(rendered.pdf)


@pytest.mark.parametrize(
    ("name", "before", "behind"),
    [("number", "Số:", "/BQLKKT-DN&LĐ"), ("day", "ngày", "tháng"), ("month", "tháng", "năm 2027")],
)
@pytest.mark.parametrize("nth", [0, 1])
def test_a_blank_lies_between_its_words_on_their_base_line(name, before, behind, nth):
    rendered, paper = made(**BLANK, annexes=[{"title": "DANH MỤC"}])
    place = rendered.place(name, nth)
    start = paper.reading.index("(Kèmtheo") if nth else paper.reading.index("Số:")
    left = paper.find("số" if nth and name == "number" else before, after=start)
    right = paper.find(behind, after=left.position)
    assert place.page == left.page == nth
    assert left.characters[-1]["x1"] < place.x < place.x + place.width < right.characters[0]["x0"]
    assert place.width == pytest.approx(10 * MM, abs=0.1)
    # The box of a letter of 13 points ends 0.216 of its size below the base line.
    assert place.y == pytest.approx(HEIGHT - left.characters[-1]["bottom"] + 0.216 * 13, abs=0.3)


def test_what_is_printed_has_no_blank():
    rendered, _paper = made(annexes=[{"title": "DANH MỤC"}])
    assert {place.name for place in rendered.places} == {"signature", "seal"}


def test_the_signature_goes_between_office_and_name_and_the_seal_over_its_left_third():
    rendered, paper = made(body=[{"text": "Thực hiện. " * 900}])
    signature, seal = rendered.place("signature"), rendered.place("seal")
    office = paper.find("PHÓ TRƯỞNG BAN")
    name = paper.find("Nguyễn Văn Mẫu", after=office.position)
    assert signature.page == seal.page == office.page > 0
    assert HEIGHT - name.characters[0]["top"] <= signature.y
    assert signature.y + signature.height <= HEIGHT - office.characters[0]["bottom"]
    assert signature.x + signature.width / 2 == pytest.approx((30 + 0.75 * 165) * MM, abs=0.5)
    assert seal.x + seal.width == pytest.approx(signature.x + signature.width / 3, abs=0.5)
    assert seal.width == seal.height == pytest.approx(36 * MM, abs=0.1)
