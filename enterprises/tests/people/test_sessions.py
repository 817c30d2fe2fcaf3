"""Where one is signed in, and ending it."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from antt_portal.core.tests.page import select, tree_of, words
from enterprises.people import sessions
from enterprises.tests.factories import MembershipFactory, UserFactory
from enterprises.views.identity import device

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "mat-khau-thu-2026", "mat-khau-moi-2027"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) "
    "Version/18.0 Safari/604.1"
)


@pytest.fixture
def user():
    user = MembershipFactory().user
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(user, agent=CHROME, address="198.51.100.20"):
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert is_in(client)
    return client


def is_in(client):
    return client.get(reverse("home")).status_code == 200


def shown(client):
    tree = tree_of(client.get(reverse("enterprises:sessions")).content.decode())
    return [words(row) for row in select(tree, "main .rows li")]


def end(client, **wanted):
    return client.post(reverse("enterprises:sessions-end"), wanted)


def number_of(user, address):
    return UserSession.objects.get(user=user, ip=address).pk


def test_every_session_is_shown_with_its_device_and_address_the_one_at_hand_first(user):
    desk, _phone = signed_in(user), signed_in(user, IPHONE, "203.0.113.7")
    first, second = shown(desk)
    assert first.startswith("Chrome, Windows")
    assert "Phiên này" in first
    assert "Phiên này" not in second
    assert "Safari, iPhone Địa chỉ 203.0.113.7" in second


def test_one_is_ended(user):
    desk, phone, tablet = (
        signed_in(user),
        signed_in(user, address="203.0.113.7"),
        signed_in(user, address="203.0.113.8"),
    )
    end(desk, session=number_of(user, "203.0.113.7"))
    assert (is_in(desk), is_in(phone), is_in(tablet)) == (True, False, True)


def test_all_others_are_ended(user):
    desk, phone, tablet = (signed_in(user) for _time in range(3))
    end(desk)
    assert (is_in(desk), is_in(phone), is_in(tablet)) == (True, False, False)


def test_nobody_ends_a_strangers(user):
    desk = signed_in(user)
    other = Client()
    other.force_login(UserFactory())
    end(other, session=number_of(user, "198.51.100.20"))
    end(other)
    assert is_in(desk)


@pytest.mark.parametrize("mangled", ["x", "-1", "9" * 30])
def test_a_mangled_number_ends_nothing(user, mangled):
    desk, phone = signed_in(user), signed_in(user)
    end(desk, session=mangled)
    assert is_in(phone)


def test_a_new_password_ends_every_other_session(user):
    desk, phone = signed_in(user), signed_in(user)
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    desk.post(reverse("account_change_password"), typed)
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert (is_in(desk), is_in(phone)) == (True, False)


def test_a_session_is_seen_anew_every_few_minutes(user):
    desk = signed_in(user)
    row = UserSession.objects.get()
    desk.get(reverse("home"))
    assert UserSession.objects.get().last_seen_at == row.last_seen_at
    session = desk.session
    session[sessions.KEY] = time.time() - sessions.SEEN_EVERY_SECONDS
    session.save()
    desk.get(reverse("home"), REMOTE_ADDR="203.0.113.9")
    seen = UserSession.objects.get()
    assert seen.last_seen_at > row.last_seen_at
    assert seen.ip == "203.0.113.9"


@pytest.mark.parametrize(
    ("agent", "said"), [(CHROME, "Chrome, Windows"), (IPHONE, "Safari, iPhone"), ("curl/8", "Thiết bị không rõ")]
)
def test_a_device_in_words(agent, said):
    assert device(agent) == said
