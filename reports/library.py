"""The verbs of evidence: keep a file once, use it for answers, confirm it, take it away again."""

from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, blobs
from antt_portal.core.inspection import Inspected
from antt_portal.core.inspection.marks import mark_in
from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.inspection.reasons import refused
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from reports.answering import lock, require_editable
from reports.models import Answer, Evidence, EvidenceUse


def add_file(
    stream: BinaryIO,
    inspected: Inspected,
    *,
    by: Actor,
    at: datetime,
    title: str = "",
    expires_on: date | None = None,
) -> Evidence:
    """Keep an inspected file in the library of ``by``'s organisation. The same file again is the one already there.

    The bytes are written before the transaction: a crash in between leaves an orphan file and no row.
    """
    blob = blobs.keep_inspected(stream, inspected, board_id=by.board_id, at=at)
    with transaction.atomic():
        evidence, created = Evidence.objects.get_or_create(
            organisation=by.organisation,
            blob=blob,
            defaults={
                "board_id": by.board_id,
                "file_name": inspected.file_name,
                "kind": inspected.kind,
                "title": title,
                "expires_on": expires_on,
                "uploaded_at": at,
                "uploaded_by": by.user,
            },
        )
        if created:
            audit.record(evidence, "evidence.upload", by=by, at=at, after={"sha256": blob.sha256, "size": blob.size})
    return evidence


@transaction.atomic
def use(evidence: Evidence, answer: Answer, *, by: Actor, at: datetime) -> EvidenceUse:
    """Let ``evidence`` serve ``answer``. Serving already is fine; carried from another year it is confirmed by this.

    Raises Refused("other-organisation"), Refused("not-editable").
    """
    if evidence.organisation_id != answer.organisation_id:
        raise Refused("other-organisation", _("Tệp này thuộc tổ chức khác."))
    require_editable(lock(answer.report))
    found, created = EvidenceUse.objects.get_or_create(
        evidence=evidence,
        answer=answer,
        defaults={
            "board_id": answer.board_id,
            "organisation_id": answer.organisation_id,
            "confirmed_at": at,
            "added_at": at,
            "added_by": by.user,
        },
    )
    if created:
        after = {"evidence": str(evidence.public_id), "obligation": answer.obligation.code}
        audit.record(answer.report, "evidence.use", by=by, at=at, after=after)
    elif found.confirmed_at is None:
        confirm_use(found, by=by, at=at)
    return found


@transaction.atomic
def confirm_use(found: EvidenceUse, *, by: Actor, at: datetime) -> None:
    """Say that a file carried from another year still holds. Confirmed already is fine."""
    require_editable(lock(found.answer.report))
    if EvidenceUse.objects.filter(pk=found.pk, confirmed_at__isnull=True).update(confirmed_at=at):
        after = {"evidence": str(found.evidence.public_id)}
        audit.record(found.answer.report, "evidence.confirm", by=by, at=at, after=after)


@transaction.atomic
def withdraw(found: EvidenceUse, *, by: Actor, at: datetime) -> None:
    """Take a file away from an answer; it stays in the library, and in versions already handed in. Twice is fine."""
    require_editable(lock(found.answer.report))
    before = {"evidence": str(found.evidence.public_id), "obligation": found.answer.obligation.code}
    deleted, _kinds = EvidenceUse.objects.filter(pk=found.pk).delete()
    if deleted:
        audit.record(found.answer.report, "evidence.withdraw", by=by, at=at, before=before)


@transaction.atomic
def describe(evidence: Evidence, *, title: str, expires_on: date | None, by: Actor, at: datetime) -> None:
    """Say what a file is and how long it holds. Versions already handed in keep what they said.

    Raises Refused("classified") for a title that bears a classification mark.
    """
    if mark := mark_in(title):
        raise refused(Unfit("classified", mark=mark))
    before = {"title": evidence.title, "expires_on": str(evidence.expires_on or "")}
    evidence.title, evidence.expires_on = title, expires_on
    evidence.save(update_fields=["title", "expires_on"])
    after = {"title": title, "expires_on": str(expires_on or "")}
    audit.record(evidence, "evidence.describe", by=by, at=at, before=before, after=after)
