"""Signing in through a provider that really answers: who comes in, who does not, and that nothing is half done."""

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.core import mail
from django.urls import reverse

from antt_portal.core import clock, outbox
from antt_portal.core.models import AuditEntry
from antt_portal.single_sign_on.tests.a_provider import key, signed
from antt_portal.single_sign_on.tests.conftest import LOGIN
from enterprises.models import Invitation, Membership, Role, User
from enterprises.people import invitations
from enterprises.tests.factories import ContactFactory, MembershipFactory, OrganisationFactory, actor

pytestmark = pytest.mark.django_db
EMAIL = "mau@vidu.example"
OTHER_KEY, _public = key()


@pytest.fixture
def person():
    membership = MembershipFactory(organisation=OrganisationFactory(), role=Role.HEAD, user__email=EMAIL)
    return membership.user


@pytest.fixture(autouse=True)
def known_over_there(provider):
    provider.person = {"sub": "s-1", "email": EMAIL, "email_verified": True, "name": "Trần Thị Mẫu"}


def nothing_changed():
    assert not SocialAccount.objects.exists()
    assert not AuditEntry.objects.filter(verb="account.link").exists()
    return True


def test_a_known_person_is_in_and_the_link_is_kept(visitor, provider, person):
    answer = visitor.sign_in()
    assert answer.url == reverse("home")
    assert visitor.user_id == str(person.pk)
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid, account.extra_data) == (person, "co-quan", "s-1", {})
    assert AuditEntry.objects.get(verb="account.link").user == person
    assert not SocialToken.objects.exists()
    assert not SocialApp.objects.exists()
    assert {"/token", "/keys"} <= set(provider.paths)


def test_the_second_time_the_link_counts_and_not_the_address(visitor, provider, person):
    visitor.sign_in()
    visitor.client.logout()
    provider.person = {"sub": "s-1", "email": "khac@vidu.example", "email_verified": False}
    visitor.sign_in()
    assert visitor.user_id == str(person.pk)
    assert SocialAccount.objects.count() == 1


def test_what_the_signed_word_lacks_is_asked_of_the_provider(visitor, provider, person):
    provider.userinfo = dict(provider.person)
    visitor.sign_in()
    assert visitor.user_id == str(person.pk)
    assert "/userinfo" in provider.paths


def test_words_about_another_person_are_not_believed(visitor, provider, person):
    provider.userinfo = {**provider.person, "sub": "s-2"}
    answer = visitor.sign_in()
    assert (answer.status_code, visitor.user_id) == (401, None)
    assert nothing_changed()


@pytest.mark.parametrize("verified", [False, "false", None, 0, "yes"])
def test_an_address_that_is_not_verified_opens_nothing(visitor, provider, person, verified):
    provider.person["email_verified"] = verified
    answer = visitor.sign_in()
    assert (answer.status_code, visitor.user_id) == (403, None)
    assert "chưa xác nhận địa chỉ thư" in answer.content.decode()
    assert nothing_changed()


def test_somebody_whom_nobody_invited_reads_what_to_do(visitor, provider, person):
    provider.person["email"] = "la@vidu.example"
    answer = visitor.sign_in()
    assert (answer.status_code, visitor.user_id) == (403, None)
    assert "đề nghị Ban Quản lý hay người đứng đầu tổ chức mời" in answer.content.decode()
    assert not User.objects.filter(email="la@vidu.example").exists()
    assert nothing_changed()


def signed_by_another(claims):
    return signed(claims, OTHER_KEY)


def signed_by_the_secret(claims):
    return jwt.encode(claims, "bi-mat-thu" * 5, algorithm="HS256", headers={"kid": "mot"})


def signed_by_nobody(claims):
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "mot"})


