"""Somebody who answers for a person ends what that person has open: everywhere, with a reason, written down."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from antt_portal.core import clock
from antt_portal.core.models import AuditDetail, AuditEntry
from antt_portal.core.refusal import Refused
from enterprises.models import Role
from enterprises.people.signing_out import sign_out
from enterprises.permissions import can_end_sessions
from enterprises.tests.factories import MembershipFactory, actor

ACT = "membership.end_sessions"
PASSWORD = "mat-khau-thu-2026"

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return actor(Role.HEAD)


@pytest.fixture
def colleague(head):
    """Of the same organisation, and of another one."""
    membership = actor(Role.EDITOR, head.organisation).membership
    membership.user.set_password(PASSWORD)
    membership.user.save()
    MembershipFactory(user=membership.user, role=Role.EDITOR)
    return membership


def signed_in(person):
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert is_in(client)
    return client


def is_in(client):
    return client.get(reverse("home")).status_code == 200


def code(membership, by):
    with pytest.raises(Refused) as refused:
        sign_out(membership, reason="Mất máy", by=by, at=clock.now())
    return refused.value.code


def test_every_session_of_the_person_ends_and_no_other(client, head, colleague):
    client.force_login(head.user)
    desk, phone = signed_in(colleague.user), signed_in(colleague.user)
    page = reverse("enterprises:membership-sessions-end", args=[colleague.public_id])
    said = client.post(page, {"reason": "Mất điện thoại"}, follow=True).content.decode()
    assert "Đã kết thúc mọi phiên" in said
    assert [is_in(one) for one in (desk, phone, client)] == [False, False, True]
    assert is_in(signed_in(colleague.user))
    entry = AuditEntry.objects.get(verb=ACT)
    assert (entry.user, entry.subject_id) == (head.user, colleague.public_id)
    assert AuditDetail.objects.get(entry=entry).note == "Mất điện thoại"


def test_the_page_asks_for_a_reason(client, head, colleague):
    client.force_login(head.user)
    desk = signed_in(colleague.user)
    people = client.get(reverse("enterprises:people", args=[head.organisation.public_id])).content.decode()
    page = reverse("enterprises:membership-sessions-end", args=[colleague.public_id])
    assert page in people
    assert reverse("enterprises:membership-sessions-end", args=[head.membership.public_id]) not in people
    assert client.post(page, {"reason": " "}).status_code == 422
    assert is_in(desk)


def test_where_nothing_is_open_nothing_is_written_down(client, head, colleague):
    client.force_login(head.user)
    page = reverse("enterprises:membership-sessions-end", args=[colleague.public_id])
    assert client.post(page, {"reason": "Mất máy"}).status_code == 409
    assert not AuditEntry.objects.filter(verb=ACT).exists()


def test_somebody_who_left_is_signed_out_by_nobody_here(head, colleague):
    """What is open is another organisation's now."""
    colleague.valid_to = clock.today() - timedelta(days=1)
    colleague.save()
    desk = signed_in(colleague.user)
    assert code(colleague, head) == "ended"
    assert is_in(desk)


@pytest.mark.parametrize(
    ("role", "may"), [(Role.OFFICER, False), (Role.LEADER, False), (Role.CLERK, False), (Role.ADMINISTRATOR, True)]
)
def test_of_a_board_its_administrator_alone(role, may):
    administrator = actor(Role.ADMINISTRATOR)
    officer = actor(Role.OFFICER, administrator.organisation).membership
    assert can_end_sessions(actor(role, administrator.organisation), officer) is may
    assert not can_end_sessions(actor(role), officer)
    assert not can_end_sessions(administrator, administrator.membership)
