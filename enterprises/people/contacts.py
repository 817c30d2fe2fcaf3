"""Contacts of organisations: added, confirmed by the board, corrected, ended; and what mail that comes back does."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, outbox
from antt_portal.core.actor import System
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.models import Contact, ContactSource, Invitation, Organisation

CORRECTABLE = ("name", "office", "phone")


@transaction.atomic
def add(
    organisation: Organisation, *, name: str, email: str, by: Actor, at: datetime, office: str = "", phone: str = ""
) -> Contact:
    """Enter a contact: at once for the board and for the organisation's own people, to be confirmed for others.

    Raises Refused("address-known").
    """
    address, source = email.strip().lower(), _source(organisation, by)
    lock_organisation(organisation)
    if Contact.objects.filter(organisation=organisation, email=address, ended_on=None).exists():
        raise Refused("address-known", _("Địa chỉ này đã là đầu mối của tổ chức. Chưa ghi gì."))
    confirmed = source != ContactSource.INVESTOR
    contact = Contact.objects.create(
        board_id=organisation.board_id,
        organisation=organisation,
        name=name.strip(),
        office=office.strip(),
        email=address,
        phone=phone.strip(),
        source=source,
        valid_from=local_date(at),
        confirmed_at=at if confirmed else None,
        confirmed_by=by.user if confirmed else None,
    )
    audit.record(contact, "contact.add", by=by, at=at, after={**_written(contact), "email": address})
    return contact


def lock_organisation(organisation: Organisation) -> None:
    """What is one per organisation (a contact of an address, a first person) is decided by one at a time."""
    list(Organisation.objects.select_for_update().filter(pk=organisation.pk).values_list("pk"))


def _source(organisation: Organisation, by: Actor) -> ContactSource:
    if by.is_board:
        return ContactSource.BOARD
    return ContactSource.OWN if by.organisation_id == organisation.pk else ContactSource.INVESTOR


def _written(contact: Contact) -> dict[str, str]:
    return {field: getattr(contact, field) for field in CORRECTABLE}


def _locked(contact: Contact) -> Contact:
    """The row as it is now. Raises Refused("ended")."""
    row = Contact.objects.select_for_update().get(pk=contact.pk)
    if row.ended_on:
        raise Refused("ended", _("Đầu mối này đã thôi. Thêm đầu mối mới nếu người đó trở lại."))
    return row


@transaction.atomic
def confirm(contact: Contact, *, by: Actor, at: datetime) -> None:
    """Answer for a contact that an investor told: the portal writes to it now. Raises Refused("confirmed"), "ended"."""
    row = _locked(contact)
    if row.is_confirmed:
        raise Refused("confirmed", _("Đầu mối này đã được xác nhận."))
    row.confirmed_at, row.confirmed_by = at, by.user
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record(row, "contact.confirm", by=by, at=at)


@transaction.atomic
def correct(contact: Contact, *, name: str, office: str, phone: str, by: Actor, at: datetime) -> None:
    """Write name, office or number as they should be. Another address is another contact. Raises Refused("ended")."""
    row = _locked(contact)
    before = _written(row)
    row.name, row.office, row.phone = name.strip(), office.strip(), phone.strip()
    row.save(update_fields=CORRECTABLE)
    audit.record(row, "contact.correct", by=by, at=at, before=before, after=_written(row))


@transaction.atomic
def end(contact: Contact, *, by: Actor, at: datetime) -> None:
    """Write to this contact no more; an invitation it has not answered is void. Raises Refused("ended")."""
    row = _locked(contact)
    row.ended_on = max(local_date(at), row.valid_from)
    row.save(update_fields=["ended_on"])
    for invitation in Invitation.objects.select_for_update().filter(contact=row).unanswered():
        withdraw(invitation, by=by, at=at)
    audit.record(row, "contact.end", by=by, at=at, after={"ended_on": row.ended_on.isoformat()})


def withdraw(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Make a locked, unanswered invitation void, and do not send what is still to be sent of it."""
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    outbox.cancel(invitation, kinds=["invitation"])
    audit.record(invitation, "invitation.revoke", by=by, at=at)


@transaction.atomic
def came_back(board_id: int, address: str, reason: str, *, at: datetime) -> None:
    """Mail to ``address`` came back: contacts of the board with this address are written to no more."""
    contacts = Contact.objects.filter(
        board_id=board_id, email=address.lower(), ended_on__isnull=True, bounced_at__isnull=True
    )
    for contact in contacts.select_for_update():
        contact.bounced_at, contact.bounce_reason = at, reason
        contact.save(update_fields=["bounced_at", "bounce_reason"])
        audit.record(contact, "contact.bounce", by=System(board_id), at=at, note=reason)
