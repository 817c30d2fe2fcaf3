import re
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.folding import ascii_name, search_key, sort_key

# The order of a dictionary: the letters of a syllable, then its tone, then the next syllable.
DICTIONARY = (
    *("2", "10", "10 A", "a", "à", "ả", "ã", "á", "ạ", "ác", "ách", "an", "án", "ang", "ánh", "ạt"),
    *("ặch", "ăn", "ẳng", "ấm", "ân", "b", "ba", "ba hoa", "ba lô", "bà", "bà con", "bả", "băng", "bằng"),
    *(
        "cha",
        "chan",
        "da",
        "dạ",
        "đa",
        "đá",
        "e",
        "em",
        "ê",
        "êm",
        "ghế",
        "hoa Mai",
        "hòa An",
        "hoàn",
        "i",
        "in",
    ),
    *("o", "ong", "ô", "ông", "ơ", "ơn", "tuân thủ", "tuần chay", "u", "ung", "ư", "ưng", "y", "ý", "z"),
)
words = st.text(alphabet=st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạệộữựỳ 0123456789-/.,AĂĐÊ"))


def written(text):
    """The same text as other keyboards and files write it."""
    return [text, text.upper(), normalize("NFD", text), normalize("NFD", text.upper())]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Khu công nghiệp Sông Trà", "khu cong nghiep song tra"),
        ("Đường đi Đặng", "duong di dang"),
        ("Ðình Ɖức", "dinh duc"),
        ("  DN&LĐ –  QHXD\t", "dn ld qhxd"),
        ("Röchling-Straße", "rochling strasse"),
        ("An\u00adPhú\u200b", "anphu"),
        ("ＫＣＮ ２", "kcn 2"),
        ("中文 한국", "中文 한국"),
        ("…", ""),
    ],
)
def test_a_text_is_found_without_its_marks(text, key):
    assert {search_key(way) for way in (text, normalize("NFD", text))} == {key}


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("khỏe", "khoẻ"), ("Thụy", "Thuỵ"), ("úy", "uý"), ("oà", "òa"), ("của", "cuả")],
)
def test_old_and_new_tone_placement_are_alike(one, other):
    assert {search_key(way) for way in written(one)} == {search_key(way) for way in written(other)}
    assert {sort_key(way) for way in written(one)} == {sort_key(way) for way in written(other)}
    assert len({sort_key(way) for way in written(one)}) == 1


@pytest.mark.parametrize("typed", ["2358/khpph", "2358 khpph", "2358/KHPPH-CAT", "khpph-cat", "KHPPH – CAT"])
def test_a_symbol_is_found_with_and_without_its_punctuation(typed):
    assert search_key(typed) in search_key("Số: 2358/KHPPH-CAT")


@given(text=st.text())
def test_a_search_key_is_its_own_key(text):
    assert search_key(search_key(text)) == search_key(text)


@given(text=words)
def test_every_vietnamese_text_folds_to_plain_words(text):
    assert re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", search_key(text))


def test_texts_sort_as_in_a_dictionary():
    wrong = [(one, other) for one, other in pairwise(DICTIONARY) if not sort_key(one) < sort_key(other)]
    assert wrong == []


def test_company_prefixes_stay_part_of_the_key():
    assert sort_key("Công ty TNHH Bình Minh") < sort_key("Công ty TNHH Đại An") < sort_key("Xí nghiệp An Bình")


@pytest.mark.parametrize("text", ["Zz", "Zürich"])
def test_other_scripts_come_after_z(text):
    assert sort_key(text) < sort_key("中文")


@given(text=st.text())
def test_a_sort_key_holds_nothing_that_collations_order_differently(text):
    assert re.fullmatch(r"[0-9a-z]*", sort_key(text))


@given(one=words, other=words)
def test_texts_with_different_words_have_different_sort_keys_unless_only_zeros_differ(one, other):
    if sort_key(one) == sort_key(other):
        plain = [re.sub(r"\b0+(?=\d)", "", search_key(re.sub(r"(\d+)", r" \1 ", text))) for text in (one, other)]
        assert plain[0] == plain[1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2358/KHPPH-CAT V/v báo cáo", "2358-KHPPH-CAT-V-v-bao-cao"),
        ("Đăng ký – Công ty TNHH Thử Nghiệm", "Dang-ky-Cong-ty-TNHH-Thu-Nghiem"),
        (normalize("NFD", "Đồng Ấm"), "Dong-Am"),
        ("../../etc/passwd", "etc-passwd"),
        ("中文", "tep"),
        ("", "tep"),
        ("Con", "tep-Con"),
        ("Con đường", "Con-duong"),
    ],
)
def test_a_file_name_is_plain(text, name):
    assert ascii_name(text) == name


def test_a_long_file_name_ends_with_a_whole_word():
    text = "Báo cáo tự kiểm tra, đánh giá về an ninh trật tự năm 2026"
    assert ascii_name(text) == "Bao-cao-tu-kiem-tra-danh-gia-ve-an-ninh-trat-tu"
    assert ascii_name(text, limit=47) == "Bao-cao-tu-kiem-tra-danh-gia-ve-an-ninh-trat-tu"
    assert ascii_name(text, limit=46) == "Bao-cao-tu-kiem-tra-danh-gia-ve-an-ninh-trat"
    assert ascii_name("x" * 60) == "x" * 50


@given(text=st.text(), limit=st.integers(10, 60))
def test_a_file_name_is_always_one(text, limit):
    assert re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", ascii_name(text, limit))
    assert len(ascii_name(text, limit)) <= limit
