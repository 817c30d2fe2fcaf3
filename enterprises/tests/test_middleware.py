"""Who acts in a request: a stranger, somebody without an organisation, somebody with two."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from antt_portal.core import clock, typed_text
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


def end_without_session(client, membership, reason):
    """An act sent by somebody whose session has just ended, from the page of its form."""
    address = reverse("enterprises:membership-end", args=[membership.public_id])
    sent = {"last_day": "01/02/2026", "reason": reason, "password": "hai từ bí mật"}
    return address, client.post(address, sent, headers={"Referer": f"http://testserver{address}"})


def test_what_a_stranger_typed_is_told_once_above_the_page_it_was_typed_into(client, two):
    _first, second = two
    client.logout()
    address, answer = end_without_session(client, second, "Chuyển công tác <b>sang</b> nơi khác")
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={address}"
    assert "Chuyển công tác" not in client.get(reverse("account_login")).content.decode()

    client.force_login(second.user)
    assert "Chuyển công tác" not in client.get(reverse("home")).content.decode()
    shown, again = (client.get(address).content.decode() for _time in range(2))
    assert "Chuyển công tác &lt;b&gt;sang&lt;/b&gt; nơi khác" in shown
    assert "bí mật" not in shown
    assert "Chuyển công tác" not in again


def test_more_than_anybody_types_is_not_kept_for_a_stranger(client, two, monkeypatch):
    _first, second = two
    client.logout()
    monkeypatch.setattr(typed_text, "MOST_CHARACTERS", 10)
    end_without_session(client, second, "Chuyển công tác sang nơi khác")
    assert typed_text.WORDS_KEY not in client.session


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
