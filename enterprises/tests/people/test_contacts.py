"""Contacts: who enters them, who answers for them, what ends them."""

from datetime import UTC, datetime, timedelta

import pytest

from antt_portal.core import outbox
from antt_portal.core.models import AuditEntry, Notice, NoticeState
from antt_portal.core.refusal import Refused
from enterprises.models import Contact, ContactSource, Role
from enterprises.people import contacts, invitations
from enterprises.tests.factories import ContactFactory, OrganisationFactory, actor

AT = datetime(2026, 11, 2, 3, tzinfo=UTC)
ON = AT.date()

pytestmark = pytest.mark.django_db


def add(organisation, by, **more):
    return contacts.add(organisation, **{"name": " Trần Thị Mẫu ", "email": " Mau@Vidu.example ", **more}, by=by, at=AT)


def code(act, *args, **more):
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return refused.value.code


def test_the_board_enters_a_contact_that_is_written_to_at_once(tenant, officer):
    contact = add(tenant, officer, office="Trưởng phòng nhân sự")
    assert (contact.name, contact.email, contact.source) == ("Trần Thị Mẫu", "mau@vidu.example", ContactSource.BOARD)
    assert Contact.objects.registered(ON).get() == contact
    assert AuditEntry.objects.get(verb="contact.add").organisation_id == tenant.pk


def test_an_organisation_enters_its_own(tenant):
    contact = add(tenant, actor(Role.EDITOR, tenant))
    assert contact.source == ContactSource.OWN
    assert Contact.objects.registered(ON).exists()


def test_what_an_investor_tells_waits_for_one_click_of_the_board(tenant, landlord, officer):
    contact = add(tenant, landlord)
    assert (contact.source, Contact.objects.registered(ON).exists()) == (ContactSource.INVESTOR, False)
    assert Contact.objects.waiting(ON).get() == contact
    contacts.confirm(contact, by=officer, at=AT)
    assert Contact.objects.registered(ON).get().confirmed_by == officer.user
    assert not Contact.objects.waiting(ON).exists()
    assert code(contacts.confirm, contact, by=officer, at=AT) == "confirmed"


def test_an_address_is_entered_once_however_it_is_written(tenant, officer):
    add(tenant, officer)
    assert code(add, tenant, officer, email="MAU@vidu.example") == "address-known"
    assert Contact.objects.count() == 1


def test_a_correction_keeps_what_was_written_before_in_the_record(tenant, officer):
    contact = add(tenant, officer)
    contacts.correct(contact, name="Trần Thị Ví Dụ", office="", phone="0900 000 000", by=officer, at=AT)
    contact.refresh_from_db()
    assert (contact.name, contact.phone, contact.email) == ("Trần Thị Ví Dụ", "0900 000 000", "mau@vidu.example")
    assert AuditEntry.objects.get(verb="contact.correct").detail.before["name"] == "Trần Thị Mẫu"


def test_ending_a_contact_stops_mail_the_same_day_and_frees_its_address(tenant, officer):
    contact = add(tenant, officer)
    contacts.end(contact, by=officer, at=AT)
    assert not Contact.objects.registered(ON).exists()
    add(tenant, officer)
    for act in (contacts.end, contacts.confirm):
        assert code(act, contact, by=officer, at=AT) == "ended"


def test_an_ended_contact_can_no_longer_answer_its_invitation(tenant, officer):
    contact = add(tenant, officer)
    invitation = invitations.invite(tenant, contact, by=officer, at=AT)
    contacts.end(contact, by=officer, at=AT)
    invitation.refresh_from_db()
    assert invitation.revoked_at == AT
    assert Notice.objects.get().state == NoticeState.CANCELLED


def test_mail_that_comes_back_ends_writing_to_that_address_behind_this_wall(tenant, officer):
    contact, elsewhere = add(tenant, officer), ContactFactory(email="mau@vidu.example")
    same_address = ContactFactory(
        organisation=OrganisationFactory(board=tenant.board), board=tenant.board, email=contact.email
    )
    outbox.put_to_address("report_accepted", "1", about=tenant, address=contact.email, name="", at=AT, params={})
    outbox.record_bounce(Notice.objects.get(), "550 no such user", AT + timedelta(hours=1))
    bounced = Contact.objects.filter(bounced_at__isnull=False)
    assert set(bounced) == {contact, same_address}
    assert {one.bounce_reason for one in bounced} == {"550 no such user"}
    assert Contact.objects.registered(ON).get() == elsewhere
    assert AuditEntry.objects.filter(verb="contact.bounce", role="system").count() == 2


def test_an_act_that_cannot_be_recorded_is_not_done(tenant, officer, monkeypatch):
    monkeypatch.setattr(contacts.audit, "record", _fail)
    with pytest.raises(RuntimeError):
        add(tenant, officer)
    assert not Contact.objects.exists()


def _fail(*_args, **_more):
    raise RuntimeError
