"""The page behind the link of an invitation, which strangers may open: what it does, and what it keeps to itself."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from antt_portal.core import clock, outbox
from enterprises.middleware import SESSION_KEY
from enterprises.models import Contact, Invitation, Membership, Role, User
from enterprises.people import invitations
from enterprises.tests.factories import ContactFactory, UserFactory, actor
from enterprises.views import invitations as views

TYPED = {"full_name": "Trần Thị Mẫu", "password": "mat khau du dai 7"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_tried_yet():
    cache.clear()


@pytest.fixture
def invited(tenant, officer):
    contact = ContactFactory(organisation=tenant, email="mau@vidu.example")
    return invitations.invite(tenant, contact, by=officer, at=clock.now())


@pytest.fixture
def link(invited):
    outbox.send_pending(at=clock.now())
    return "/invitation/" + mail.outbox[-1].body.rstrip().rstrip("/").rpartition("/")[2] + "/"


def test_a_newcomer_sets_a_name_and_a_password_and_is_in(client, invited, link):
    page = client.get(link)
    assert "Công ty TNHH Thử Nghiệm An Phú" in page.content.decode()
    answer = client.post(link, TYPED)
    assert answer.url == reverse("home")
    home = client.get(answer.url)
    assert home.context["user"].email == "mau@vidu.example"
    assert client.session[SESSION_KEY] == str(Membership.objects.get(user__email="mau@vidu.example").public_id)
    assert "Công ty TNHH Thử Nghiệm An Phú" in home.content.decode()


def test_looking_at_the_link_changes_nothing(client, invited, link):
    for method in (client.get, client.head, client.get):
        assert method(link).status_code == 200
    assert Invitation.objects.open(clock.now()).get() == invited
    assert not User.objects.filter(email="mau@vidu.example").exists()


@pytest.mark.parametrize("password", ["", "ngan", "12345678901", "mau@vidu.example", "AnPhu@202627"])
def test_a_weak_password_is_refused_and_the_name_stays(client, invited, link, password):
    answer = client.post(link, {"full_name": "Lê Văn Mẫu", "password": password})
    assert answer.status_code == 422
    assert "Lê Văn Mẫu" in answer.content.decode()
    assert not User.objects.filter(email="mau@vidu.example").exists()


def gone(client, path):
    """Of a page that a link opens: its status, and everything but what differs between any two requests."""
    answer = client.get(path)
    text = answer.content.decode().replace(path, "")
    return answer.status_code, re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", text)


@pytest.mark.parametrize("end", ["expired", "revoked", "accepted", "left"])
def test_links_that_open_nothing_look_all_alike(client, invited, link, end):
    now = clock.now()
    ends = {
        "expired": {"expires_at": now},
        "revoked": {"revoked_at": now},
        "accepted": {"accepted_at": now, "accepted_by": UserFactory()},
    }
    if end == "left":
        Contact.objects.update(ended_on=clock.today())
    else:
        Invitation.objects.update(**ends[end])
    unknown = gone(client, "/invitation/" + "x" * 43 + "/")
    assert gone(client, link) == unknown
    assert (unknown[0], "An Phú" in unknown[1]) == (404, False)
    assert client.post(link, TYPED).status_code == 404


def test_somebody_with_an_account_is_led_to_sign_in_and_back(client, invited, link):
    UserFactory(email="mau@vidu.example")
    page = client.get(link).content.decode()
    assert f"{reverse('account_login')}?next={link.replace('/', '%2F')}" in page
    assert client.post(link, TYPED).status_code == 200
    assert not Membership.objects.filter(user__email="mau@vidu.example").exists()


def test_signed_in_with_the_invited_address_one_click_joins(client, invited, link):
    user = UserFactory(email="mau@vidu.example")
    client.force_login(user)
    assert user.full_name in client.get(link).content.decode()
    assert client.post(link).url == reverse("home")
    assert client.session[SESSION_KEY] == str(user.memberships.get().public_id)


def test_signed_in_with_another_address_nobody_joins(client, invited, link):
    stranger = actor(Role.EDITOR)
    client.force_login(stranger.user)
    assert "không phải địa chỉ được mời" in client.get(link).content.decode()
    assert client.post(link, TYPED).status_code == 200
    assert stranger.user.memberships.count() == 1
    assert not User.objects.filter(email="mau@vidu.example").exists()


def test_an_account_made_in_the_meantime_is_said(client, invited, link, monkeypatch):
    UserFactory(email="mau@vidu.example")
    monkeypatch.setattr(views.accepting, "account_of", lambda _invitation: None)
    answer = client.post(link, TYPED)
    assert (answer.status_code, "đã có tài khoản" in answer.content.decode()) == (409, True)


def test_trying_links_one_after_the_other_is_slowed_down(client, monkeypatch):
    monkeypatch.setattr(views, "TRIES_PER_MINUTE", 2)
    address = {"REMOTE_ADDR": "198.51.100.7"}
    tries = [client.get(f"/invitation/{n}/", **address).status_code for n in range(3)]
    assert tries == [404, 404, 429]


def test_signing_up_without_an_invitation_stays_closed(client):
    page = client.post(reverse("account_signup"), {"email": "la@vidu.example", "password1": "mat khau du dai 7"})
    assert not User.objects.filter(email="la@vidu.example").exists()
    assert page.status_code in {200, 302, 403}


def test_somebody_of_a_board_sets_a_second_factor_up_before_anything_else(client, officer):
    administrator = actor(Role.ADMINISTRATOR, officer.organisation)
    contact = ContactFactory(organisation=officer.organisation, email="mau@vidu.example")
    client.force_login(administrator.user)
    page = client.get(reverse("enterprises:contacts", args=[officer.organisation.public_id]))
    assert '<option value="clerk">' in page.content.decode()
    client.post(reverse("enterprises:invitation-send", args=[contact.public_id]), {"role": "clerk"})
    client.logout()
    outbox.send_pending(at=clock.now())
    path = "/invitation/" + mail.outbox[-1].body.rstrip().rstrip("/").rpartition("/")[2] + "/"
    client.post(path, TYPED)
    membership = Membership.objects.get(user__email="mau@vidu.example")
    assert (membership.organisation, membership.role) == (officer.organisation, Role.CLERK)
    assert client.get(reverse("home")).url == reverse("enterprises:second-factor")
    assert client.get(path).status_code == 404
