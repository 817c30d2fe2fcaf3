import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.verification_code import ALPHABET, new_code, normalise_code

PATTERN = r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}"
codes = st.builds(new_code)


def replaced(code, position, character):
    return code[:position] + character + code[position + 1 :]


def places(code):
    return [position for position, character in enumerate(code) if character != "-"]


@given(code=codes)
def test_a_new_code_reads_back_as_itself(code):
    assert normalise_code(code) == code


def test_a_code_looks_as_promised():
    assert all(re.fullmatch(PATTERN, new_code()) for _ in range(50))


def test_a_thousand_codes_differ():
    assert len({new_code() for _ in range(1000)}) == 1000


@given(code=codes)
def test_every_single_wrong_character_is_noticed(code):
    wrong = [replaced(code, place, other) for place in places(code) for other in ALPHABET if other != code[place]]
    assert {normalise_code(text) for text in wrong} == {None}


@given(code=codes)
def test_every_exchange_of_two_characters_is_noticed(code):
    pairs = [(a, b) for a in places(code) for b in places(code) if a < b and code[a] != code[b]]
    wrong = [replaced(replaced(code, a, code[b]), b, code[a]) for a, b in pairs]
    assert all(normalise_code(text) is None for text in wrong)


@pytest.fixture
def code():
    """One whose characters include every look-alike."""
    return next(code for code in iter(new_code, None) if {"0", "1", "V"} <= set(code))


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' ')}\n",
        lambda code: code.replace("-", " – "),
        lambda code: code.replace("-", "\u2011"),
        lambda code: code.replace("0", "O").replace("1", "I").replace("V", "U"),
        lambda code: code.replace("0", "o").replace("1", "l"),
    ],
)
def test_ways_of_typing_a_code_lead_to_it(typed, code):
    assert normalise_code(typed(code)) == code


@pytest.mark.parametrize("typed", ["", "7K4M", "7K4M-Q2XD-9RTB-7K4M", "7K4M-Q2XD-9RT!", "mã số", "\u0131" * 12])
def test_what_is_no_code_is_none(typed):
    assert normalise_code(typed) is None
