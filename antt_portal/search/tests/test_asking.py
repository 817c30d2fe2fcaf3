"""What is typed, as what is looked for."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.folding import search_key
from antt_portal.search.abbreviations import ABBREVIATIONS, ALIKE
from antt_portal.search.asking import MOST_CHARACTERS, MOST_WORDS, read

words = st.lists(
    st.text(alphabet=st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạệộữựỳ"), min_size=1, max_size=7),
    min_size=1,
    max_size=6,
)


def said(typed):
    """The ways of each term, as phrases."""
    return [tuple(way.phrase for way in term.ways) for term in read(typed).terms]


def marks_elsewhere(text):
    """The same text as another keyboard writes it: capitals, other encoding."""
    return [text.upper(), normalize("NFD", text), normalize("NFD", text).title()]


@given(words=words)
def test_a_question_is_the_same_however_it_is_typed(words):
    typed = " ".join(words)
    asked = read(typed)
    assert [asked.terms] * 4 == [read(way).terms for way in (*marks_elsewhere(typed), search_key(typed))]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hòa Bình", "hoà bình"), ("thủy", "thuỷ"), ("Đường Đá", "duong da"), ("Uỷ ban", "ủy ban"), ("SÔNG", "sông")],
)
def test_tone_placement_capitals_and_marks_make_no_difference(one, other):
    assert read(one).terms == read(other).terms


@pytest.mark.parametrize("typed", ["2358/KHPPH", "2358 khpph", "số 2358/KHPPH", "So 2358-KHPPH", " 02358 / khpph "])
def test_a_number_and_symbol_is_read_however_it_is_written(typed):
    asked = read(typed)
    assert (asked.number, asked.symbol) == (2358, "khpph")


@pytest.mark.parametrize("typed", ["KHPPH", "2358a", "0312345678", "", "²³⁵⁸x"])
def test_what_begins_with_no_number_has_none(typed):
    assert read(typed).number is None


def test_the_word_number_is_left_out_only_before_a_number():
    assert said("số 12") == [("12",)]
    assert said("số nhà") == [("so",), ("nha",)]


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("KCN", ("kcn", "khu cong nghiep")),
        ("khu công nghiệp", ("khu cong nghiep", "kcn")),
        ("an ninh, trật tự", ("an ninh trat tu", "antt")),
        ("CP", ("cp", "co phan", "chinh phu")),
        ("cổ phần", ("co phan", "cp")),
    ],
)
def test_an_abbreviation_asks_for_what_it_is_short_for_and_the_other_way_round(typed, ways):
    assert said(typed) == [ways]


def test_words_that_have_an_abbreviation_together_are_one_term_among_others():
    assert said("tnhh khu công nghiệp sông") == [
        ("tnhh", "trach nhiem huu han"),
        ("khu cong nghiep", "kcn"),
        ("song",),
    ]


def test_the_longest_form_wins():
    assert said("ban quản lý khu kinh tế")[0][0] == "ban quan ly khu kinh te"


@pytest.mark.parametrize("quoted", ['"KCN sông trà"', "“KCN sông trà”", "«KCN sông trà»"])
def test_a_quoted_phrase_is_one_term_abbreviated_or_not(quoted):
    assert said(quoted) == [("kcn song tra", "khu cong nghiep song tra")]
    assert all(way.as_it_stands for way in read(quoted).terms[0].ways)


def test_a_quote_that_never_ends_is_no_quote():
    assert said('"sông trà') == [("song",), ("tra",)]


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "…", ".*", "\\", "\x00", '""', "'; --"])
def test_marks_alone_ask_for_nothing(typed):
    assert not read(typed)


def test_what_is_too_long_is_cut_and_says_so():
    asked = read("x" * MOST_CHARACTERS + " dư")
    assert (asked.is_cut, len(asked.text), said(asked.text)) == (True, MOST_CHARACTERS, [("x" * MOST_CHARACTERS,)])
    many = read(" ".join(f"w{number}" for number in range(MOST_WORDS + 1)))
    assert (many.is_cut, len(many.terms)) == (True, MOST_WORDS)
    assert not read("một câu vừa phải").is_cut
    assert not read("lặp " * (MOST_WORDS + 5)).is_cut


@given(typed=st.text(max_size=400))
def test_whatever_is_typed_only_plain_words_are_looked_for(typed):
    asked = read(typed)
    assert asked.text.isprintable()
    for term in asked.terms:
        for way in term.ways:
            assert search_key(way.phrase) == way.phrase != ""


def test_no_abbreviation_is_a_syllable_of_its_own():
    """Or it would be found in words that mean something else."""
    short = [search_key(short) for short, *_full in ABBREVIATIONS]
    assert [one for one in short if len(one) <= 3 and set(one) & set("aeiou")] == []
    assert all(search_key(full) in ALIKE for _short, *meanings in ABBREVIATIONS for full in meanings)
