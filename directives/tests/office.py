"""A board at work on its letters: everybody who has a part in one, and letters at the step a test is about."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pikepdf

from antt_portal.core import blobs
from antt_portal.core.canonical import digest
from antt_portal.core.models import Blob
from antt_portal.core.papers import PDF
from directives.models import LetterKind, LetterStatus, OfficialLetter, Relation, SignedOn
from directives.writing import issuing
from directives.writing.composing import blank_letter, discard, draft
from enterprises.actor import Actor
from enterprises.models import Authority, Delegation, Organisation, Role
from enterprises.tests.factories import SINCE, BoardFactory, actor, board_organisation

DRAFTED = datetime(2026, 3, 9, 2, tzinfo=UTC)
TODAY = date(2026, 3, 9)
HOUR = timedelta(hours=1)


@dataclass
class Office:
    """One person per part; the leader signs for the head."""

    own: Organisation
    officer: Actor
    unit_head: Actor
    leader: Actor
    clerk: Actor
    delegation: Delegation


def staffed_office() -> Office:
    own = board_organisation(BoardFactory())
    own.names.update(lines="BAN QUẢN LÝ\nTHỬ NGHIỆM", superior="ỦY BAN NHÂN DÂN\nTỈNH THỬ NGHIỆM", abbreviation="BQL")
    return staffed(own)


def staffed(own: Organisation) -> Office:
    officer, unit_head, leader, clerk = (
        actor(role, own) for role in (Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERK)
    )
    return Office(own, officer, unit_head, leader, clerk, delegated(own, leader))


def delegated(own: Organisation, signer: Actor, **changes: Any) -> Delegation:
    given: dict[str, Any] = {
        "authority": Authority.FOR_HEAD,
        "for_office": "Trưởng ban",
        "office": "Phó Trưởng ban",
        "document": "QĐ 12/QĐ-BQL",
        "valid_from": SINCE,
    }
    return Delegation.objects.create(board_id=own.board_id, organisation=own, user=signer.user, **given | changes)


def text(office: Office, subject: str = "tăng cường bảo đảm an ninh, trật tự", **changes: Any) -> dict[str, Any]:
    """A letter that no check has anything to say about."""
    kind = changes.pop("kind", LetterKind.OFFICIAL_LETTER)
    blank = blank_letter(office.own, kind, on=changes.pop("on", TODAY), unit_code="VP")
    said = "Ban Quản lý đề nghị các doanh nghiệp trong khu công nghiệp rà soát hệ thống camera"
    return blank | {
        "subject": subject,
        "recipients": ["Các doanh nghiệp trong khu công nghiệp"],
        "body": [{"text": f"{said}."}, {"text": "Ban Quản lý đề nghị các doanh nghiệp nghiêm túc thực hiện./."}],
        **changes,
    }


def a_draft(
    office: Office,
    subject: str = "tăng cường bảo đảm an ninh, trật tự",
    *,
    relation: Relation | None = None,
    related: OfficialLetter | None = None,
    at: datetime = DRAFTED,
    **changes: Any,
) -> OfficialLetter:
    return draft(
        office.own,
        text(office, subject, **changes),
        by=office.officer,
        at=at,
        delegation=office.delegation,
        relation=relation,
        related=related,
    )


@cache
def blank_page() -> bytes:
    """A PDF where only its being one matters."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def a_file(office: Office, content: bytes | None = None) -> Blob:
    return blobs.keep_bytes(content or blank_page(), media_type=PDF, board_id=office.own.board_id, at=DRAFTED)


def signed_on_paper(office: Office, **changes: Any) -> OfficialLetter:
    """A letter whose next step is its number, without the steps before."""
    letter = a_draft(office, **changes)
    OfficialLetter.objects.filter(pk=letter.pk).update(
        status=LetterStatus.SIGNED,
        signed_by=office.leader.user,
        signed_at=DRAFTED,
        signed_on=SignedOn.PAPER,
        reviewed_by=office.unit_head.user,
        checked_by=office.clerk.user,
        sha256=digest(letter.data),
    )
    letter.refresh_from_db()
    return letter


def carry(office: Office, letter: OfficialLetter, act: str, **more: Any) -> None:
    """One step of a letter that is signed on paper, by whoever does it, from the version it has now."""
    letter.refresh_from_db()
    file = (a_file(office),) if act in {"pass_layout", "seal"} else ()
    if act == "pass_layout":
        file = (*file, {})
    by = {"submit": office.officer, "approve": office.unit_head, "discard": office.officer}.get(act, office.clerk)
    verb = discard if act == "discard" else getattr(issuing, act)
    verb(letter, *file, **{"by": by, "at": DRAFTED + HOUR, "seen": letter.version, **more})
    letter.refresh_from_db()


# What leads to each status, one act after the other.
WAY = ("submit", "approve", "pass_layout", "record_paper_signature", "number", "seal", "issue")
ACTS_BEFORE: dict[str, tuple[str, ...]] = {
    LetterStatus.DRAFT: (),
    LetterStatus.CONTENT_REVIEW: WAY[:1],
    LetterStatus.LAYOUT_CHECK: WAY[:2],
    LetterStatus.TO_SIGN: WAY[:3],
    LetterStatus.SIGNED: WAY[:4],
    LetterStatus.NUMBERED: WAY[:5],
    LetterStatus.SEALED: WAY[:6],
    LetterStatus.ISSUED: WAY,
    LetterStatus.DISCARDED: ("discard",),
}
ENDED_BY = {LetterStatus.RECALLED: Relation.RECALLS, LetterStatus.REPLACED: Relation.REPLACES}


def a_letter(office: Office, status: str, **changes: Any) -> OfficialLetter:
    """A letter in ``status``, brought there by the verbs."""
    if relation := ENDED_BY.get(LetterStatus(status)):
        ended = a_letter(office, LetterStatus.ISSUED, **changes)
        a_letter(office, LetterStatus.ISSUED, relation=relation, related=ended)
        ended.refresh_from_db()
        return ended
    letter = a_draft(office, **changes)
    for act in ACTS_BEFORE[LetterStatus(status)]:
        carry(office, letter, act)
    return letter
