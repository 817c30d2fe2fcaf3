"""Recognition: accepted dossiers become a list, a leader approves it, a decision is recorded, certificates follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, papers
from antt_portal.core.clock import local_date
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from antt_portal.core.verification_code import new_code
from antt_portal.core.workflow import move, stale
from enterprises.actor import Actor
from enterprises.models import Applicability, Organisation, OrganisationKind
from reports import notices
from reports.models import (
    BatchStatus,
    Conclusion,
    Recognition,
    RecognitionBatch,
    RecognitionStatus,
    Report,
    ReportKind,
    ReportStatus,
)
from reports.states import APPROVE, DECIDE, PROPOSE, RECOGNISE, REFUSE, REVOKE, SEND_BACK


@dataclass(frozen=True)
class Decision:
    """The recogniser's decision as recorded: number and symbol, date, signer, and the file where there is one."""

    number: str
    decided_on: date
    signer: str
    file: Blob | None = None
    file_name: str = ""


def candidates(board_id: int, year: int) -> QuerySet[Report]:
    """Accepted, qualified self-assessments that are on no list yet."""
    accepted = Report.objects.filter(
        board_id=board_id,
        year=year,
        kind=ReportKind.SELF_ASSESSMENT,
        status=ReportStatus.ACCEPTED,
        conclusion=Conclusion.QUALIFIED,
        recognition__isnull=True,
    )
    return accepted.select_related("organisation").order_by("organisation__sort_key")


def recogniser_of(report: Report) -> Organisation | None:
    """Who recognises this organisation in this year: as decided for the year, else the organisation's own."""
    decided = Applicability.objects.filter(organisation=report.organisation_id, year=report.year).first()
    return (decided.recogniser if decided else None) or report.organisation.recogniser


@transaction.atomic
def create_batch(
    reports: Iterable[Report], recogniser: Organisation, *, year: int, by: Actor, at: datetime
) -> RecognitionBatch:
    """Put candidates on one list for ``recogniser``.

    Raises Refused("empty"), Refused("not-a-candidate") naming the first that is none, Refused("other-recogniser").
    """
    chosen = {report.pk: report for report in reports}
    if not chosen:
        raise Refused("empty", _("Chọn ít nhất một hồ sơ."))
    locked = set(
        candidates(by.board_id, year).filter(pk__in=chosen).select_for_update(of=("self",)).values_list("pk", flat=True)
    )
    batch = RecognitionBatch.objects.create(
        board_id=by.board_id,
        year=year,
        recogniser=recogniser,
        status=BatchStatus.DRAFT,
        created_at=at,
        created_by=by.user,
    )
    for pk, report in chosen.items():
        if pk not in locked:
            text = _("Hồ sơ của %(name)s không còn là hồ sơ chờ công nhận.")
            raise Refused("not-a-candidate", text % {"name": report.organisation})
        if recogniser_of(report) != recogniser:
            text = _("%(name)s thuộc thẩm quyền công nhận của cơ quan khác.")
            raise Refused("other-recogniser", text % {"name": report.organisation})
        Recognition.objects.create(
            board_id=by.board_id,
            organisation_id=report.organisation_id,
            batch=batch,
            report=report,
            year=year,
            status=RecognitionStatus.PROPOSED,
        )
    audit.record(batch, "recognitionbatch.create", by=by, at=at, after={"year": year, "count": len(chosen)})
    return batch


def _lock(batch: RecognitionBatch, seen: int) -> RecognitionBatch:
    locked = RecognitionBatch.objects.select_for_update(of=("self",)).select_related("recogniser").get(pk=batch.pk)
    if locked.version != seen:
        raise stale()
    return locked


@transaction.atomic
def remove(recognition: Recognition, *, by: Actor, at: datetime, seen: int) -> None:
    """Take one enterprise off a list that is still being made. ``seen`` is the version of the list."""
    batch = _lock(recognition.batch, seen)
    if batch.status != BatchStatus.DRAFT:
        raise Refused("not-draft", _("Danh sách đã trình, không bỏ bớt được nữa."))
    recognition.delete()
    before = {"organisation": recognition.organisation.name}
    audit.record(batch, "recognitionbatch.remove", by=by, at=at, before=before)


@transaction.atomic
def propose(batch: RecognitionBatch, *, by: Actor, at: datetime, seen: int) -> None:
    """Lay the list before a leader. Raises Refused("empty"), Refused("stale")."""
    locked = _lock(batch, seen)
    if not locked.recognitions.exists():
        raise Refused("empty", _("Danh sách không còn doanh nghiệp nào."))
    move(locked, PROPOSE, by=by, at=at, seen=seen)
    notices.batch_proposed(locked, _board(locked.board_id), at=at)


@transaction.atomic
def send_back(batch: RecognitionBatch, *, reason: str, by: Actor, at: datetime, seen: int) -> None:
    """The leader wants the list changed. Raises Refused("reason-missing"), Refused("stale")."""
    if not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do trả lại."))
    move(_lock(batch, seen), SEND_BACK, by=by, at=at, seen=seen, note=reason.strip())


@transaction.atomic
def approve(batch: RecognitionBatch, *, by: Actor, at: datetime, seen: int) -> None:
    """The leader approves the whole list; where another authority recognises, the submission list is made.

    Raises Refused("stale").
    """
    locked = _lock(batch, seen)
    move(locked, APPROVE, by=by, at=at, seen=seen, changes={"approved_at": at, "approved_by": by.user})
    if not locked.decided_by_board:
        paper = papers.order(
            "recognition_list",
            about=locked,
            data=list_data(locked, at=at),
            file_name=f"danh-sach-de-nghi-cong-nhan-{locked.year}.pdf",
            at=at,
        )
        papers.render_soon(paper)


