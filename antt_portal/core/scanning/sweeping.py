"""Files that nobody has scanned yet: they came while the scanner was silent, or before there was one."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import F

from antt_portal.core.models import Blob, ScanState
from antt_portal.core.scanning import clamd

BATCH = 50

log = logging.getLogger(__name__)


def sweep(*, now: Callable[[], datetime], longest: timedelta) -> int:
    """Scan what waits, those first that were never tried, until nothing is left, time is up, or nobody listens.

    Returns how many got a verdict. Without a scanner configured there is nothing to do.
    """
    if not clamd.is_on():
        return 0
    began, judged = now(), 0
    while now() < began + longest:
        waiting = Blob.objects.filter(scan=ScanState.WAITING).exclude(scan_tried_at__gte=began)
        batch = list(waiting.order_by(F("scan_tried_at").asc(nulls_first=True), "pk")[:BATCH])
        if not batch:
            break
        for blob in batch:
            try:
                judged += _scan(blob, at=now())
            except clamd.ScannerDown as down:
                log.warning("malware scanner does not answer: %s", down)
                return judged
    return judged


def _scan(blob: Blob, *, at: datetime) -> bool:
    """Whether there is a verdict now. A file that cannot be scanned goes to the end of the line. Raises ScannerDown."""
    try:
        with default_storage.open(blob.path, "rb") as stored:
            found = clamd.malware_in(cast("BinaryIO", stored), seconds=settings.CLAMAV_SWEEP_SECONDS)
    except clamd.ScannerDown:
        raise
    except (clamd.NotScanned, FileNotFoundError) as error:
        log.warning("file %s not scanned: %s", blob.sha256, error)
        Blob.objects.filter(pk=blob.pk).update(scan_tried_at=at)
        return False
    if found:
        log.error("malware in file %s: %s", blob.sha256, found)
    state = ScanState.INFECTED if found else ScanState.CLEAN
    Blob.objects.filter(pk=blob.pk).update(scan=state, scan_found=found[:100], scan_tried_at=at)
    return True
