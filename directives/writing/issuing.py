"""Carrying a letter from draft to issue: each verb one step, in the order of Nghị định 30/2020/NĐ-CP, Điều 14–19.

No verb here renders or signs: the PDF of a step is made before and handed in (``directives.writing.signing``). Only the
blanks of a signed PDF are filled inside, because the number exists nowhere else.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import blobs
from antt_portal.core.canonical import digest
from antt_portal.core.clock import local_date
from antt_portal.core.models import Blob
from antt_portal.core.papers import PDF
from antt_portal.core.refusal import Refused
from antt_portal.core.signing import fill
from antt_portal.core.verification_code import new_code
from antt_portal.core.workflow import move, stale
from directives import consequences, incoming, notices
from directives.asking import bundles, directing, going_out
from directives.letters.placeholders import require_filled
from directives.models import FileStage, LetterFile, LetterStatus, OfficialLetter, RegisterEntry, Relation, SignedOn
from directives.states import APPROVE, ISSUE, NUMBER, PASS_LAYOUT, RECALL, REPLACE, SEAL, SEND_BACK, SIGN, SUBMIT
from directives.writing import composing, numbering
from directives.writing.checking import Stage, require_clean
from enterprises.actor import Actor

# What a letter is that nobody has read, signed or numbered.
NOTHING_DONE: dict[str, Any] = {
    "number": None,
    "issued_on": None,
    "reviewed_by": None,
    "checked_by": None,
    "signed_by": None,
    "signed_at": None,
    "signed_on": "",
    "sha256": "",
}
# A text that may not be in the portal at all; everything else can still be mended on the way.
NEVER_HERE = frozenset({"classified"})
OUTCOME_OF = {Relation.RECALLS: RECALL, Relation.REPLACES: REPLACE}


def _lock(letter: OfficialLetter, seen: int) -> OfficialLetter:
    people = OfficialLetter.objects.select_related("delegation__user", "issuer", "drafted_by", "signed_by")
    locked = people.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.version != seen:
        raise stale()
    return locked


def _keep_file(letter: OfficialLetter, stage: FileStage, blob: Blob, *, at: datetime, places: Any = None) -> None:
    LetterFile.objects.create(
        board_id=letter.board_id,
        letter=letter,
        round=letter.round,
        stage=stage,
        blob=blob,
        places=places or {},
        made_at=at,
    )


@transaction.atomic
def submit(letter: OfficialLetter, *, by: Actor, at: datetime, seen: int) -> None:
    """Lay the draft before the unit head.

    Raises Refused("not-draft"), "signer-missing", "placeholder", "findings", "stale", and for a directive what
    ``directing.require_complete`` raises.
    """
    locked = composing.locked_draft(letter)
    if locked.delegation is None:
        raise Refused("signer-missing", _("Chưa chọn người ký."))
    require_filled(locked.data)
    directing.require_complete(locked)
    require_clean(locked, Stage.DRAFT, on=local_date(at), only=NEVER_HERE)
    composing.keep_version(locked, note=str(SUBMIT.label), by=by, at=at)
    move(locked, SUBMIT, by=by, at=at, seen=seen)
    notices.letter_waits(locked, at=at)


@transaction.atomic
def approve(letter: OfficialLetter, *, by: Actor, at: datetime, seen: int) -> None:
    """The content is right. Raises Refused("stale")."""
    locked = _lock(letter, seen)
    move(locked, APPROVE, by=by, at=at, seen=seen, changes={"reviewed_by": by.user})
    notices.letter_waits(locked, at=at)


@transaction.atomic
def pass_layout(
    letter: OfficialLetter, paper: Blob, places: Mapping[str, Any], *, by: Actor, at: datetime, seen: int
) -> None:
    """The layout is right; ``paper`` is what the signer will see. From here the text has a digest.

    Raises Refused("findings") for a fault that forbids signing, Refused("stale").
    """
    locked = _lock(letter, seen)
    require_clean(locked, Stage.BEFORE_SIGNING, on=local_date(at))
    changes = {"checked_by": by.user, "sha256": digest(locked.data)}
    move(locked, PASS_LAYOUT, by=by, at=at, seen=seen, changes=changes, after={"sha256": changes["sha256"]})
    _keep_file(locked, FileStage.TO_SIGN, paper, places=places, at=at)
    notices.letter_waits(locked, at=at)


@transaction.atomic
def sign(letter: OfficialLetter, signed: Blob, *, by: Actor, at: datetime, seen: int) -> None:
    """``signed`` is the paper with the signature of ``by``. Raises Refused("not-in-force"), Refused("stale")."""
    locked = _lock(letter, seen)
    _require_authority(locked, on=local_date(at))
    changes = {"signed_by": by.user, "signed_at": at, "signed_on": SignedOn.DIGITAL}
    move(locked, SIGN, by=by, at=at, seen=seen, changes=changes, after={"file": signed.sha256})
    _keep_file(locked, FileStage.SIGNED, signed, at=at)
    notices.letter_waits(locked, at=at)


@transaction.atomic
def record_paper_signature(letter: OfficialLetter, *, by: Actor, at: datetime, seen: int) -> None:
    """The clerk has the sheet signed by hand. Raises Refused("not-in-force"), Refused("stale")."""
    locked = _lock(letter, seen)
    delegation = _require_authority(locked, on=local_date(at))
    changes = {"signed_by": delegation.user, "signed_at": at, "signed_on": SignedOn.PAPER}
    move(locked, SIGN, by=by, at=at, seen=seen, changes=changes)


def _require_authority(letter: OfficialLetter, *, on: date) -> Any:
    delegation = letter.delegation
    if delegation is None or delegation.valid_from > on or (delegation.valid_to and delegation.valid_to < on):
        raise Refused("not-in-force", _("Thẩm quyền ký ghi trên văn bản không còn hiệu lực; trả lại để chọn người ký."))
    if not delegation.may_sign(letter.kind):
        raise Refused("not-entrusted", _("Người ký không được giao ký loại văn bản này; trả lại để chọn người ký."))
    return delegation


@transaction.atomic
def number(
    letter: OfficialLetter, *, by: Actor, at: datetime, seen: int, reserved: RegisterEntry | None = None
) -> OfficialLetter:
    """Give the letter its number and today's date, in the register and in the blanks of the signed PDF.

    Raises Refused("year-changed") for a paper that prints another year, Refused("findings"), Refused("stale"), and what
    ``numbering.use_reserved`` raises.
    """
    locked = _lock(letter, seen)
    on = local_date(at)
    if locked.year != on.year:
        text = _("Văn bản đã in năm %(year)s mà nay cấp số năm khác; trả lại người soạn để in lại.")
        raise Refused("year-changed", text % {"year": locked.year})
    _require_unchanged(locked)
    entry = (
        numbering.take(locked, on=on, by=by, at=at)
        if reserved is None
        else numbering.use_reserved(locked, reserved, on=on, by=by, at=at)
    )
    dated = {"day": on.day, "month": on.month, "year": on.year}
    changes = {
        "number": entry.number,
        "issued_on": on,
        "data": locked.data | {"number": entry.number, "date": dated},
        "code": locked.code or new_code(),
        "changed_at": at,
    }
    move(locked, NUMBER, by=by, at=at, seen=seen, changes=changes, after={"number": entry.number})
    if locked.signed_on == SignedOn.DIGITAL:
        _fill_blanks(locked, at=at)
    return locked


def _require_unchanged(letter: OfficialLetter) -> None:
    """Nothing in the portal changes a signed text; this notices what somebody did behind it."""
    if digest(letter.data) != letter.sha256:
        raise Refused("text-changed", _("Nội dung lưu không còn khớp bản đã ký. Chưa cấp số; báo quản trị hệ thống."))


def _fill_blanks(letter: OfficialLetter, *, at: datetime) -> None:
    letterhead = letter.letter.letterhead
    values = {
        "number": letter.number_text,
        "day": letterhead.dated.day_text,
        "month": letterhead.dated.month_text,
    }
    signed = file_of(letter, FileStage.SIGNED)
    with blobs.open_blob(signed.blob) as stored:
        filled = fill(stored.read(), values)
    blob = blobs.keep_bytes(filled, media_type=PDF, board_id=letter.board_id, at=at)
    _keep_file(letter, FileStage.NUMBERED, blob, at=at)


def file_of(letter: OfficialLetter, stage: FileStage) -> LetterFile:
    """The file of this round. Raises LetterFile.DoesNotExist."""
    return LetterFile.objects.select_related("blob").get(letter=letter, round=letter.round, stage=stage)


@transaction.atomic
def seal(letter: OfficialLetter, sealed: Blob, *, by: Actor, at: datetime, seen: int) -> None:
    """``sealed`` is the numbered PDF with the agency's signature, or the scan of a letter signed on paper.

    Raises Refused("stale").
    """
    locked = _lock(letter, seen)
    stage = FileStage.SEALED if locked.signed_on == SignedOn.DIGITAL else FileStage.SCAN
    move(locked, SEAL, by=by, at=at, seen=seen, after={"file": sealed.sha256})
    _keep_file(locked, stage, sealed, at=at)


@transaction.atomic
def issue(letter: OfficialLetter, *, by: Actor, at: datetime, seen: int) -> None:
    """The letter goes out: it recalls or replaces what it says it does, reaches whom it is for, and has consequences.

    Raises Refused("findings"), Refused("related-not-out") when the other letter is out no longer, Refused("stale"),
    Quarantined, and what ``going_out.go_out`` raises.
    """
    locked = _lock(letter, seen)
    bundles.require_scanned(locked)
    require_clean(locked, Stage.BEFORE_ISSUE, on=local_date(at))
    move(locked, ISSUE, by=by, at=at, seen=seen, changes={"issued_at": at, "changed_at": at})
    RegisterEntry.objects.filter(letter=locked, state="used").update(sent_on=local_date(at))
    _end_related(locked, by=by, at=at)
    going_out.go_out(locked, by=by, at=at)
    incoming.answered_by(locked, by=by, at=at)
    consequences.follow(locked, by=by, at=at)
    notices.letter_issued(locked, at=at)


def _end_related(letter: OfficialLetter, *, by: Actor, at: datetime) -> None:
    transition = OUTCOME_OF.get(Relation(letter.relation)) if letter.relation else None
    if transition is None or letter.related_id is None:
        return
    related = OfficialLetter.objects.select_for_update(of=("self",)).get(pk=letter.related_id)
    if related.status != LetterStatus.ISSUED:
        raise Refused("related-not-out", _("Văn bản liên quan đã thu hồi hoặc thay thế rồi; chưa phát hành."))
    move(related, transition, by=by, at=at, changes={"changed_at": at}, note=str(letter))


@transaction.atomic
def send_back(letter: OfficialLetter, *, reason: str, by: Actor, at: datetime, seen: int) -> None:
    """Back to the drafter from any step before the issue. A number it had is given up, its signatures no longer count.

    Raises Refused("reason-missing"), Refused("stale").
    """
    if not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do trả lại."))
    locked = _lock(letter, seen)
    if locked.number is not None:
        numbering.give_up(locked, reason=reason, by=by, at=at)
    data = {**locked.data, "number": None, "date": {"day": None, "month": None, "year": locked.year}}
    changes = {**NOTHING_DONE, "data": data, "round": locked.round + 1, "changed_at": at}
    move(locked, SEND_BACK, by=by, at=at, seen=seen, changes=changes, note=reason.strip())
    notices.letter_sent_back(locked, reason.strip(), at=at)
