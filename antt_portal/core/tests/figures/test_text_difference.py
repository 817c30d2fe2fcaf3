import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.figures.text_difference import Piece, text_difference

WORDS = st.lists(st.sampled_from(["camera", "đèn", "30", "ngày.", "m;", "\n", "  "]), max_size=30).map(" ".join)
LONG = 200_000


def sides(pieces):
    before = "".join(piece.text for piece in pieces if piece.kind != "ins")
    after = "".join(piece.text for piece in pieces if piece.kind != "del")
    return before, after


def test_only_the_words_that_changed_are_marked():
    assert text_difference("Hình lưu 15 ngày trên đầu ghi.", "Hình lưu 30 ngày trên đầu ghi.") == [
        Piece("same", "Hình lưu "),
        Piece("del", "15 "),
        Piece("ins", "30 "),
        Piece("same", "ngày trên đầu ghi."),
    ]


def test_a_sentence_added_leaves_the_rest_as_it_is():
    before = "Lắp thêm 6 camera. Tổ chức 2 buổi diễn tập."
    after = "Lắp thêm 6 camera. Hình lưu 30 ngày. Tổ chức 2 buổi diễn tập."
    assert [p for p in text_difference(before, after) if p.kind != "same"] == [Piece("ins", "Hình lưu 30 ngày. ")]


def test_equal_texts_are_one_piece_and_empty_ones_none():
    assert text_difference("Gia cố tường rào.", "Gia cố tường rào.") == [Piece("same", "Gia cố tường rào.")]
    assert text_difference("", "") == []
    assert text_difference("", "Mới") == [Piece("ins", "Mới")]


@given(WORDS | st.text(), WORDS | st.text())
def test_the_pieces_make_up_both_texts(before, after):
    assert sides(text_difference(before, after)) == (before, after)


@given(WORDS, WORDS)
def test_neighbouring_pieces_are_of_different_kinds(before, after):
    kinds = [piece.kind for piece in text_difference(before, after)]
    assert all(one != other for one, other in pairwise(kinds))


def random_words(vocabulary, seed, length=LONG):
    words = random.Random(seed).choices(vocabulary, k=length)
    return " ".join(words)[:length]


HOSTILE = {
    "two words": ["a", "b"],
    "two sentences": ["a.", "b."],
    "many words": [f"từ{n}" for n in range(2000)],
    "many sentences": [f"câu{n}." for n in range(2000)],
    "only stops": ["."],
}


@pytest.mark.parametrize("vocabulary", HOSTILE.values(), ids=HOSTILE)
def test_long_hostile_texts_are_compared_in_bounded_time(vocabulary):
    before, after = random_words(vocabulary, 1), random_words(vocabulary, 2) + " x"
    started = time.process_time()
    pieces = text_difference(before, after)
    assert time.process_time() - started < 5
    assert sides(pieces) == (before, after)


def test_a_long_text_with_one_change_is_still_compared_by_word():
    before = random_words([f"từ{n}" for n in range(2000)], 1)
    after = before[: LONG // 2] + " chen " + before[LONG // 2 :]
    assert sum(len(piece.text) for piece in text_difference(before, after) if piece.kind == "ins") < 40
