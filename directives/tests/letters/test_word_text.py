"""The Word file says what the PDF says, letter for letter; only spaces and the ends of lines may differ."""

import unicodedata
from io import BytesIO

import pdfplumber
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from antt_portal.core.documents import render_pdf
from directives.tests.letters.word_samples import CHANGES, SOURCES, full, source, text_of, xml_of

TOP_MARGIN_POINTS = 20 / 25.4 * 72


def closed_up(text):
    return "".join(text.split())


def text_of_pdf(letter):
    """In the order of the file, without the page numbers in the top margin."""
    with pdfplumber.open(BytesIO(render_pdf(letter))) as pdf:
        signs = (sign for page in pdf.pages for sign in page.chars if sign["top"] > TOP_MARGIN_POINTS - 1)
        return "".join(sign["text"] for sign in signs)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_letter_reads_the_same_in_both(name):
    letter = source(name)
    assert closed_up(text_of(xml_of(letter))) == closed_up(text_of_pdf(letter))


def test_so_does_one_with_every_box():
    letter = full()
    text = closed_up(text_of(xml_of(letter)))
    assert text == closed_up(text_of_pdf(letter))
    for words in (
        "THƯỢNGKHẨN",
        "Đồngkínhgửi:",
        "PhụlụcII",
        "(KèmtheoCôngvănsố05/BQLKKT-DN&LDngày05tháng01năm2024",
        "07/BQL-QHXD;",
    ):
        assert words in text


@given(CHANGES)
@settings(
    max_examples=5, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_so_does_every_letter_of_the_family(changes):
    letter = source(**changes)
    assert closed_up(text_of(xml_of(letter))) == closed_up(text_of_pdf(letter))


def test_letters_typed_in_parts_are_joined():
    typed = unicodedata.normalize("NFD", "phối hợp")
    assert "V/v phối hợp" in text_of(xml_of(source(subject=typed)))
