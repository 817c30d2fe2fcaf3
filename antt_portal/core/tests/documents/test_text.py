"""What becomes of words before they are set: NFC, numerals, and letters that the face has."""

from dataclasses import dataclass
from unicodedata import normalize

import pytest

from antt_portal.core.documents import CopiesTo, printable
from antt_portal.core.documents.face import letters_of_face
from antt_portal.core.documents.numerals import roman

WHOLE = "Nguyễn Văn Mẫu"


@dataclass(frozen=True)
class Inner:
    names: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Outer:
    inner: Inner
    title: str
    nothing: None = None


def test_texts_are_joined_however_deep_they_lie():
    pieces = normalize("NFD", WHOLE)
    assert pieces != WHOLE
    assert printable(Outer(Inner((pieces, pieces), 2), pieces)) == Outer(Inner((WHOLE, WHOLE), 2), WHOLE)
    assert printable({"a": [pieces, {"b": pieces}], "c": 1}) == {"a": [WHOLE, {"b": WHOLE}], "c": 1}


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (3, "III"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (99, "XCIX"), (200, "CC")],
)
def test_annexes_are_numbered_as_the_romans_did(number, written):
    assert roman(number) == written


def test_the_face_has_vietnamese_and_no_chinese():
    assert set("ỰựỗĐđƯ“”–…½≥ ") <= letters_of_face()
    assert not set("漢😀\u3042") & letters_of_face()


@pytest.mark.parametrize("count", [0, 1, 20])
def test_a_short_list_of_copies_stands_whole_beside_the_signature(count):
    copies = CopiesTo(("Như trên",) * count, "Lưu: VT")
    assert (len(copies.beside), copies.below, copies.is_long) == (count, (), False)


@pytest.mark.parametrize(("name", "beside"), [("Như trên", 13), ("Đơn vị " * 10, 7)])
def test_of_a_long_list_as_much_stands_beside_the_signature_as_the_signature_is_high(name, beside):
    copies = CopiesTo((name,) * 40, "Lưu: VT")
    assert (len(copies.beside), len(copies.below), copies.is_long) == (beside, 40 - beside, True)
