"""Failures stop whoever makes them, and nobody else."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from antt_portal.settings import base
from enterprises.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
PASSWORD, WRONG = "mat-khau-thu-2026", "sai-mat-khau-2026"
ATTACKER, OWNER = "203.0.113.7", "198.51.100.20"
TOO_MANY = "Đã thử quá nhiều lần"


@pytest.fixture(autouse=True)
def limits(settings):
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def owner():
    user = MembershipFactory().user
    user.set_password(PASSWORD)
    user.save()
    return user


def try_to_sign_in(user, password, address):
    """Whether it worked."""
    client = Client(REMOTE_ADDR=address)
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    return "_auth_user_id" in client.session


def test_guessing_is_stopped_where_it_comes_from(owner):
    for _time in range(5):
        try_to_sign_in(owner, WRONG, ATTACKER)
    assert not try_to_sign_in(owner, PASSWORD, ATTACKER)


def test_the_owner_still_gets_in_from_elsewhere(owner):
    for _time in range(30):
        try_to_sign_in(owner, WRONG, ATTACKER)
    assert try_to_sign_in(owner, PASSWORD, OWNER)


def test_an_address_that_guesses_at_many_accounts_is_stopped_too(owner):
    for number in range(20):
        client = Client(REMOTE_ADDR=ATTACKER)
        client.post(reverse("account_login"), {"login": f"ai-do-{number}@vidu.example", "password": WRONG})
    assert not try_to_sign_in(owner, PASSWORD, ATTACKER)
    assert try_to_sign_in(owner, PASSWORD, OWNER)


def test_a_forged_header_is_no_other_address(owner, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        client = Client(REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": f"192.0.2.{number}, {ATTACKER}"})
        client.post(reverse("account_login"), {"login": owner.email, "password": WRONG})
    forged = Client(REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": f"192.0.2.99, {ATTACKER}"})
    forged.post(reverse("account_login"), {"login": owner.email, "password": PASSWORD})
    assert "_auth_user_id" not in forged.session


def test_a_flood_of_asked_for_passwords_leaves_the_owner_a_way(owner, mailoutbox):
    """The mailbox is spared; what came before the limit opens the account."""
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    for number in range(8):
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        client.post(reverse("account_reset_password"), {"email": owner.email})
    assert len(mailoutbox) == 5
    assert try_to_sign_in(owner, PASSWORD, OWNER)
