"""Who is invited by mail, what contacts and invitations learn from the mail, and what reminders say."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from antt_portal.core import outbox
from antt_portal.core.formats import vn_date
from antt_portal.core.many_notices import Told, put_about_each
from antt_portal.core.models import Notice
from antt_portal.core.notice_kinds import register_kind
from antt_portal.core.quiet_hours import register_hold
from antt_portal.core.secret import digest_of, secret_of
from enterprises.models import Invitation
from enterprises.people import contacts
from enterprises.reminding.escalating import too_early
from enterprises.reminding.facts import KINDS, facts_of_reminders

INVITATION = "invitation"


def invited(invitation: Invitation, *, at: datetime) -> None:
    """Queue the mail with the link of this sending."""
    outbox.put_to_address(
        INVITATION,
        _occasion(invitation),
        about=invitation,
        address=invitation.email,
        name=invitation.contact.name,
        at=at,
        organisation_id=invitation.organisation_id,
        params=_said(invitation),
    )


def invited_each(invitations: Iterable[Invitation], *, at: datetime) -> None:
    """The same for very many, in one statement per thousand."""
    told = [
        (one, _occasion(one), Told(one.organisation_id, _said(one), address=one.email, name=one.contact.name))
        for one in invitations
    ]
    put_about_each(INVITATION, told, at=at)


def _occasion(invitation: Invitation) -> str:
    return f"sending:{invitation.sending}"


def _said(invitation: Invitation) -> dict[str, Any]:
    return {
        "organisation": invitation.organisation.name,
        "inviter": invitation.inviting_organisation.name,
        "until": vn_date(invitation.expires_at),
        "sending": invitation.sending,
    }


def _link(notice: Notice, at: datetime) -> dict[str, Any]:
    """Raises Withdrawn when the invitation was answered, taken back or sent anew in the meantime."""
    token = secret_of(notice, INVITATION)
    if not _invitation(notice).open(at).update(token_digest=digest_of(token)):
        raise outbox.Withdrawn
    return {"path": reverse("enterprises:invitation", args=[token])}


def _invitation(notice: Notice) -> Any:
    return Invitation.objects.filter(public_id=notice.subject_id, sending=notice.params["sending"])


def _sent(notice: Notice, at: datetime) -> None:
    _invitation(notice).update(sent_at=at)


def _came_back(notice: Notice, at: datetime) -> None:
    contacts.came_back(notice.board_id, notice.to_address, notice.bounce_reason, at=at)


register_kind(INVITATION, group="account", compulsory=True, digestible=False)
register_kind("deadline_soon", group="deadlines")
for kind in ("deadline_moved", "extension_asked", "extension_decided"):
    register_kind(kind, group="deadlines")
for kind in ("deadline_today", "deadline_late", "deadline_escalated"):
    register_kind(kind, group="deadlines", compulsory=True, waits=False)
for kind in ("membership_ending", "delegation_ending", "succession_done", "succession_held", "board_transfer"):
    register_kind(kind, group="account")
register_kind("second_factor_reset", group="account", compulsory=True)
outbox.register_secret(INVITATION, _link)
outbox.register_reader(KINDS, facts_of_reminders)
register_hold(too_early)
outbox.register_outcome(INVITATION, on_sent=_sent)
outbox.register_outcome(outbox.EVERY_KIND, on_bounced=_came_back)
