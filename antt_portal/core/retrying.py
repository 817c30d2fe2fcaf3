"""Rows that are sent in batches: taken so that no other run takes them, tried again after growing pauses, given up."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

CLAIM_EXPIRES = timedelta(minutes=10)
GIVE_UP_AFTER = timedelta(hours=48)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)


def unclaimed(at: datetime) -> Q:
    """In nobody's hands: never claimed, or claimed by a run that died."""
    return Q(claimed_at__isnull=True) | claimed_by_the_dead(at)


def claimed_by_the_dead(at: datetime) -> Q:
    return Q(claimed_at__lt=at - CLAIM_EXPIRES)


@transaction.atomic
def take(due: QuerySet, limit: int, *, at: datetime) -> list:
    """The first ``limit`` of ``due``, each one attempt older and in these hands alone.

    Have what goes with them prefetched: whoever plans the statement expects one row that is due, and joins another
    table by reading it once for each of them.
    """
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))  # what it is joined to stays free
    rows = list(due[:limit])
    due.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(claimed_at=at, attempts=F("attempts") + 1)
    for row in rows:
        row.claimed_at, row.attempts = at, row.attempts + 1
    return rows


def next_try(attempts: int, *, since: datetime, at: datetime) -> datetime | None:
    """When to try again what failed at ``at``; None when it was tried for 48 hours ``since`` it could first go out."""
    again_at = at + min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    return again_at if again_at <= since + GIVE_UP_AFTER else None
