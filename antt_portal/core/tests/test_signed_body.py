"""A signature holds for one body, one secret and five minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from antt_portal.core.signed_body import is_signed, sign

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
BODY = b'{"a": 1}'


@pytest.fixture
def header():
    return sign("bi-mat", BODY, at=AT)


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_it_holds_for_a_while(header, minutes):
    assert is_signed(header, "bi-mat", BODY, at=AT + timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [-6, 6])
def test_it_is_too_old_or_from_the_future(header, minutes):
    assert not is_signed(header, "bi-mat", BODY, at=AT + timedelta(minutes=minutes))


def test_another_body_secret_or_moment_is_not_signed(header):
    assert not is_signed(header, "bi-mat", BODY + b" ", at=AT)
    assert not is_signed(header, "khac", BODY, at=AT)
    later = header.replace(str(int(AT.timestamp())), str(int(AT.timestamp()) + 60))
    assert not is_signed(later, "bi-mat", BODY, at=AT)


@pytest.mark.parametrize("header", ["", "v1=abc", "t=1,v1=", "t=x,v1=" + "0" * 64, "t=٣,v1=" + "0" * 64])
def test_what_is_no_signature_signs_nothing(header):
    assert not is_signed(header, "bi-mat", BODY, at=AT)


def test_others_can_make_the_same_signature(header):
    """The recipe stands in the documents: written out here it gives the same."""
    assert header == "t=1793092800,v1=b1d8662f9230c4f71c16050ae6cf99cb3504bcf5866a34a810641474e54759d6"
