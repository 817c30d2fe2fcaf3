"""Many at once on one contact, one link, one organisation: nothing is doubled, nothing half done."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from antt_portal.core import outbox
from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.tests.at_once import at_once
from enterprises.models import Contact, Invitation, Membership, Role, User
from enterprises.people import accepting, contacts, invitations
from enterprises.tests.factories import ContactFactory, actor

AT = datetime(2026, 11, 2, 3, tzinfo=UTC)
TYPED = {"password": "mat khau du dai", "language": "vi", "ip": None}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def officers(tenant):
    return [actor(Role.OFFICER, tenant.board.organisations.get(kind="board")) for _two in range(2)]


def invite(tenant, officer, **who):
    """And send the mail; what its link ends with."""
    invitation = invitations.invite(tenant, ContactFactory(organisation=tenant, **who), by=officer, at=AT)
    outbox.send_pending(at=AT)
    return invitation, mail.outbox[-1].body.rstrip().rstrip("/").rpartition("/")[2]


def test_a_link_used_from_twenty_places_opens_one_account(tenant, officers):
    _invitation, token = invite(tenant, officers[0], email="mau@vidu.example")

    def accept(number):
        return accepting.open_account(token, full_name=f"Nguyễn Văn Mẫu {number}", **TYPED, at=AT).role

    assert sorted(at_once(accept, 20)) == ["gone"] * 19 + ["head"]
    assert User.objects.filter(email="mau@vidu.example").count() == Membership.objects.filter(role="head").count() == 1
    assert AuditEntry.objects.filter(verb="invitation.accept").count() == 1


def test_two_officers_inviting_one_contact_send_one_mail(tenant, officers):
    contact = ContactFactory(organisation=tenant)
    results = at_once(lambda n: invitations.invite(tenant, contact, by=officers[n % 2], at=AT).role, 10)
    assert sorted(results) == ["head"] + ["invited"] * 9
    assert Invitation.objects.count() == Notice.objects.count() == 1


def test_two_people_invited_to_an_empty_organisation_become_one_head_and_one_editor(tenant, officers):
    tokens = [invite(tenant, officers[0])[1] for _two in range(2)]
    roles = at_once(lambda n: accepting.open_account(tokens[n], full_name="Mẫu", **TYPED, at=AT).role, 2)
    assert sorted(roles) == ["editor", "head"]


def test_accepting_while_it_is_taken_back_is_one_or_the_other(tenant, officers):
    for _time in range(5):
        invitation, token = invite(tenant, officers[0])

        def act(number, invitation=invitation, token=token):
            if number:
                return accepting.open_account(token, full_name="Mẫu", **TYPED, at=AT)
            return contacts.end(invitation.contact, by=officers[0], at=AT)

        at_once(act, 2)
        invitation.refresh_from_db()
        joined = Membership.objects.filter(user__email=invitation.email).exists()
        assert joined is bool(invitation.accepted_at) is not bool(invitation.revoked_at)


def test_inviting_while_the_contact_is_ended_leaves_no_open_invitation(tenant, officers):
    for _time in range(5):
        contact = ContactFactory(organisation=tenant)
        acts = [contacts.end, lambda one, **by_at: invitations.invite(tenant, one, **by_at)]
        at_once(lambda n, contact=contact, acts=acts: acts[n](contact, by=officers[n], at=AT), 2)
        assert not Invitation.objects.filter(contact=contact).unanswered().exists()


def test_one_address_told_from_ten_places_is_one_contact(tenant, officers):
    def add(number):
        return contacts.add(tenant, name="Mẫu", email="mau@vidu.example", by=officers[number % 2], at=AT).email

    assert sorted(at_once(add, 10)) == ["address-known"] * 9 + ["mau@vidu.example"]
    assert Contact.objects.count() == 1
