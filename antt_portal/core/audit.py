"""Writing the record of acts. Called inside the transaction of the act, so that neither exists without the other."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from antt_portal.core.actor import Doer
from antt_portal.core.models import AuditDetail, AuditEntry


class Subject(Protocol):
    """A row that acts are done to."""

    _meta: Any
    public_id: Any
    board_id: Any


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
    subject_id: UUID = subject.public_id
    entry = AuditEntry.objects.create(
        at=at,
        board_id=subject.board_id,
        organisation_id=getattr(subject, "organisation_id", None),
        user_id=by.user_id,
        acting_organisation_id=by.organisation_id,
        role=by.role,
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=subject_id,
        from_status=statuses[0],
        to_status=statuses[1],
        version=version,
    )
    AuditDetail.objects.create(
        entry=entry, board_id=subject.board_id, ip=by.ip, note=note, before=before, after=after
    )
    return entry
