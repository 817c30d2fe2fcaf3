"""What somebody would try who knows the office is no password; whatever else is long enough is one."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from enterprises.tests.factories import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    user = UserFactory(full_name="Trần Thị Hương Giang", email="huonggiang.tran@vidu.example")
    MembershipFactory(user=user, organisation=OrganisationFactory(name="Công ty TNHH Thử Nghiệm An Phú"))
    return user


def codes(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return {error.code for error in refused.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    [
        *("Cổng ANTT 2026", "congantt@2026", "CONG-ANTT-123456", "QuanTri#202611", "banquanly2026!"),
        *("AnPhu@202627", "thu nghiem an phu 26", "huonggiang2026", "Hương-Giang-1990", "Tran.Thi.Huong.Giang"),
    ],
)
def test_names_and_a_year_are_no_password(person, password):
    assert "password_guessable" in codes(password, person)


@pytest.mark.parametrize("password", ["AnPhu@202627", "huonggiang2026"])
def test_names_of_others_say_nothing_of_mine(password):
    assert codes(password, MembershipFactory().user) == set()


@pytest.mark.parametrize(
    "password",
    [
        *("839201746650", "qpwjxkzmvbty", "ĐẬU PHỘNG RANG MUỐI", "🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑"),
        *("huonggiang và bảy con mèo", "congantt-xe-dap-mau-tim"),
    ],
)
def test_any_kind_of_character_will_do_and_a_name_among_more(person, password):
    """Digits alone as well: no kind of character is asked for (OWASP ASVS 6.2.5)."""
    assert codes(password, person) == set()