@transaction.atomic
def record_decision(
    batch: RecognitionBatch,
    decision: Decision,
    *,
    refused: dict[int, str],
    by: Actor,
    at: datetime,
    seen: int,
) -> None:
    """Record the decision: everybody on the list is recognised but those in ``refused`` (recognition pk → reason).

    Raises Refused("decision-date") for a date ahead or before the approval, "reason-missing", "stale".
    """
    locked = _lock(batch, seen)
    on = local_date(at)
    if decision.decided_on > on or (locked.approved_at and decision.decided_on < local_date(locked.approved_at)):
        raise Refused("decision-date", _("Ngày quyết định phải từ ngày lãnh đạo duyệt đến hôm nay."))
    if any(not reason.strip() for reason in refused.values()):
        raise Refused("reason-missing", _("Ghi lý do cho từng doanh nghiệp không được công nhận."))
    changes = {
        "decision_number": decision.number,
        "decided_on": decision.decided_on,
        "decision_signer": decision.signer,
        "decision_file": decision.file,
        "decision_file_name": decision.file_name,
    }
    after = {"number": decision.number, "decided_on": str(decision.decided_on)}
    move(locked, DECIDE, by=by, at=at, seen=seen, changes=changes, after=after)
    entries = locked.recognitions.select_related("organisation", "report").order_by("organisation__sort_key")
    for position, recognition in enumerate(entries, start=1):
        if recognition.pk in refused:
            _refuse(recognition, refused[recognition.pk], by=by, at=at)
        else:
            _recognise(recognition, locked, position, by=by, at=at)
        notices.recognition_decided(recognition, at=at)


def _refuse(recognition: Recognition, reason: str, *, by: Actor, at: datetime) -> None:
    move(recognition, REFUSE, by=by, at=at, changes={"refused_reason": reason.strip()}, note=reason)


def _recognise(recognition: Recognition, batch: RecognitionBatch, position: int, *, by: Actor, at: datetime) -> None:
    changes = {"code": new_code(), "certificate_number": f"{position:02d}/{batch.decision_number}"}
    move(recognition, RECOGNISE, by=by, at=at, changes=changes)
    paper = papers.order(
        "certificate",
        about=recognition,
        data=certificate_data(recognition, batch),
        file_name=f"giay-cong-nhan-{recognition.year}-{recognition.code}.pdf",
        at=at,
        organisation_id=recognition.organisation_id,
    )
    papers.render_soon(paper)


@transaction.atomic
def revoke(
    recognition: Recognition, *, reason: str, document: str, on: date, by: Actor, at: datetime, seen: int
) -> None:
    """Revoke one enterprise's recognition from ``on``; the others of its list stand.

    Raises Refused("reason-missing"), Refused("revocation-date"), Refused("stale").
    """
    if not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do thu hồi."))
    decided_on = recognition.batch.decided_on
    if on > local_date(at) or (decided_on and on < decided_on):
        raise Refused("revocation-date", _("Ngày thu hồi phải từ ngày quyết định đến hôm nay."))
    changes = {"revoked_on": on, "revoked_reason": reason.strip(), "revocation_number": document.strip()}
    move(recognition, REVOKE, by=by, at=at, seen=seen, changes=changes, note=reason)
    notices.recognition_decided(recognition, at=at)


def _board(board_id: int) -> Organisation:
    return Organisation.objects.get(board_id=board_id, kind=OrganisationKind.BOARD)


def _printed_name(organisation: Organisation, on: date) -> dict[str, str]:
    name = organisation.name_on(on)
    return {"name": name.name, "lines": name.lines, "superior": name.superior, "place": name.place}


def list_data(batch: RecognitionBatch, *, at: datetime) -> dict[str, Any]:
    """What the submission list says: whom the board proposes to whom."""
    on = local_date(at)
    entries = batch.recognitions.select_related("organisation", "report").order_by("organisation__sort_key")
    return {
        "year": batch.year,
        "on": on.isoformat(),
        "board": _printed_name(_board(batch.board_id), on),
        "recogniser": _printed_name(batch.recogniser, on),
        "approved_by": batch.approved_by.full_name if batch.approved_by else "",
        "entries": [
            {
                "name": entry.organisation.name_on(on).name,
                "tax_code": entry.organisation.tax_code,
                "zones": [t.zone.name for t in entry.organisation.tenancies.on(on).select_related("zone")],
                "receipt": entry.report.submissions.order_by("-number").values_list("receipt", flat=True)[0],
            }
            for entry in entries
        ],
    }


def certificate_data(recognition: Recognition, batch: RecognitionBatch) -> dict[str, Any]:
    """What one enterprise's certificate says; names are those of the decision's day."""
    on = batch.decided_on
    if on is None:
        raise ValueError("a certificate needs a decision")
    return {
        "year": recognition.year,
        "code": recognition.code,
        "number": recognition.certificate_number,
        "decision_number": batch.decision_number,
        "decided_on": on.isoformat(),
        "signer": batch.decision_signer,
        "recogniser": _printed_name(batch.recogniser, on),
        "organisation": {
            "name": recognition.organisation.name_on(on).name,
            "tax_code": recognition.organisation.tax_code,
            "address": recognition.organisation.address,
        },
    }
