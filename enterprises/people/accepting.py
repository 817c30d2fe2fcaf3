"""Accepting an invitation: with an account one has, or with a new one."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.secret import digest_of
from enterprises.models import Contact, Invitation, Membership, Role, User
from enterprises.organisations import grant
from enterprises.people.contacts import lock_organisation
from enterprises.people.invitations import has_people, locked


@dataclass(frozen=True)
class Newcomer:
    """Who accepts, before there is a membership to act by."""

    user_id: int
    organisation_id: int
    board_id: int
    role: str
    ip: str | None


def by_token(token: str, *, at: datetime) -> Invitation | None:
    """The invitation that this link opens at ``at``; None alike for one expired, used, revoked or never sent."""
    found = Invitation.objects.open(at).filter(token_digest=digest_of(token))
    present = found.filter(contact__in=Contact.objects.on(local_date(at)))
    return present.select_related("organisation", "contact", "inviting_organisation").first()


def account_of(invitation: Invitation) -> User | None:
    return User.objects.filter(email=invitation.email).first()


@transaction.atomic
def join(token: str, *, user: User, ip: str | None, at: datetime) -> Membership:
    """Accept with the account of the invited address. Raises Refused("gone"), "other-address"."""
    invitation = _usable(token, at=at)
    if user.email != invitation.email:
        text = _("Lời mời gửi cho địa chỉ khác. Đăng xuất rồi mở lại liên kết trong thư.")
        raise Refused("other-address", text)
    return _accept(invitation, user, ip=ip, at=at)


def open_account(
    token: str, *, full_name: str, password: str | None, language: str, ip: str | None, at: datetime
) -> Membership:
    """Accept with a new account. Without a ``password`` it is entered through a provider alone.

    Raises Refused("gone"), "account-exists" where somebody is to sign in instead.
    """
    secret = make_password(password)  # takes a while, so before any lock
    with transaction.atomic():
        invitation = _usable(token, at=at)
        user = User(email=invitation.email, full_name=full_name.strip(), password=secret, language=language)
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError:
            text = _("Địa chỉ này đã có tài khoản. Đăng nhập để nhận lời mời.")
            raise Refused("account-exists", text) from None
        return _accept(invitation, user, ip=ip, at=at)


def _usable(token: str, *, at: datetime) -> Invitation:
    """Locked after its organisation, so that of two who come at once the second finds what the first did."""
    found = by_token(token, at=at)
    if found is None:
        raise Refused("gone", _("Lời mời này không còn dùng được. Đề nghị bên mời gửi lại."))
    lock_organisation(found.organisation)
    locked(found)
    return found


def _accept(invitation: Invitation, user: User, *, ip: str | None, at: datetime) -> Membership:
    organisation, role, on = invitation.organisation, _role_now(invitation, at=at), local_date(at)
    by = Newcomer(user.pk, organisation.pk, organisation.board_id, role, ip)
    mine = Membership.objects.filter(user=user, organisation=organisation, role=role)
    present = mine.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).first()
    membership = present or grant(user, organisation, role, by=by, at=at, since=on)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=at, accepted_by=user)
    audit.record(invitation, "invitation.accept", by=by, at=at, after={"role": role})
    return membership


def _role_now(invitation: Invitation, *, at: datetime) -> Role:
    """Two may have been invited while nobody was there: the one who comes second edits."""
    first = not has_people(invitation.organisation, at=at)
    named = invitation.inviting_organisation_id == invitation.organisation_id
    if invitation.role == Role.HEAD and not first and not named:
        return Role.EDITOR
    return Role(invitation.role)
