"""The record of very many acts of one person at one moment, in few statements (see ``audit.record`` for one act)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from antt_portal.core.actor import Doer
from antt_portal.core.audit import entry_of
from antt_portal.core.models import AuditDetail, AuditEntry
from antt_portal.core.subject import Subject

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Act:
    """``before`` and ``after`` are JSON."""

    subject: Subject
    verb: str
    before: Any = None
    after: Any = None


def record_each(acts: Iterable[Act], *, by: Doer, at: datetime, note: str = "") -> Iterable[int]:
    """Add a row and its personal part for each; yields how many, thousand by thousand. Inside a transaction."""
    transaction.get_connection().validate_no_broken_transaction()
    waiting = iter(acts)
    while batch := list(islice(waiting, BATCH)):
        entries = AuditEntry.objects.bulk_create(entry_of(act.subject, act.verb, by=by, at=at) for act in batch)
        AuditDetail.objects.bulk_create(
            AuditDetail(entry=entry, board_id=entry.board_id, ip=by.ip, note=note, before=act.before, after=act.after)
            for entry, act in zip(entries, batch, strict=True)
        )
        yield len(batch)