@pytest.mark.parametrize("sign", [signed_by_another, signed_by_the_secret, signed_by_nobody, lambda _claims: "x.y"])
def test_a_token_that_the_provider_did_not_sign_opens_nothing(visitor, provider, person, sign):
    provider.signs = sign
    answer = visitor.sign_in()
    assert (answer.status_code, visitor.user_id) == (401, None)
    assert "Chưa có gì thay đổi" in answer.content.decode()
    assert nothing_changed()


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "khac"},
        {"nonce": None},
        {"aud": "khac"},
        {"aud": ["cong", "khac"]},
        {"azp": "khac"},
        {"iss": "https://khac.example"},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"sub": None},
        {"sub": "s" * 200},
    ],
    ids=lambda wrong: str(wrong)[:24],
)
def test_a_token_that_is_not_for_this_sign_in_opens_nothing(visitor, provider, person, wrong):
    provider.says = wrong
    answer = visitor.sign_in()
    assert (answer.status_code, visitor.user_id) == (401, None)
    assert nothing_changed()


def test_an_answer_is_good_once_and_for_its_own_browser_alone(visitor, provider, person):
    back = visitor.out()
    visitor.client.get(back)
    assert visitor.user_id
    visitor.client.logout()
    assert visitor.client.get(back).status_code == 401
    assert not visitor.user_id


def test_another_browsers_answer_signs_nobody_in(visitor, provider, person):
    back = visitor.out()
    visitor.client.cookies.clear()
    assert visitor.client.get(back).status_code == 401
    assert nothing_changed()


def test_whoever_stops_over_there_reads_so(visitor, provider, person):
    back = visitor.out()
    state = back.partition("state=")[2]
    answer = visitor.client.get(f"{LOGIN}callback/", {"error": "access_denied", "state": state}, follow=True)
    assert "Đã dừng đăng nhập" in answer.content.decode()
    assert not visitor.user_id


@pytest.mark.parametrize("moment", ["leaving", "returning"])
def test_a_provider_that_is_down_is_said_in_words(visitor, provider, person, moment):
    if moment == "leaving":
        provider.is_down = True
        answer = visitor.client.post(LOGIN)
    else:
        back = visitor.out()
        provider.is_down = True
        answer = visitor.client.get(back)
    assert answer.status_code == 401
    assert "không trả lời" in answer.content.decode()
    assert nothing_changed()


def test_a_provider_nobody_reaches_is_said_in_words(visitor, provider, person):
    provider.stop()
    assert visitor.client.post(LOGIN).status_code == 401


def test_a_description_of_another_issuer_is_not_believed(visitor, provider, person, monkeypatch):
    told = {**provider.description(), "issuer": "https://khac.example"}
    monkeypatch.setattr(provider, "description", lambda: told)
    assert visitor.client.post(LOGIN).status_code == 401


def test_a_suspended_account_stays_shut(visitor, provider, person):
    User.objects.update(is_active=False)
    answer = visitor.sign_in()
    assert (answer.status_code, visitor.user_id) == (403, None)
    assert nothing_changed()


def test_an_account_suspended_after_it_was_linked_stays_shut(visitor, provider, person):
    visitor.sign_in()
    visitor.client.logout()
    User.objects.update(is_active=False)
    assert visitor.sign_in().url == reverse("account_inactive")
    assert not visitor.user_id


def test_whose_membership_ended_is_in_and_acts_for_nobody(visitor, provider, person):
    Membership.objects.update(valid_to="2021-01-01")
    visitor.sign_in()
    assert visitor.home().url == reverse("no-organisation")


def test_a_second_account_over_there_is_not_linked_by_itself(visitor, provider, person):
    visitor.sign_in()
    visitor.client.logout()
    provider.person["sub"] = "s-2"
    answer = visitor.sign_in()
    assert (answer.status_code, visitor.user_id) == (403, None)
    assert SocialAccount.objects.get().uid == "s-1"


@pytest.fixture
def link():
    tenant = OrganisationFactory()
    officer = actor(Role.OFFICER, tenant.board.organisations.get(kind="board"))
    contact = ContactFactory(organisation=tenant, email="moi@vidu.example")
    invitations.invite(tenant, contact, by=officer, at=clock.now())
    outbox.send_pending(at=clock.now())
    return "/invitation/" + mail.outbox[-1].body.rstrip().rstrip("/").rpartition("/")[2] + "/"


