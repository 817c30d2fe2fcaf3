"""When a row last changed: acts are on record (``core.audit``), and so is when a deadline was moved."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from antt_portal.core.models import AuditEntry
from enterprises.models import Deadline


def last_acts(kind: str, ids: Iterable[UUID]) -> Mapping[UUID, datetime]:
    found = AuditEntry.objects.filter(subject_kind=kind, subject_id__in=list(ids))
    return dict(found.values_list("subject_id").annotate(Max("at")))


def last_moves(kind: str, ids: Iterable[UUID]) -> Mapping[UUID, datetime]:
    found = Deadline.objects.filter(subject_kind=kind, subject_id__in=list(ids), moved_at__isnull=False)
    return dict(found.values_list("subject_id").annotate(Max("moved_at")))


def acted_since(kind: str, since: datetime, *, board_id: int) -> QuerySet[AuditEntry, UUID]:
    """The public ids of what was acted on; for a subquery."""
    acts = AuditEntry.objects.filter(subject_kind=kind, board_id=board_id, at__gte=since)
    return acts.values_list("subject_id", flat=True)


def moved_since(kind: str, since: datetime, *, board_id: int) -> QuerySet[Deadline, UUID]:
    moved = Deadline.objects.filter(subject_kind=kind, board_id=board_id, moved_at__gte=since)
    return moved.values_list("subject_id", flat=True)


def latest(first: datetime, *others: datetime | None) -> datetime:
    return max([first, *(one for one in others if one is not None)])
