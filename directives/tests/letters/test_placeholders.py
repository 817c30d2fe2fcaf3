"""Placeholders in the text of a template."""

import pytest

from antt_portal.core.refusal import Refused
from directives.letters.placeholders import fill, names_in, placeholders_in, require_filled

DATA = {
    "subject": "đôn đốc [[Tên doanh nghiệp]]",
    "recipients": ["[[ Tên doanh nghiệp ]]"],
    "body": [{"text": "Trước ngày [[Ngày]], [[Tên doanh nghiệp]] báo cáo.", "level": 1}],
}


def test_each_name_is_asked_once_in_the_order_of_the_letter():
    assert names_in(DATA) == ("Tên doanh nghiệp", "Ngày")


def test_every_place_is_told_with_its_path():
    assert [(one.path, one.name) for one in placeholders_in(DATA)] == [
        ("$.subject", "Tên doanh nghiệp"),
        ("$.recipients[0]", "Tên doanh nghiệp"),
        ("$.body[0].text", "Ngày"),
        ("$.body[0].text", "Tên doanh nghiệp"),
    ]


def test_what_is_given_is_filled_everywhere_and_the_rest_stays():
    filled = fill(DATA, {"Tên doanh nghiệp": "Công ty Ví Dụ [[Ngày]]", "Ngày": ""})
    assert filled["recipients"] == ["Công ty Ví Dụ [[Ngày]]"]
    assert filled["body"][0] == {"text": "Trước ngày [[Ngày]], Công ty Ví Dụ [[Ngày]] báo cáo.", "level": 1}


@pytest.mark.parametrize("text", ["[x]", "[[]]", "[[ ]]", "]] [[", "[[a\n[[b"])
def test_other_brackets_are_no_placeholder(text):
    assert names_in({"subject": text}) == ()
    require_filled({"subject": text})


def test_a_letter_with_a_placeholder_left_is_refused_by_its_name():
    with pytest.raises(Refused) as refused:
        require_filled(DATA)
    assert refused.value.code == "placeholder"
    assert "Tên doanh nghiệp, Ngày" in str(refused.value)
