"""A board can add words; no word it adds can hide what forbids the issue."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.letters import read_letter
from directives.letters.rules import DEFAULT, Severity, Stage, Vocabulary, findings
from directives.tests.letters.checked import found_in, plain_letter
from directives.tests.letters.test_rules_enclosing import PROMISES

WORDS = [field.name for field in fields(Vocabulary)]
FAULTY = [
    *({"body": [{"text": text}]} for text in PROMISES),
    {"number": None, "date": {"day": None, "month": None, "year": 2026}, "recipients": ["UBND huyện Mẫu", ""]},
    {"subject": "kế hoạch (Mật)", "recipients": [], "body": [{"text": "TUYỆT MẬT"}]},
]
TYPED = st.sampled_from(
    [
        *(word for text in PROMISES for word in text.lower().split()),
        "kèm theo",
        "mật",
        "(",
        ".*",
        "văn bản",
        "kèm theo văn bản",
    ]
)


def test_added_words_are_seen():
    phrases = DEFAULT.extended({"enclosure_phrases": ["trân trọng chuyển kèm"]})
    body = "Ban Quản lý trân trọng chuyển kèm tập hồ sơ."
    assert not found_in("enclosure-missing", body=body)
    assert found_in("enclosure-missing", told={"vocabulary": phrases}, body=body)
    marks = DEFAULT.extended({"classification_marks": ["Lưu hành nội bộ"]})
    assert found_in("classified", told={"vocabulary": marks}, body="LƯU HÀNH NỘI BỘ")


def test_added_words_steer_advice():
    body = "Các tổ chuyên trách chuyên trách tuần tra."
    assert found_in("doubled-phrase", body=body)
    words = DEFAULT.extended({"doubled_by_right": ["Chuyên trách "]})
    assert not found_in("doubled-phrase", told={"vocabulary": words}, body=body)


def test_the_default_vocabulary_never_changes():
    before = hash(DEFAULT)
    assert DEFAULT.extended({"requests": ["mời"]}) != DEFAULT
    assert hash(DEFAULT) == before
    assert DEFAULT.extended({"requests": ["  ", "đề nghị"]}) == DEFAULT


def test_words_for_no_list_are_refused():
    with pytest.raises(ValueError, match="rules_off"):
        DEFAULT.extended({"rules_off": ["enclosure-missing"]})


@settings(deadline=None)
@given(
    st.sampled_from(FAULTY),
    st.dictionaries(st.sampled_from(WORDS), st.lists(st.one_of(TYPED, st.text(max_size=8)), max_size=4), max_size=4),
)
def test_no_word_hides_what_forbids_the_issue(fault, added):
    letter = read_letter(plain_letter(**fault))
    assert blocking(letter, DEFAULT) <= blocking(letter, DEFAULT.extended(added))


def blocking(letter, vocabulary):
    found = findings(letter, stage=Stage.BEFORE_ISSUE, vocabulary=vocabulary)
    return {one.code for one in found if one.severity == Severity.BLOCKING}
