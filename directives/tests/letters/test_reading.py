"""Reading a letter: nothing corrected, every fault named with its path."""

import copy
import json

import pytest

from directives.asking.loading import shipped
from directives.letters import MalformedLetter, read_letter

LETTER = "letters/thai-binh-2020"


@pytest.fixture
def data():
    return copy.deepcopy(shipped(LETTER))


def faults_of(data):
    with pytest.raises(MalformedLetter) as caught:
        read_letter(data)
    return {fault.path: fault.message for fault in caught.value.faults}


def test_a_source_letter_is_read_as_it_stands(data):
    letter = read_letter(data)
    assert [part.text for part in letter.body] == [part["text"] for part in data["body"]]
    assert letter.archive == "Lưu VT, DN&LĐ"
    assert letter.number is None
    assert letter.made_at is None


def test_every_fault_is_named_with_its_path(data):
    data["body"][2] = {"txt": "x", "level": 9}
    data["date"] = {"day": 40, "month": "1", "year": 2020}
    data["agency"] = "BAN QUẢN LÝ"
    data["number"] = True
    data["urgency"] = "nhanh"
    del data["symbol"]
    assert set(faults_of(data)) == {
        "$.body[2].text",
        "$.body[2].txt",
        "$.body[2].level",
        "$.date.day",
        "$.date.month",
        "$.agency",
        "$.number",
        "$.urgency",
        "$.symbol",
    }


@pytest.mark.parametrize("character", ["\x07", "\u202e", "\u2067", "\n", "\ud800", "\ue000"])
def test_what_no_paper_prints_is_refused_where_it_stands(data, character):
    data["body"][1]["text"] = f"Kính{character}gửi"
    faults = faults_of(data)
    assert list(faults) == ["$.body[1].text"]
    assert f"U+{ord(character):04X}" in faults["$.body[1].text"]
    assert "5" in faults["$.body[1].text"]


@pytest.mark.parametrize("rubbish", [None, [], "văn bản", 7, {}, {"kind": "poem"}, {"kind": []}])
def test_what_is_no_letter_is_refused(rubbish):
    assert set(faults_of(rubbish)) <= {"$", "$.kind"}


def test_a_nested_rubbish_value_is_a_fault_and_no_error(data):
    data["signature"] = [{"office": {}}]
    data["copies_to"] = [1, None, {"a": "b"}]
    assert "$.signature" in faults_of(data)
    assert json.dumps(data)
