"""The record as lines of the chain: rows in the order in which they were sealed, each beside its seal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from antt_portal.core.canonical import plain
from antt_portal.core.models import AuditDetail, AuditEntry, AuditSeal
from antt_portal.core.sealing.chain import Line
from antt_portal.core.sealing.parts import address_part, entry_part, said_part
from antt_portal.core.sealing.seals import latest_certain, unsealed

CHUNK = 1000


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read inside is the database of one moment, however long it takes. Not inside another transaction."""
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def lines(*, at: datetime) -> Iterator[Line]:
    """The sealed rows, where they are expected those that came in without a seal, and at last those that wait."""
    certain = latest_certain(at)
    slipped_in = _without_seal(unsealed().filter(pk__lte=certain).iterator(CHUNK))
    extra = next(slipped_in, None)
    for line in _sealed():
        while extra and extra["entry_id"] < line["entry_id"]:
            yield extra
            extra = next(slipped_in, None)
        yield line
    if extra:
        yield extra
        yield from slipped_in
    for line in _without_seal(unsealed().filter(pk__gt=certain).iterator(CHUNK)):
        yield {**line, "waiting": True}


def _sealed() -> Iterator[Line]:
    seals = AuditSeal.objects.order_by("position").iterator(CHUNK)
    while chunk := list(islice(seals, CHUNK)):
        keys = [seal.entry_id for seal in chunk]
        entries, details = AuditEntry.objects.in_bulk(keys), AuditDetail.objects.in_bulk(keys)
        for seal in chunk:
            digests = {"position": seal.position, "sealed_at": plain(seal.sealed_at), "digest": seal.digest}
            for name in ("entry_digest", "address_digest", "said_digest"):
                digests[name] = getattr(seal, name)
            yield {**digests, **_row(seal.entry_id, entries.get(seal.entry_id), details.get(seal.entry_id))}


def _without_seal(entries: Iterator[AuditEntry]) -> Iterator[Line]:
    while chunk := list(islice(entries, CHUNK)):
        details = AuditDetail.objects.in_bulk([entry.pk for entry in chunk])
        for entry in chunk:
            yield {"position": None, **_row(entry.pk, entry, details.get(entry.pk))}


def _row(entry_id: int, entry: AuditEntry | None, detail: AuditDetail | None) -> dict[str, object]:
    return {
        "entry_id": entry_id,
        "entry": entry_part(entry) if entry else None,
        "address": address_part(detail),
        "said": said_part(detail),
    }
