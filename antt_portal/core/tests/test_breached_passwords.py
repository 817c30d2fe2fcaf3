import hashlib

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.breached_passwords import check_list, is_breached


def digest(password):
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def written(path, passwords):
    path.write_text("".join(f"{line}:{number}\r\n" for number, line in enumerate(sorted(map(digest, passwords)), 1)))
    return path


@pytest.fixture
def listed(tmp_path, settings):
    path = written(tmp_path / "sha1.txt", [f"mat khau lo {number}" for number in range(200)])
    settings.PWNED_PASSWORDS_FILE = str(path)
    return path


def test_every_listed_password_is_found_and_no_other(listed):
    assert all(is_breached(f"mat khau lo {number}", listed) for number in range(200))
    assert not any(is_breached(f"mat khau kin {number}", listed) for number in range(200))


@given(known=st.sets(st.text(min_size=1, max_size=6), max_size=12), asked=st.text(max_size=6))
def test_a_list_of_any_length(tmp_path_factory, known, asked):
    path = written(tmp_path_factory.mktemp("lists") / "sha1.txt", known)
    assert is_breached(asked, path) == (asked in known)
    assert all(is_breached(one, path) for one in known)


def test_a_breached_password_cannot_be_chosen(listed):
    with pytest.raises(ValidationError, match="bị lộ"):
        validate_password("mat khau lo 7")
    validate_password("mat khau kin 7")


def test_without_a_list_nothing_is_said(settings):
    settings.PWNED_PASSWORDS_FILE = ""
    validate_password("mat khau lo 7")
    assert check_list() == []


def test_a_common_password_is_refused_by_django():
    with pytest.raises(ValidationError):
        validate_password("password123")


def test_a_list_that_cannot_be_read_is_told_at_the_start(settings, tmp_path):
    settings.PWNED_PASSWORDS_FILE = str(tmp_path / "nowhere.txt")
    (error,) = check_list()
    assert "PWNED_PASSWORDS_FILE" in error.msg
