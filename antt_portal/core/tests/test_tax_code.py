import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.tax_code import (
    STORED_FORM,
    TaxCodeError,
    check_digit,
    check_tax_code,
    validate_tax_code,
)
from antt_portal.core.tests.tax_codes import make_tax_code

CODE = "9900000016"
seeds = st.integers(min_value=0, max_value=4_999_999)


@pytest.mark.parametrize(
    ("digits", "check"),
    [
        # 31 + 58 + 69 + 76 + 85 + 78 + 49 + 40 + 27 = 513 = 46·11 + 7, and 10 − 7 = 3
        ("123456789", "3"),
        # 279 + 261 + 3 = 543 = 49·11 + 4, and 10 − 4 = 6
        ("990000001", "6"),
        # 279 + 232 + 161 + 114 + 85 + 52 + 21 + 10 + 3 = 957 = 87·11 + 0, and 10 is no digit
        ("987654321", None),
    ],
)
def test_the_check_digit_follows_the_weights(digits, check):
    assert check_digit(digits) == check


@pytest.mark.parametrize(
    "typed",
    [
        "9900000016-001",
        "9900000016001",
        "9900000016 - 001",
        "990.000.0016–001",
        " 99 0000 0016\u2011001\n",
    ],
)
def test_ways_of_typing_a_branch_lead_to_one_form(typed):
    assert check_tax_code(typed) == "9900000016-001"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "shape"),
        ("990000001", "shape"),
        ("99000000160", "shape"),
        ("9900000016-01", "shape"),
        ("9900000016-0011", "shape"),
        ("MST 9900000016", "shape"),
        ("001099000016", "shape"),
        ("٩٩٠٠٠٠٠٠١٦", "shape"),
        ("9900000017", "check_digit"),
        ("9900000061", "check_digit"),
        ("9900000016-000", "branch"),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(typed, code):
    with pytest.raises(TaxCodeError) as refusal:
        check_tax_code(typed)
    assert refusal.value.code == code


@pytest.mark.parametrize("last", range(10))
def test_nine_digits_whose_rule_gives_ten_begin_no_code(last):
    with pytest.raises(TaxCodeError, match="chữ số kiểm tra"):
        check_tax_code(f"987654321{last}")


@given(seed=seeds)
def test_made_codes_are_valid_and_stored_as_they_are(seed):
    code = make_tax_code(seed)
    assert check_tax_code(code) == code
    assert re.fullmatch(STORED_FORM, code)


@given(one=seeds, other=seeds)
def test_made_codes_differ_from_each_other(one, other):
    assert (make_tax_code(one) == make_tax_code(other)) == (one == other)


@given(seed=seeds, place=st.integers(0, 9), step=st.integers(1, 9))
def test_one_wrong_digit_is_noticed(seed, place, step):
    code = make_tax_code(seed)
    wrong = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    with pytest.raises(TaxCodeError):
        check_tax_code(wrong)


def test_the_validator_says_why():
    validate_tax_code("9900000016 001")
    with pytest.raises(ValidationError, match="chữ số kiểm tra") as refusal:
        validate_tax_code("9900000017")
    assert refusal.value.code == "check_digit"
