"""Recognition: accepted dossiers become a list, which a leader approves; what was recognised can be revoked."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move, stale
from directives.writing import composing
from enterprises.actor import Actor
from enterprises.models import Organisation
from reports import notices
from reports.candidates import candidates, recogniser_of, recognisers
from reports.models import BatchStatus, Recognition, RecognitionBatch, RecognitionStatus, Report
from reports.recognition_papers import (
    board_of,
    submission_data,
)
from reports.states import APPROVE, PROPOSE, REVOKE, SEND_BACK

__all__ = [
    "approve",
    "candidates",
    "create_batch",
    "locked_batch",
    "propose",
    "recogniser_of",
    "remove",
    "revoke",
    "send_back",
]


@transaction.atomic
def create_batch(
    reports: Iterable[Report], recogniser: Organisation, *, year: int, by: Actor, at: datetime
) -> RecognitionBatch:
    """Put candidates on one list for ``recogniser``.

    Raises Refused("empty"), Refused("not-a-candidate") naming the first that is none, Refused("other-recogniser").
    """
    chosen = _chosen(reports, recogniser, year=year, board_id=by.board_id)
    batch = RecognitionBatch.objects.create(
        board_id=by.board_id,
        year=year,
        recogniser=recogniser,
        status=BatchStatus.DRAFT,
        created_at=at,
        created_by=by.user,
    )
    Recognition.objects.bulk_create(
        Recognition(
            board_id=by.board_id,
            organisation_id=report.organisation_id,
            batch=batch,
            report=report,
            year=year,
            status=RecognitionStatus.PROPOSED,
        )
        for report in chosen
    )
    audit.record(batch, "recognitionbatch.create", by=by, at=at, after={"year": year, "count": len(chosen)})
    return batch


def _chosen(reports: Iterable[Report], recogniser: Organisation, *, year: int, board_id: int) -> list[Report]:
    """The reports, locked and still candidates of ``recogniser``.

    Locking comes first, in a statement of its own: only the next one sees the list a colleague has just made.
    """
    wanted = {report.pk: report for report in reports}
    if not wanted:
        raise Refused("empty", _("Chọn ít nhất một hồ sơ."))
    list(Report.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
    found = {report.pk: report for report in candidates(board_id, year).filter(pk__in=wanted)}
    for pk, report in wanted.items():
        if pk not in found:
            text = _("Hồ sơ của %(name)s không còn là hồ sơ chờ công nhận.")
            raise Refused("not-a-candidate", text % {"name": report.organisation})
    for pk, authority in recognisers(found.values()).items():
        if authority != recogniser:
            text = _("%(name)s thuộc thẩm quyền công nhận của cơ quan khác.")
            raise Refused("other-recogniser", text % {"name": found[pk].organisation})
    return list(found.values())


def locked_batch(batch: RecognitionBatch, seen: int) -> RecognitionBatch:
    """Raises Refused("stale") when the list is not the one that was seen."""
    locked = RecognitionBatch.objects.select_for_update(of=("self",)).select_related("recogniser").get(pk=batch.pk)
    if locked.version != seen:
        raise stale()
    return locked


@transaction.atomic
def remove(recognition: Recognition, *, by: Actor, at: datetime, seen: int) -> None:
    """Take one enterprise off a list that is still being made. ``seen`` is the version of the list."""
    batch = locked_batch(recognition.batch, seen)
    if batch.status != BatchStatus.DRAFT:
        raise Refused("not-draft", _("Danh sách đã trình, không bỏ bớt được nữa."))
    Recognition.objects.filter(pk=recognition.pk, batch=batch).delete()
    RecognitionBatch.objects.filter(pk=batch.pk).update(version=F("version") + 1)
    before = {"organisation": recognition.organisation.name}
    audit.record(batch, "recognitionbatch.remove", by=by, at=at, before=before)


@transaction.atomic
def propose(batch: RecognitionBatch, *, by: Actor, at: datetime, seen: int) -> None:
    """Lay the list before a leader. Raises Refused("empty"), Refused("stale")."""
    locked = locked_batch(batch, seen)
    if not locked.recognitions.exists():
        raise Refused("empty", _("Danh sách không còn doanh nghiệp nào."))
    move(locked, PROPOSE, by=by, at=at, seen=seen)
    notices.batch_proposed(locked, board_of(locked.board_id), at=at)


@transaction.atomic
def send_back(batch: RecognitionBatch, *, reason: str, by: Actor, at: datetime, seen: int) -> None:
    """The leader wants the list changed. Raises Refused("reason-missing"), Refused("stale")."""
    if not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do trả lại."))
    locked = locked_batch(batch, seen)
    move(locked, SEND_BACK, by=by, at=at, seen=seen, note=reason.strip())
    notices.batch_sent_back(locked, reason.strip(), at=at)


@transaction.atomic
def approve(batch: RecognitionBatch, *, by: Actor, at: datetime, seen: int) -> None:
    """The leader approves the whole list; where another authority recognises, its submission is drafted.

    Raises Refused("stale").
    """
    locked = locked_batch(batch, seen)
    move(locked, APPROVE, by=by, at=at, seen=seen, changes={"approved_at": at, "approved_by": by.user})
    if not locked.decided_by_board:
        board = board_of(locked.board_id)
        data = submission_data(locked, board, at=at)
        composing.draft(board, data, by=by, at=at, about=locked, drafter=locked.created_by)


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
    move(recognition, REVOKE, by=by, at=at, seen=seen, changes=changes, note=reason.strip())
    notices.recognition_decided(recognition, at=at)
