"""No letter, however long or malicious, holds the check up."""

import time
from dataclasses import replace

import pytest

from directives.letters import Paragraph, read_letter
from directives.letters.rules import Stage, findings
from directives.tests.letters.checked import plain_letter

LONG = 200_000  # characters
# Seconds, with every line traced on a busy machine; without, a twentieth. A pattern that runs wild takes minutes.
BOUND = 12.0
SENTENCE = "Các doanh nghiệp trong khu công nghiệp thực hiện nghiêm Kế hoạch số 15/KH-BQL của Ban Quản lý; "
SPITEFUL = [
    SENTENCE,
    "kèm theo ",
    "gửi kèm theo các ",
    "(kèm theo ",
    "ngày 1/1/2026 ",
    "số 1/a ngày 1/1/2026 ",
    "số 1/a của a a a a a a a a a a a a ngày ",
    "đề nghị các ",
    "đề nghị các doanh nghiệp, ",
    "chủ đầu tư ",
    "tổ chức tổ chức ",
    "Độ mật: ",
    "( mật ",
    "văn bản này là ",
    "a",
    " ",
    "1/",
    "số 1" + "1" * 400,
    "e\u0301",
    "Kính. ",
    "\u00a0và ",
]


def seconds(**fields):
    """Of the check alone; reading a letter has tests of its own."""
    letter = replace(read_letter(plain_letter()), **fields)
    begin = time.process_time()
    findings(letter, stage=Stage.BEFORE_ISSUE)
    return time.process_time() - begin


@pytest.mark.parametrize("unit", SPITEFUL, ids=range(len(SPITEFUL)))
def test_a_long_text_is_checked_at_once(unit):
    text = (unit * (LONG // len(unit) + 1))[:LONG]
    body = (Paragraph(text=text), Paragraph(text=f"đề nghị {text[:10_000]}"))
    assert seconds(subject=text[:10_000], archive=text[:10_000], body=body) < BOUND


@pytest.mark.parametrize("closing", ["đề nghị các doanh nghiệp dệt may thực hiện./.", "đề nghị Sở Y tế phối hợp./."])
def test_ten_thousand_addressees_are_checked_at_once(closing):
    recipients = tuple(f"Công ty TNHH Thử Nghiệm {number}, khu công nghiệp tỉnh Hưng Yên" for number in range(10_000))
    assert seconds(recipients=recipients, copies_to=recipients, body=(Paragraph(text=closing),)) < BOUND


def test_an_ordinary_letter_costs_next_to_nothing():
    assert seconds() < BOUND / 50
