"""Who is told that a letter waits for them, came back, or went out."""

from datetime import datetime
from typing import Any

from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from directives.models import LetterStatus, OfficialLetter
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
    on = letter.issued_on.strftime("%d/%m/%Y") if letter.issued_on else ""
    params = _params(letter, number=letter.number_text, on=on)
    outbox.put("letter_issued", "issued", about=letter, to=people.values(), at=at, params=params)