def test_somebody_invited_opens_an_account_without_a_password(visitor, provider, link):
    assert "openid" not in visitor.client.get(link).content.decode()
    provider.person["email"] = "moi@vidu.example"
    visitor.sign_in(next=link)
    user = User.objects.get(email="moi@vidu.example")
    assert visitor.user_id == str(user.pk)
    assert not user.has_usable_password()
    assert Membership.objects.get(user=user).role == Role.HEAD
    assert Invitation.objects.get().accepted_by == user


@pytest.mark.parametrize("case", ["other-address", "no-invitation", "other-page"])
def test_an_invitation_opens_for_its_own_address_alone(visitor, provider, link, case):
    provider.person["email"] = "la@vidu.example" if case == "other-address" else "moi@vidu.example"
    way = {"other-address": link, "no-invitation": "/invitation/khac/", "other-page": "/verify/"}[case]
    assert visitor.sign_in(next=way).status_code == 403
    assert not User.objects.filter(email=provider.person["email"]).exists()
    assert Invitation.objects.get().accepted_at is None


def test_where_one_goes_afterwards_is_this_portal(visitor, provider, person):
    assert visitor.sign_in(next="https://khac.example/").url == reverse("home")
    assert "khac.example" not in provider.asked["redirect_uri"]


def test_the_visitor_does_not_choose_what_is_asked(visitor, provider, person):
    visitor.out(f"{LOGIN}?scope=admin&auth_params=prompt%3Dnone&process=connect")
    assert set(provider.asked["scope"].split()) == {"openid", "profile", "email"}
    assert "prompt" not in provider.asked


def test_the_way_there_needs_a_button_pressed_here(client, person):
    assert client.get(LOGIN).status_code == 405
    assert client.post("/accounts/oidc/khac/login/").status_code == 404


def test_the_sign_in_page_offers_it_and_may_lead_there(client):
    answer = client.get(reverse("account_login"))
    assert "Đăng nhập qua Tài khoản cơ quan" in answer.content.decode()


def test_somebody_of_a_board_still_proves_it_twice(visitor, provider):
    officer = actor(Role.OFFICER)
    provider.person["email"] = officer.user.email
    assert visitor.sign_in().url.startswith(reverse("mfa_authenticate"))
    assert not visitor.user_id


def test_somebody_of_a_board_without_a_second_factor_sets_one_up(visitor, provider):
    officer = actor(Role.OFFICER)
    Authenticator.objects.all().delete()
    provider.person["email"] = officer.user.email
    visitor.sign_in()
    assert visitor.home().url == reverse("enterprises:second-factor")


@pytest.fixture(params=["with an authenticator here", "with none"])
def officer(request):
    officer = actor(Role.OFFICER)
    if request.param == "with none":
        Authenticator.objects.all().delete()
    return officer


WORDS = [
    ({"amr": ["mfa"]}, {"amr": ["pwd", "mfa"]}, True),
    ({"acr": ["muc-3"]}, {"acr": "muc-3"}, True),
    ({"amr": ["mfa"]}, {"amr": ["pwd"]}, False),
    ({"acr": ["muc-3"]}, {"acr": "muc-1"}, False),
    ({}, {"amr": ["mfa"], "acr": "muc-3"}, False),
]


@pytest.mark.parametrize("told", WORDS)
def test_the_providers_second_factor_counts_where_its_word_is_accepted(visitor, provider, accepts, officer, told):
    words, said, counts = told
    accepts(**words)
    provider.person["email"], provider.says = officer.user.email, said
    visitor.sign_in()
    inside = visitor.home().status_code == 200
    assert inside == counts
    assert provider.asked.get("acr_values", "") == " ".join(words.get("acr", []))


def test_a_password_later_does_not_inherit_the_providers_word(visitor, provider, accepts):
    accepts(amr=["mfa"])
    officer = actor(Role.OFFICER)
    provider.person["email"], provider.says = officer.user.email, {"amr": ["mfa"]}
    visitor.sign_in()
    other = actor(Role.OFFICER)
    Authenticator.objects.filter(user=other.user).delete()
    visitor.client.force_login(other.user)
    assert visitor.home().url == reverse("enterprises:second-factor")
