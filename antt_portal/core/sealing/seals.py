"""Sealing what was written down: each settled row gets a digest that holds all digests before it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, QuerySet, Value

from antt_portal.core.models import AuditDetail, AuditEntry, AuditSeal
from antt_portal.core.sealing.chain import link
from antt_portal.core.sealing.parts import address_part, digest_or_none, entry_part, said_part

BATCH = 1000
# No transaction stays open so long. A row that comes in with a number from before has been slipped in.
LATEST_COMMIT = timedelta(days=1)
LOCK = 0x5EA1  # of PostgreSQL's advisory locks: one sealer at a time

log = logging.getLogger(__name__)


# Of this database: pg_snapshot_xmin() waits for transactions of others in the same cluster, too, and is asked only
# where this role is not shown whose transactions run. Where none runs, the next one to come; it is read first, so that
# one that ends meanwhile is not taken for one that was not there.
OLDEST_RUNNING = """
SELECT coalesce(
    CASE WHEN pg_has_role('pg_read_all_stats', 'USAGE') THEN
        (SELECT backend_xid FROM pg_stat_activity
            WHERE datname = current_database() AND backend_xid IS NOT NULL
                AND backend_type IS DISTINCT FROM 'autovacuum worker'
            ORDER BY age(backend_xid) DESC LIMIT 1)
    ELSE pg_snapshot_xmin(pg_current_snapshot())::xid END,
    pg_snapshot_xmax(pg_current_snapshot())::xid)::text
"""


class WrittenBefore(models.Func):
    """By a transaction older than the given one, whose number PostgreSQL keeps with the row."""

    output_field = models.BooleanField()
    arity = 1
    template = 'age("core_auditentry"."xmin") > age((%(expressions)s)::xid)'


def unsealed() -> QuerySet[AuditEntry]:
    sealed = AuditSeal.objects.filter(entry_id=OuterRef("pk"))
    return AuditEntry.objects.filter(~Exists(sealed)).order_by("pk")


def settled() -> QuerySet[AuditEntry]:
    """Unsealed rows older than the oldest running transaction. SQLite has one writer: whatever is committed is."""
    if connection.vendor != "postgresql":
        return unsealed()
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_RUNNING)
        (oldest,) = cursor.fetchone()
    return unsealed().filter(WrittenBefore(Value(oldest)))


def latest_certain(at: datetime) -> int:
    """Rows up to this number have all come in; 0 while nothing was sealed long enough ago."""
    old = AuditSeal.objects.filter(sealed_at__lte=at - LATEST_COMMIT).order_by("-position")
    return old.values_list("entry_id", flat=True).first() or 0


def seal(*, at: datetime, is_over: Callable[[], bool] = lambda: False) -> int:
    """Seal what is settled, in batches that are each a transaction, until time ``is_over``; returns how many rows."""
    total, after = 0, latest_certain(at)
    while not is_over() and (done := _one_batch(at, after)):
        total += len(done)
        after = done[-1].entry_id  # what settles below it meanwhile is for the next run
    if total:
        last = AuditSeal.objects.order_by("-position")[0]
        log.info("record sealed up to %s:%s", last.position, last.digest)
    return total


@transaction.atomic
def _one_batch(at: datetime, after: int) -> list[AuditSeal]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    entries = list(settled().filter(pk__gt=after)[:BATCH])
    details = AuditDetail.objects.in_bulk([entry.pk for entry in entries])
    last = AuditSeal.objects.order_by("-position").first()
    seals: list[AuditSeal] = []
    for entry in entries:
        last = _next(last, entry, details.get(entry.pk), at)
        seals.append(last)
    return AuditSeal.objects.bulk_create(seals)


def _next(last: AuditSeal | None, entry: AuditEntry, detail: AuditDetail | None, at: datetime) -> AuditSeal:
    digests = {
        "entry_digest": digest_or_none(entry_part(entry)),
        "address_digest": digest_or_none(address_part(detail)),
        "said_digest": digest_or_none(said_part(detail)),
    }
    position, before = (last.position + 1, last.digest) if last else (1, "")
    digest = link(position, before, digests)
    return AuditSeal(position=position, entry_id=entry.pk, sealed_at=at, digest=digest, **digests)
