"""Who acts in a request: a stranger, somebody without an organisation, somebody with two."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from antt_portal.core import clock
from enterprises.models import Role
from enterprises.tests.factories import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(client):
    """One person, two organisations of two boards."""
    user = UserFactory()
    first = MembershipFactory(
        user=user, role=Role.EDITOR, organisation=OrganisationFactory(name="Công ty A Thử Nghiệm")
    )
    second = MembershipFactory(user=user, role=Role.HEAD, organisation=OrganisationFactory(name="Công ty B Thử Nghiệm"))
    client.force_login(user)
    return first, second


def acting_for(client):
    return client.get(reverse("home")).wsgi_request.actor.organisation


def choose(client, membership, **more):
    return client.post(reverse("choose-organisation"), {"membership": str(membership.public_id), **more})


def test_a_stranger_is_led_to_the_sign_in_and_back(client):
    answer = client.get(reverse("enterprises:organisations") + "?q=a")
    assert answer.headers["Location"] == f"{reverse('account_login')}?next=/organisations/%3Fq%3Da"


def test_a_script_of_a_stranger_gets_words(client):
    answer = client.get(reverse("home"), headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 401
    assert "đăng nhập lại" in answer.json()["error"]


def test_one_acts_for_one_organisation_at_a_time(client, two):
    first, second = two
    assert acting_for(client) == first.organisation
    choose(client, second)
    assert acting_for(client) == second.organisation


def test_somebody_elses_membership_cannot_be_chosen(client, two):
    stranger = MembershipFactory()
    choose(client, stranger)
    assert acting_for(client) == two[0].organisation


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_another_site_cannot_be_the_way_on(client, two, target):
    assert choose(client, two[1], next=target).headers["Location"] == reverse("home")


def test_a_membership_ends_with_its_last_day(client):
    today = clock.today()
    membership = MembershipFactory(valid_to=today)
    client.force_login(membership.user)
    assert client.get(reverse("home")).status_code == 200
    membership.valid_to = today - timedelta(days=1)
    membership.save()
    assert client.get(reverse("home")).headers["Location"] == reverse("no-organisation")


def test_a_membership_that_has_not_begun_gives_nothing(client):
    membership = MembershipFactory(valid_from=date(2100, 1, 1))
    client.force_login(membership.user)
    assert client.get(reverse("home")).headers["Location"] == reverse("no-organisation")


def test_who_acts_for_nobody_is_told_so(client):
    client.force_login(UserFactory())
    assert client.get(reverse("no-organisation")).status_code == 403
