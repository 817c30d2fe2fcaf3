"""Invitations: one contact asked to open an account for one organisation, by a link that is good for one use."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from enterprises import notices
from enterprises.actor import Actor
from enterprises.models import BOARD_ROLES, Contact, Invitation, Membership, Organisation, OrganisationKind, Role
from enterprises.people.contacts import lock_organisation, withdraw

GOOD_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    organisation: Organisation, contact: Contact, *, by: Actor, at: datetime, role: Role | None = None
) -> Invitation:
    """Ask ``contact`` to open an account. Without ``role`` the first person heads the organisation, others edit for it.

    Raises Refused("role"), "not-registered" where the portal may not write to the contact,
    "invited" while an earlier invitation is good, "member" for somebody who acts for the organisation already.
    """
    lock_organisation(organisation)
    registered = Contact.objects.select_for_update().registered(local_date(at))
    row = registered.filter(pk=contact.pk, organisation=organisation).first()
    if row is None:
        text = _("Chỉ mời được đầu mối đã xác nhận, còn hiệu lực và nhận được thư. Chưa gửi gì.")
        raise Refused("not-registered", text)
    _refuse_doubled(row, at=at)
    invitation = Invitation.objects.create(
        board_id=organisation.board_id,
        organisation=organisation,
        contact=row,
        email=row.email,
        role=_role(organisation, role, by=by, at=at),
        invited_at=at,
        invited_by=by.user,
        inviting_organisation=by.organisation,
        expires_at=at + GOOD_FOR,
    )
    after = {"email": row.email, "role": invitation.role}
    audit.record(invitation, "invitation.send", by=by, at=at, after=after)
    notices.invited(invitation, at=at)
    return invitation


def _refuse_doubled(contact: Contact, *, at: datetime) -> None:
    """An invitation that is too old makes room for the new one."""
    here = Membership.objects.filter(organisation=contact.organisation, user__email=contact.email)
    if here.on(local_date(at)).exists():
        raise Refused("member", _("Người có địa chỉ này đã làm việc trên Cổng cho tổ chức."))
    unanswered = Invitation.objects.filter(organisation=contact.organisation, email=contact.email).unanswered()
    if unanswered.open(at).exists():
        raise Refused("invited", _("Đã mời địa chỉ này và lời mời còn hiệu lực. Gửi lại nếu thư chưa đến."))
    unanswered.update(revoked_at=at)


def _role(organisation: Organisation, wanted: Role | None, *, by: Actor, at: datetime) -> Role:
    """Only a head of the organisation itself names another head; into a board everybody is named by role."""
    kind = organisation.kind
    if kind == OrganisationKind.BOARD:
        if wanted not in BOARD_ROLES:
            raise Refused("role", _("Chọn vai trò trong Ban Quản lý cho người được mời. Chưa gửi gì."))
        return wanted
    if kind == OrganisationKind.AGENCY:
        return Role.AGENT
    if wanted not in {None, Role.EDITOR, Role.HEAD}:
        raise Refused("role", _("Loại tổ chức này không có vai trò đó."))
    if not has_people(organisation, at=at):
        return Role.HEAD
    return Role.HEAD if wanted == Role.HEAD and _heads(by, organisation) else Role.EDITOR


def _heads(actor: Actor, organisation: Organisation) -> bool:
    return actor.organisation_id == organisation.pk and actor.role == Role.HEAD


def has_people(organisation: Organisation, *, at: datetime) -> bool:
    people = Membership.objects.filter(organisation=organisation, user__is_active=True)
    return people.on(local_date(at)).exists()


@transaction.atomic
def resend(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Send a new link, good for another fourteen days; the one before it opens nothing any more.

    Raises Refused("gone") once it was accepted or revoked, "not-registered" when its contact gets no mail any more.
    """
    row = locked(invitation)
    if not Contact.objects.registered(local_date(at)).filter(pk=row.contact_id).exists():
        raise Refused("not-registered", _("Đầu mối này đã thôi hoặc thư bị trả lại. Chưa gửi gì."))
    row.sending, row.expires_at, row.token_digest, row.sent_at = row.sending + 1, at + GOOD_FOR, "", None
    row.save(update_fields=["sending", "expires_at", "token_digest", "sent_at"])
    audit.record(row, "invitation.resend", by=by, at=at, after={"sending": row.sending})
    notices.invited(row, at=at)


@transaction.atomic
def revoke(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Take it back. Raises Refused("gone") once it was accepted or revoked."""
    withdraw(locked(invitation), by=by, at=at)


def locked(invitation: Invitation) -> Invitation:
    """As it is now. Raises Refused("gone") when it was accepted or taken back."""
    row = Invitation.objects.select_for_update().filter(pk=invitation.pk).unanswered().first()
    if row is None:
        raise Refused("gone", _("Lời mời này đã được nhận hoặc đã thu hồi."))
    return row
