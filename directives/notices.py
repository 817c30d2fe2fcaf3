"""Who is told that a letter waits for them, came back, or went out; and what deliveries learn from their mails."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.models import Notice
from antt_portal.core.notice_kinds import register_kind
from directives.arriving import access, access_codes
from directives.arriving.receiving import forget_bounce, note_bounced, note_delivered
from directives.models import AccessLink, Delivery, LetterStatus, OfficialLetter, Proof
from enterprises.models import Membership, Role, User

# Whose turn it is; a letter to sign waits for its one signer.
TURN: dict[str, Role] = {
    LetterStatus.CONTENT_REVIEW: Role.UNIT_HEAD,
    LetterStatus.LAYOUT_CHECK: Role.CLERK,
    LetterStatus.SIGNED: Role.CLERK,
}


def _waits_for(letter: OfficialLetter, *, at: datetime) -> list[User]:
    if letter.status == LetterStatus.TO_SIGN and letter.delegation:
        return [letter.delegation.user]
    role = TURN.get(letter.status)
    if role is None:
        return []
    people = Membership.objects.of(letter.issuer, role).on(local_date(at))
    return list({one.user_id: one.user for one in people if one.user_id != letter.drafted_by_id}.values())


def _params(letter: OfficialLetter, **more: Any) -> dict[str, Any]:
    return {"subject": letter.subject, "symbol": letter.symbol, "path": letter.get_absolute_url(), **more}


def letter_waits(letter: OfficialLetter, *, at: datetime) -> None:
    """Tell those whose turn it is; nobody at a step that one person does in one go (seal, issue)."""
    people = _waits_for(letter, at=at)
    params = _params(letter, status=letter.status)
    outbox.put("letter_waits", f"{letter.status}:{letter.version}", about=letter, to=people, at=at, params=params)


def letter_sent_back(letter: OfficialLetter, reason: str, *, at: datetime) -> None:
    if letter.drafted_by:
        params = _params(letter, reason=reason)
        occasion = f"sent-back:{letter.version}"
        outbox.put("letter_sent_back", occasion, about=letter, to=[letter.drafted_by], at=at, params=params)


def letter_issued(letter: OfficialLetter, *, at: datetime) -> None:
    """The drafter and the signer learn number and day."""
    people = {one.pk: one for one in (letter.drafted_by, letter.signed_by) if one}
    on = vn_date(letter.issued_on) if letter.issued_on else ""
    params = _params(letter, number=letter.number_text, on=on)
    outbox.put("letter_issued", "issued", about=letter, to=people.values(), at=at, params=params)


def _delivery_of(notice: Notice) -> Delivery:
    """That a mail told of: itself, or the one that its personal link leads to."""
    if notice.kind == "directive_received":
        return Delivery.objects.get(public_id=notice.subject_id)
    return AccessLink.objects.select_related("delivery").get(public_id=notice.subject_id).delivery


def _mail_arrived(notice: Notice, at: datetime) -> None:
    delivery = _delivery_of(notice)
    person = notice.recipient.get_full_name() if notice.recipient else notice.name
    note_delivered(delivery, proof=Proof.MAIL, at=at, person=person)
    forget_bounce(delivery, before=notice.created_at)


def _mail_came_back(notice: Notice, at: datetime) -> None:
    note_bounced(_delivery_of(notice), notice.bounce_reason, at=at)


def _awaited_from(notice: Notice) -> QuerySet[Delivery]:
    """What the organisation that was invited has been sent and has not opened."""
    unseen = Delivery.objects.standing().filter(opened_at__isnull=True, acknowledged_at__isnull=True)
    return unseen.filter(organisation=notice.organisation_id, sent_at__isnull=False)


def _invitation_sent(notice: Notice, _at: datetime) -> None:
    for delivery in _awaited_from(notice).filter(bounced_at__isnull=False):
        forget_bounce(delivery, before=notice.created_at)


def _invitation_came_back(notice: Notice, at: datetime) -> None:
    for delivery in _awaited_from(notice):
        note_bounced(delivery, notice.bounce_reason, at=at)


for kind in ("letter_waits", "letter_sent_back", "letter_issued", "delivery_assigned"):
    register_kind(kind, group="directives")
register_kind("directive_received", group="directives", compulsory=True)
register_kind("directive_nudge", group="directives", compulsory=True, waits=False)
for kind in (access.LINK, access.CODE):
    register_kind(kind, group="directives", compulsory=True, digestible=False)
for kind in ("directive_received", access.LINK, access.CODE):
    outbox.register_outcome(kind, on_sent=_mail_arrived, on_bounced=_mail_came_back)
outbox.register_outcome("invitation", on_sent=_invitation_sent, on_bounced=_invitation_came_back)
outbox.register_secret(access.CODE, access_codes.made_at_sending)
