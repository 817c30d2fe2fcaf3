"""Nothing is changed in a signed paper without being found."""

import pytest

from antt_portal.core.signing import Verdict, fill, opened, prepare, seal, sign
from antt_portal.core.tests.signing import tampering
from antt_portal.core.tests.signing.conftest import AT, BLANKS, PERSON

SWEPT = 110
HEX = b"0123456789ABCDEF"


@pytest.fixture
def small(keys, prepared):
    """One signature and no revision after it: fast to examine again and again."""
    with opened("person", at=AT) as key:
        return sign(prepared, key, field="person", at=AT)


def hole_of(pdf):
    """Where the hexadecimal digits of the last signature begin and end: all that it does not cover itself."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    return start, pdf.index(b">", start)


def test_a_flipped_byte_is_found_wherever_it_is(chain, verified):
    missed = [
        at
        for index, at in enumerate(tampering.positions(chain.sealed, SWEPT))
        if verified(tampering.flipped(chain.sealed, at, bit=index % 8)).is_valid
    ]
    assert missed == []


def test_every_byte_outside_the_last_container_is_covered(chain):
    start, end = hole_of(chain.sealed)
    ranges = chain.sealed.rindex(b"/ByteRange")
    text = chain.sealed[ranges : chain.sealed.index(b"]", ranges)].partition(b"[")[2]
    first, length, resume, rest = map(int, text.split())
    assert (first, length, resume, resume + rest) == (0, start - 1, end + 1, len(chain.sealed))


def test_a_changed_digit_of_the_container_is_found(small, verified):
    """Also one that says nothing: a version, a repeated algorithm, the padding, upper or lower case."""
    start, end = hole_of(small)
    digits = [*range(start, start + 2 * 80, 3), *range(start + 2 * 80, end, 301), end - 1]
    missed = []
    for at in digits:
        changed = HEX[HEX.index(small[at]) ^ 1]
        if verified(small[:at] + bytes([changed]) + small[at + 1 :], expected=("person",)).is_valid:
            missed.append(at - start)
    assert missed == []
    letter = next(at for at in range(start, end) if small[at] in b"ABCDEF")
    assert not verified(small[:letter] + small[letter : letter + 1].lower() + small[letter + 1 :]).is_valid


@pytest.mark.parametrize(
    "attack",
    [
        tampering.swap_content,
        tampering.swap_page,
        tampering.overwrite_value,
        tampering.redraw_value,
        tampering.move_seal,
        tampering.remove_form,
        lambda pdf: tampering.remove_value(pdf, "seal"),
        lambda pdf: tampering.remove_value(pdf, "person"),
    ],
)
def test_an_update_that_changes_what_was_sealed_is_found(attack, chain, verified):
    assert verified(attack(chain.sealed)).verdict == Verdict.ALTERED


@pytest.mark.parametrize(
    "attack", [tampering.swap_content, tampering.swap_page, lambda pdf: tampering.remove_value(pdf, "person")]
)
def test_an_update_between_the_signatures_is_found_although_the_seal_came_after(attack, chain, keys, verified):
    changed = attack(chain.filled)
    with opened("seal", at=AT) as key:
        sealed = seal(changed, key, field="seal", at=AT)
    assert verified(sealed).verdict in (Verdict.ALTERED, Verdict.MISSING)


@pytest.mark.parametrize("extra", [b"\n", b"%comment", b"\nstartxref\n0\n%%EOF\n"])
def test_bytes_after_the_end_are_found(extra, chain, verified):
    assert not verified(chain.sealed + extra).is_valid


def test_an_update_that_changes_nothing_yet_is_found(chain, small, verified):
    for pdf, fields in ((chain.sealed, ("person", "seal")), (small, ("person",))):
        report = verified(tampering.add_nothing(pdf), expected=fields)
        assert report.verdict == Verdict.EXTENDED
        assert report.signatures[-1].changes_text == "Sau chữ ký này: bổ sung dữ liệu không hiện trên trang."


def test_filling_before_the_seal_is_allowed_and_not_yet_vouched_for(chain, verified):
    report = verified(chain.filled, expected=("person",))
    assert report.verdict == Verdict.EXTENDED
    assert report.signatures[0].bottom_line


def test_a_file_cut_back_to_before_the_seal_lacks_a_signature(chain, verified):
    assert verified(chain.filled).missing == ("seal",)
    assert verified(chain.signed, expected=("person", "seal")).verdict == Verdict.MISSING
    assert verified(chain.prepared, expected=("person", "seal")).missing == ("person", "seal")
    assert verified(chain.prepared).verdict == Verdict.UNSIGNED


def test_a_file_saved_again_is_no_longer_signed(chain, verified):
    assert verified(tampering.saved_again(chain.sealed)).verdict == Verdict.ALTERED
    assert verified(tampering.page_replaced_and_saved(chain.sealed)).verdict == Verdict.ALTERED


def test_a_signature_of_another_paper_does_not_fit(chain, keys, paper, verified):
    other = prepare(paper, blanks=BLANKS[:1], signatures=(PERSON,))
    with opened("person", at=AT) as key:
        signed = sign(other, key, field="person", at=AT)
    start, end = hole_of(chain.signed)
    there, stop = hole_of(signed)
    width = min(end - start, stop - there)
    mixed = signed[:there] + chain.signed[start : start + width] + signed[there + width :]
    assert verified(mixed).verdict == Verdict.ALTERED


def test_a_blank_filled_after_the_seal_is_found(keys, prepared, verified):
    with opened("seal", at=AT) as key:
        sealed = seal(prepared, key, field="seal", at=AT)
    assert verified(fill(sealed, {"number": "07"}), expected=("seal",)).verdict == Verdict.ALTERED
