"""People of boards and agencies do nothing before they have a second factor; people of enterprises choose."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from antt_portal.core.tests.page import select, tree_of
from enterprises.models import Contact, OrganisationKind, Role
from enterprises.people.accounts import MFAAdapter
from enterprises.tests.factories import (
    BoardFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    board_organisation,
    give_second_factor,
)

pytestmark = pytest.mark.django_db
DOOR = "enterprises:second-factor"


def signed_in(kind, role, **more):
    board = BoardFactory()
    own = board_organisation(board)
    if kind != OrganisationKind.BOARD:
        own = OrganisationFactory(board=board, kind=kind, parent=own if kind == OrganisationKind.UNIT else None)
    membership = MembershipFactory(organisation=own, role=role, second_factor=False, **more)
    client = Client()
    client.force_login(membership.user)
    return client, membership


def is_led_to_the_door(client):
    return client.get(reverse("home")).headers.get("Location") == reverse(DOOR)


@pytest.mark.parametrize(
    ("kind", "role", "is_compulsory"),
    [
        (OrganisationKind.BOARD, Role.OFFICER, True),
        (OrganisationKind.BOARD, Role.ADMINISTRATOR, True),
        (OrganisationKind.UNIT, Role.EDITOR, True),
        (OrganisationKind.AGENCY, Role.AGENT, True),
        (OrganisationKind.INVESTOR, Role.HEAD, False),
        (OrganisationKind.TENANT, Role.EDITOR, False),
    ],
)
def test_boards_units_and_agencies_must_have_one(kind, role, is_compulsory):
    client, _membership = signed_in(kind, role)
    assert is_led_to_the_door(client) is is_compulsory


def test_with_one_the_portal_opens():
    client, membership = signed_in(OrganisationKind.BOARD, Role.OFFICER)
    give_second_factor(membership.user)
    assert client.get(reverse("home")).status_code == 200


def test_recovery_codes_alone_are_none():
    client, membership = signed_in(OrganisationKind.BOARD, Role.OFFICER)
    Authenticator.objects.create(user=membership.user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert is_led_to_the_door(client)


def test_who_also_works_for_a_board_must_have_one_everywhere():
    client, membership = signed_in(OrganisationKind.TENANT, Role.HEAD)
    assert not is_led_to_the_door(client)
    own = board_organisation(membership.board)
    MembershipFactory(organisation=own, role=Role.OFFICER, user=membership.user, second_factor=False)
    assert is_led_to_the_door(client)


def test_what_is_sent_before_is_not_done():
    client, membership = signed_in(OrganisationKind.BOARD, Role.OFFICER)
    tenant = OrganisationFactory(board=membership.board)
    page = reverse("enterprises:contact-add", args=[tenant.public_id])
    answer = client.post(page, {"name": "Trần Thị Mẫu", "email": "mau@vidu.example"}, follow=True)
    assert answer.redirect_chain == [(reverse(DOOR), 302)]
    assert "Chưa có gì được thực hiện" in answer.content.decode()
    assert not Contact.objects.exists()


@pytest.mark.parametrize("header", ["HX-Request", "X-Requested-With"])
def test_a_script_gets_words(header):
    client, _membership = signed_in(OrganisationKind.AGENCY, Role.AGENT)
    answer = client.get(reverse("home"), headers={header: "XMLHttpRequest"})
    assert answer.status_code == 403
    assert "xác thực hai lớp" in answer.json()["error"]


@pytest.mark.parametrize("name", ["account_change_password", "account_email", "mfa_index", "enterprises:sessions"])
def test_other_pages_of_the_account_wait_too(name):
    client, _membership = signed_in(OrganisationKind.BOARD, Role.CLERK)
    assert client.get(reverse(name)).headers["Location"] == reverse(DOOR)


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", DOOR, "verify"])
def test_what_is_needed_to_set_one_up_opens(name):
    client, _membership = signed_in(OrganisationKind.BOARD, Role.CLERK)
    assert client.get(reverse(name)).status_code == 200


def test_an_address_that_allauth_holds_for_unverified_is_in_nobodys_way():
    client, membership = signed_in(OrganisationKind.BOARD, Role.CLERK)
    EmailAddress.objects.create(user=membership.user, email=membership.user.email, primary=True)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_door_offers_both_ways():
    client, _membership = signed_in(OrganisationKind.BOARD, Role.CLERK)
    tree = tree_of(client.get(reverse(DOOR)).content.decode())
    ways = [link.get("href") for link in select(tree, "main .rows a")]
    assert ways == [reverse("mfa_activate_totp"), reverse("mfa_add_webauthn")]


def test_the_last_of_an_account_that_must_have_one_stays():
    _client, membership = signed_in(OrganisationKind.BOARD, Role.CLERK)
    app = give_second_factor(membership.user)
    assert not MFAAdapter().can_delete_authenticator(app)
    Authenticator.objects.create(user=membership.user, type=Authenticator.Type.WEBAUTHN, data={})
    assert MFAAdapter().can_delete_authenticator(app)


def test_an_enterprise_may_take_its_last_away():
    user = MembershipFactory().user
    assert MFAAdapter().can_delete_authenticator(give_second_factor(user))


def test_it_costs_no_query_of_its_own(client, django_assert_num_queries):
    client.force_login(UserFactory())
    with django_assert_num_queries(3):  # the session, the person, the memberships with what each has
        client.get(reverse("home"))
