"""Writing the record of acts, inside the transaction of the act: neither exists without the other."""

from datetime import datetime
from typing import Any

from django.db import transaction

from antt_portal.core.actor import Doer
from antt_portal.core.models import AuditDetail, AuditEntry
from antt_portal.core.subject import Subject


def record(
    subject: Subject,
    verb: str,
    *,
    by: Doer,
    at: datetime,
    before: Any = None,
    after: Any = None,
    note: str = "",
    statuses: tuple[str, str] = ("", ""),
    version: int | None = None,
) -> AuditEntry:
    """Add one row and its personal part. ``before`` and ``after`` are JSON."""
    transaction.get_connection().validate_no_broken_transaction()
    entry = entry_of(subject, verb, by=by, at=at)
    entry.from_status, entry.to_status = statuses
    entry.version = version
    entry.save(force_insert=True)
    AuditDetail.objects.create(entry=entry, board_id=subject.board_id, ip=by.ip, note=note, before=before, after=after)
    return entry


def entry_of(subject: Subject, verb: str, *, by: Doer, at: datetime) -> AuditEntry:
    """The row of an act, not yet written."""
    return AuditEntry(
        at=at,
        board_id=subject.board_id,
        organisation_id=getattr(subject, "organisation_id", None),
        user_id=by.user_id,
        acting_organisation_id=by.organisation_id,
        role=by.role,
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.public_id,
    )
