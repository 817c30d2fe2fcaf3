"""Proving who one is by signing in anew over there; taking a link away; being forgotten."""

import time

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from antt_portal.core import clock, proof
from antt_portal.operations.personal_data.erasing import erase
from antt_portal.single_sign_on import views
from antt_portal.single_sign_on.tests.conftest import LOGIN
from enterprises.models import Membership, Role
from enterprises.tests.factories import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
AGAIN = LOGIN.replace("login", "again")
EMAIL = "mau@vidu.example"


@pytest.fixture
def inside(visitor, provider):
    """Somebody without a password, signed in a while ago."""
    person = MembershipFactory(organisation=OrganisationFactory(), role=Role.HEAD, user__email=EMAIL).user
    person.set_unusable_password()
    person.save()
    provider.person = {"sub": "s-1", "email": EMAIL, "email_verified": True, "auth_time": int(time.time())}
    visitor.sign_in()
    session = visitor.client.session
    session[proof.KEY] = time.time() - proof.GOOD_FOR_SECONDS
    session.save()
    return person


def is_proved(visitor):
    return proof.is_fresh(visitor.client.session)


def test_an_act_leads_there_and_back_to_itself(visitor, provider, inside):
    act = reverse("enterprises:membership-end", args=[Membership.objects.get().public_id])
    asked = visitor.client.post(act, {}, follow=True)
    assert asked.redirect_chain[-1][0].startswith(AGAIN)
    assert "Đăng nhập lại qua Tài khoản cơ quan" in asked.content.decode()
    back = visitor.sign_in(AGAIN, next=reverse("enterprises:held-act"))
    assert back.url == reverse("enterprises:held-act")
    assert is_proved(visitor)
    assert (provider.asked["prompt"], provider.asked["max_age"]) == ("login", "0")


@pytest.mark.parametrize("signed_in_at", [None, 0, 1_700_000_000, "moi"])
def test_an_earlier_sign_in_over_there_proves_nothing(visitor, provider, inside, signed_in_at):
    provider.person["auth_time"] = signed_in_at
    answer = visitor.sign_in(AGAIN)
    assert answer.status_code == 403
    assert not is_proved(visitor)
    assert visitor.user_id == str(inside.pk)


@pytest.mark.parametrize("is_linked", [True, False])
def test_somebody_else_over_there_proves_nothing(visitor, provider, inside, is_linked):
    if is_linked:
        other = MembershipFactory(organisation=OrganisationFactory()).user
        SocialAccount.objects.create(user=other, provider="co-quan", uid="s-2")
    provider.person["sub"] = "s-2"
    assert visitor.sign_in(AGAIN).status_code == 403
    assert not is_proved(visitor)
    assert visitor.user_id == str(inside.pk)


def test_a_plain_sign_in_answer_is_no_proof_of_somebody_signed_out(visitor, provider, inside):
    back = visitor.out(AGAIN)
    visitor.client.logout()
    visitor.client.get(back)
    assert not visitor.user_id


def test_there_is_nothing_to_prove_with_where_nothing_is_linked(visitor, provider, inside):
    SocialAccount.objects.all().delete()
    assert visitor.client.get(AGAIN).status_code == 404


def test_the_last_link_of_somebody_without_a_password_stays(visitor, provider, inside):
    visitor.sign_in(AGAIN)
    page = reverse("socialaccount_connections")
    visitor.client.post(page, {"account": SocialAccount.objects.get().pk})
    assert SocialAccount.objects.exists()
    inside.set_password("mat khau du dai 7")
    inside.save()
    visitor.client.force_login(inside)
    assert "Gỡ liên kết" in visitor.client.get(page).content.decode()
    visitor.client.post(page, {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_whoever_is_forgotten_is_forgotten_over_there_too(visitor, provider, inside):
    Membership.objects.update(valid_to="2021-01-01")
    erase(inside, reason="Theo yêu cầu", at=clock.now())
    assert not SocialAccount.objects.exists()


def test_one_address_cannot_send_the_portal_asking_without_end(visitor, provider, monkeypatch):
    monkeypatch.setattr(views, "TRIES_PER_MINUTE", 1)
    assert [visitor.client.post(LOGIN).status_code for _time in range(2)] == [302, 429]
