"""Keeping bytes: written before the row that names them. An orphan file is harmless, a row without its file is not."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core.inspection import Inspected
from antt_portal.core.models import Blob, ScanState
from antt_portal.core.refusal import Refused


class Quarantined(Refused):
    """Nobody opens this file: malware was found in it, or nobody has looked yet."""


def keep(
    stream: BinaryIO,
    *,
    sha256: str,
    size: int,
    media_type: str,
    board_id: int,
    at: datetime,
    scan: ScanState = ScanState.WAITING,
) -> Blob:
    """The blob of these bytes in this board: stored now, or the one stored before.

    A verdict now counts for what was kept before; keeping the same again without one takes none back.
    """
    blob = Blob(board_id=board_id, sha256=sha256, size=size, media_type=media_type, created_at=at)
    with transaction.atomic():
        hold(blob.path)
        _store(stream, blob.path)
        found, _created = Blob.objects.update_or_create(
            board_id=board_id,
            sha256=sha256,
            defaults={"kept_at": at},
            create_defaults={
                "size": size,
                "media_type": media_type,
                "created_at": at,
                "kept_at": at,
                "scan": scan,
            },
        )
        if scan == ScanState.CLEAN and found.scan in (ScanState.WAITING, ScanState.INFECTED):
            found.scan, found.scan_found = scan, ""
            found.save(update_fields=["scan", "scan_found"])
    return found


def hold(path: str) -> None:
    """Until this transaction ends nobody else stores or deletes the file. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [path])


def _store(stream: BinaryIO, path: str) -> None:
    if default_storage.exists(path):
        return
    stream.seek(0)
    saved = default_storage.save(path, File(stream))
    if saved != path:  # somebody else stored the same bytes in between
        default_storage.delete(saved)


def keep_inspected(stream: BinaryIO, inspected: Inspected, *, board_id: int, at: datetime) -> Blob:
    """The same for an upload that the inspection found fit."""
    return keep(
        stream,
        sha256=inspected.sha256,
        size=inspected.size,
        media_type=inspected.media_type,
        board_id=board_id,
        at=at,
        scan=ScanState.CLEAN if inspected.is_scanned else ScanState.WAITING,
    )


def keep_bytes(content: bytes, *, media_type: str, board_id: int, at: datetime) -> Blob:
    """The same for bytes that the portal made itself, such as a rendered paper."""
    return keep(
        ContentFile(content),  # type: ignore[arg-type]  # a Django File is a BinaryIO in all but name
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        board_id=board_id,
        at=at,
        scan=ScanState.OWN,
    )


def open_blob(blob: Blob) -> File:
    """The stored bytes, open for reading. Raises Quarantined; FileNotFoundError when the storage lost them."""
    require_openable([blob])
    return default_storage.open(blob.path, "rb")


def require_openable(blobs: Iterable[Blob]) -> None:
    """For an act that passes files on or relies on them. Raises Quarantined."""
    for blob in blobs:
        if blob.scan == ScanState.INFECTED:
            raise Quarantined(
                "file-infected",
                _("Tệp có mã độc nên không mở được nữa. Thay bằng một tệp sạch; các nội dung khác còn nguyên."),
            )
        if is_waiting(blob):
            raise Quarantined(
                "file-waiting",
                _("Tệp đang chờ kiểm tra mã độc nên chưa mở được; tệp vẫn được giữ nguyên. Thử lại sau vài phút."),
            )


def is_waiting(blob: Blob) -> bool:
    return bool(settings.CLAMAV_SOCKET) and blob.scan == ScanState.WAITING
