"""Where one is signed in, and ending it."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from antt_portal.core.tests.page import select, tree_of, words
from enterprises.middleware import BY_ITSELF
from enterprises.models import Role
from enterprises.people import sessions
from enterprises.tests.factories import MembershipFactory, UserFactory, actor
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


def left(client, **ago):
    """The moments that the session remembers, so many seconds ago."""
    session = client.session
    for key, seconds in ago.items():
        session[key] = time.time() - seconds
    session.save()


@pytest.mark.parametrize(("idle", "is_open"), [(7100, True), (7300, False)])
def test_somebody_of_an_office_who_was_away_for_hours_signs_in_again(client, idle, is_open):
    client.force_login(actor(Role.OFFICER).user)
    assert is_in(client)
    left(client, seen_at=idle)
    assert is_in(client) is is_open
    if not is_open:
        assert "120 phút không dùng" in client.get(reverse("account_login")).content.decode()


def test_what_a_page_asks_for_by_itself_is_no_use_of_the_session(client):
    """A page left open at a desk asks for its figures for ever."""
    client.force_login(actor(Role.OFFICER).user)
    left(client, seen_at=7000)
    before = client.session[sessions.KEY]
    assert client.get(reverse("home"), headers={BY_ITSELF: "1"}).status_code == 200
    assert client.session[sessions.KEY] == before
    assert is_in(client)
    assert client.session[sessions.KEY] > before


def test_somebody_of_an_enterprise_may_look_for_papers_all_day(user):
    desk = signed_in(user)
    desk.get(reverse("home"))
    left(desk, seen_at=9 * 3600)
    assert is_in(desk)


def test_a_session_used_all_day_and_night_is_over_after_a_working_day(user):
    desk = signed_in(user)
    desk.get(reverse("home"))
    left(desk, began_at=12 * 3600 - 60)
    assert is_in(desk)
    left(desk, began_at=12 * 3600 + 60)
    answer = desk.get(reverse("home"), follow=True)
    assert "nhiều nhất 12 giờ" in answer.content.decode()
    assert not is_in(desk)


def test_what_was_sent_too_late_is_kept_and_a_script_is_told(user):
    desk = signed_in(user)
    desk.get(reverse("home"))
    left(desk, began_at=13 * 3600)
    home = reverse("home")
    assert desk.post(home, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 401
    desk = signed_in(user)
    desk.get(home)
    left(desk, began_at=13 * 3600)
    sent = {"membership": "", "note": "Hai mươi dòng vừa gõ"}
    desk.post(reverse("choose-organisation"), sent, headers={"Referer": f"http://testserver{home}"})
    desk.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert "Hai mươi dòng vừa gõ" in desk.get(home).content.decode()


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
