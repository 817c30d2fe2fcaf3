"""Contacts and invitations as a page lists them: how each stands, and what this person may do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enterprises.actor import Actor
from enterprises.forms.contacts import CorrectForm
from enterprises.models import Contact, Invitation, Membership, Organisation
from enterprises.permissions import can_confirm_contact, can_invite, can_keep_contact, is_landlord_of


class Standing(NamedTuple):
    """``tone`` is one of the tags'; ``label`` the words in it."""

    tone: str
    label: str | Promise


REGISTERED = Standing("done", _("Đã xác nhận"))


@dataclass(frozen=True)
class ContactRow:
    contact: Contact
    standing: Standing
    form: CorrectForm | None
    may_confirm: bool
    may_invite: bool


@dataclass(frozen=True)
class InvitationRow:
    invitation: Invitation
    standing: Standing
    is_open: bool


def contact_rows(
    organisation: Organisation,
    contacts: Iterable[Contact],
    actor: Actor,
    on: date,
    *,
    shown_again: CorrectForm | None = None,
) -> list[ContactRow]:
    """``contacts`` are the organisation's; ``shown_again`` is a form with errors."""
    landlord, may_invite = is_landlord_of(actor, organisation, on), can_invite(actor, organisation, on)
    here = _invited_or_in(organisation, on) if may_invite else frozenset()
    rows = []
    for contact in contacts:
        contact.organisation, form = organisation, None
        present = not contact.ended_on
        if present and can_keep_contact(actor, contact, landlord=landlord):
            again = shown_again and shown_again.instance == contact
            form = shown_again if again else CorrectForm(instance=contact)
        may_confirm = present and not contact.is_confirmed and can_confirm_contact(actor, contact)
        standing, invitable = contact_standing(contact), may_invite and contact.email not in here
        rows.append(ContactRow(contact, standing, form, may_confirm, invitable and standing == REGISTERED))
    return rows


def _invited_or_in(organisation: Organisation, on: date) -> frozenset[str]:
    """Addresses that need no invitation: one is on its way, or the person acts for the organisation already."""
    invited = Invitation.objects.filter(organisation=organisation).unanswered().values_list("email", flat=True)
    people = Membership.objects.filter(organisation=organisation).on(on).values_list("user__email", flat=True)
    return frozenset([*invited, *people])


def contact_standing(contact: Contact) -> Standing:
    if contact.ended_on:
        return Standing("none", _("Đã thôi"))
    if contact.bounced_at:
        return Standing("late", _("Thư bị trả lại"))
    if not contact.is_confirmed:
        return Standing("todo", _("Chờ xác nhận"))
    return REGISTERED


def invitation_rows(invitations: Iterable[Invitation], at: datetime) -> list[InvitationRow]:
    return [InvitationRow(one, _invitation_standing(one, at), _is_unanswered(one)) for one in invitations]


def _is_unanswered(invitation: Invitation) -> bool:
    return invitation.accepted_at is None and invitation.revoked_at is None


def _invitation_standing(invitation: Invitation, at: datetime) -> Standing:
    if invitation.accepted_at:
        return Standing("done", _("Đã nhận lời"))
    if invitation.revoked_at:
        return Standing("void", _("Đã thu hồi"))
    if invitation.expires_at <= at:
        return Standing("late", _("Hết hạn"))
    return Standing("sent", _("Đã gửi")) if invitation.sent_at else Standing("todo", _("Chờ gửi"))
