"""Erasing personal parts of the record. What is erased is named by an act of its own, sealed like any other."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from antt_portal.core import audit
from antt_portal.core.actor import Doer
from antt_portal.core.models import AuditDetail
from antt_portal.core.sealing.chain import ERASING
from antt_portal.core.subject import Subject

NO_ADDRESS = {"ip": None, "address_salt": None}
NOTHING_SAID = {"note": "", "before": None, "after": None, "said_salt": None}


@transaction.atomic
def erase(
    subject: Subject,
    *,
    addresses: Collection[int] = (),
    said: Collection[int] = (),
    reason: str,
    by: Doer,
    at: datetime,
) -> int:
    """Empty the addresses of some audit rows and what was said in others; returns how many parts there were.

    ``subject`` is whom the parts tell of. Acts of erasing keep what they say.
    """
    acts = AuditDetail.objects.filter(entry_id__in=said, entry__verb=ERASING).values_list("entry_id", flat=True)
    gone = {"address": sorted(addresses), "said": sorted(set(said) - set(acts))}
    audit.record(subject, ERASING, by=by, at=at, note=reason, after=gone)
    return empty(gone["address"], address=True) + empty(gone["said"], said=True)


def addresses_before(moment: datetime) -> QuerySet[AuditDetail]:
    """Those that still hold one, of acts before ``moment``."""
    return AuditDetail.objects.filter(entry__at__lt=moment, address_salt__isnull=False)


def empty(entries: Collection[int], *, address: bool = False, said: bool = False) -> int:
    """Without an act that names them: only for addresses that are old enough. Returns how many rows lost a part."""
    if not entries:
        return 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT erase_audit_parts(%s, %s, %s)", [list(entries), address, said])
            return int(cursor.fetchone()[0])
    rows: QuerySet[AuditDetail] = QuerySet(AuditDetail).filter(pk__in=entries)
    is_there = Q(address_salt__isnull=False) if address else Q(said_salt__isnull=False)
    return rows.filter(is_there).update(**(NO_ADDRESS if address else {}), **(NOTHING_SAID if said else {}))
