"""The decision on an approved list: drafted and issued here where the board recognises itself, else recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, papers
from antt_portal.core.clock import local_date
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from antt_portal.core.verification_code import new_code
from antt_portal.core.workflow import move
from directives.models import OfficialLetter
from directives.writing import composing
from directives.writing.deriving import derive
from enterprises.actor import Actor
from enterprises.models import OrganisationName
from reports import notices
from reports.models import BatchStatus, Recognition, RecognitionBatch
from reports.recognising import locked_batch
from reports.recognition_papers import board_of, certificate_data, decision_data, entries_of, written_number
from reports.states import DECIDE, RECOGNISE, REFUSE


@dataclass(frozen=True)
class Decision:
    """The recogniser's decision as recorded: number and symbol, date, signer, and the file where there is one."""

    number: str
    decided_on: date
    signer: str
    file: Blob | None = None
    file_name: str = ""
    office: str = ""


@transaction.atomic
def draft_decision(
    batch: RecognitionBatch, *, refused: Mapping[int, str], by: Actor, at: datetime, seen: int
) -> OfficialLetter:
    """The decision of a board that recognises itself, on the usual way of a letter; its issue decides.

    ``refused``: recognition pk → reason. Raises Refused("not-approved"), Refused("other-recogniser"),
    Refused("decision-drafted") while there is one, "reason-missing", "nobody-left", "stale".
    """
    locked = locked_batch(batch, seen)
    if locked.status != BatchStatus.APPROVED:
        raise Refused("not-approved", _("Danh sách chưa duyệt hoặc đã có quyết định."))
    if not locked.decided_by_board:
        raise Refused("other-recogniser", _("Quyết định do cơ quan khác ban hành; ghi số, ngày của quyết định đó."))
    if letter_of(locked) is not None:
        raise Refused("decision-drafted", _("Đã có dự thảo quyết định cho danh sách này."))
    _require_reasons(refused)
    if not locked.recognitions.exclude(pk__in=refused).exists():
        raise Refused("nobody-left", _("Không còn doanh nghiệp nào để công nhận."))
    board = board_of(locked.board_id)
    data = decision_data(locked, board, refused, at=at)
    letter = composing.draft(board, data, by=by, at=at, about=locked, drafter=locked.created_by)
    refusals = {str(pk): reason.strip() for pk, reason in refused.items()}
    RecognitionBatch.objects.filter(pk=locked.pk).update(refusals=refusals, version=F("version") + 1)
    audit.record(locked, "recognitionbatch.draft_decision", by=by, at=at, after={"refused": len(refusals)})
    return letter


def letter_of(batch: RecognitionBatch) -> OfficialLetter | None:
    """Its submission, or the board's own decision."""
    return OfficialLetter.objects.about(batch._meta.label_lower, batch.public_id).first()


def _require_reasons(refused: Mapping[int, str]) -> None:
    if any(not reason.strip() for reason in refused.values()):
        raise Refused("reason-missing", _("Ghi lý do cho từng doanh nghiệp không được công nhận."))


@transaction.atomic
def record_decision(
    batch: RecognitionBatch,
    decision: Decision,
    *,
    refused: Mapping[int, str],
    by: Actor,
    at: datetime,
    seen: int,
) -> None:
    """Record the decision: everybody on the list is recognised but those in ``refused`` (recognition pk → reason).

    Raises Refused("decision-date") for a date ahead or before the approval, "decision-number", "reason-missing",
    "stale".
    """
    locked = locked_batch(batch, seen)
    on = local_date(at)
    if decision.decided_on > on or (locked.approved_at and decision.decided_on < local_date(locked.approved_at)):
        raise Refused("decision-date", _("Ngày quyết định phải từ ngày lãnh đạo duyệt đến hôm nay."))
    if written_number(decision.number) is None:
        raise Refused("decision-number", _("Ghi số và ký hiệu của quyết định, ví dụ 118/QĐ-UBND."))
    _require_reasons(refused)
    changes = {
        "decision_number": decision.number,
        "decided_on": decision.decided_on,
        "decision_signer": decision.signer,
        "decision_office": decision.office,
        "decision_file": decision.file,
        "decision_file_name": decision.file_name,
    }
    after = {"number": decision.number, "decided_on": str(decision.decided_on)}
    move(locked, DECIDE, by=by, at=at, seen=seen, changes=changes, after=after)
    recogniser = locked.recogniser.name_on(decision.decided_on)
    position = 0
    for recognition in entries_of(locked, decision.decided_on):
        if recognition.pk in refused:
            _refuse(recognition, refused[recognition.pk], by=by, at=at)
        else:
            position += 1
            _recognise(recognition, locked, recogniser, position, on=decision.decided_on, by=by, at=at)
        notices.recognition_decided(recognition, at=at)


def _refuse(recognition: Recognition, reason: str, *, by: Actor, at: datetime) -> None:
    move(recognition, REFUSE, by=by, at=at, changes={"refused_reason": reason.strip()}, note=reason.strip())


def _recognise(
    recognition: Recognition,
    batch: RecognitionBatch,
    recogniser: OrganisationName,
    position: int,
    *,
    on: date,
    by: Actor,
    at: datetime,
) -> None:
    """``batch`` has its decision. Another authority's certificate is numbered within it, since its series is not ours;

    the board's own is a paper of its own, signed, numbered and sealed.
    """
    issued = letter_of(batch) if batch.decided_by_board else None
    number = "" if issued else f"{position:02d}/{batch.decision_number}"
    move(recognition, RECOGNISE, by=by, at=at, changes={"code": new_code(), "certificate_number": number})
    if issued:
        data = certificate_data(recognition, batch, recogniser, on)
        derive(issued, data, about=recognition, code=recognition.code, by=by, at=at)
        return
    papers.order(
        "certificate",
        about=recognition,
        data=certificate_data(recognition, batch, recogniser, on),
        file_name=f"giay-cong-nhan-{recognition.year}-{recognition.code}.pdf",
        at=at,
        organisation_id=recognition.organisation_id,
    )
