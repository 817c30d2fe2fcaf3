"""Keeping bytes: written before the row that names them. An orphan file is harmless, a row without its file is not."""

import hashlib
from datetime import datetime
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from antt_portal.core.inspection import Inspected
from antt_portal.core.models import Blob


def keep(stream: BinaryIO, *, sha256: str, size: int, media_type: str, board_id: int, at: datetime) -> Blob:
    """The blob of these bytes in this board: stored now, or the one stored before."""
    blob = Blob(board_id=board_id, sha256=sha256, size=size, media_type=media_type, created_at=at)
    if not default_storage.exists(blob.path):
        stream.seek(0)
        saved = default_storage.save(blob.path, File(stream))
        if saved != blob.path:  # somebody else stored the same bytes in between
            default_storage.delete(saved)
    found, _created = Blob.objects.get_or_create(
        board_id=board_id, sha256=sha256, defaults={"size": size, "media_type": media_type, "created_at": at}
    )
    return found


def keep_inspected(stream: BinaryIO, inspected: Inspected, *, board_id: int, at: datetime) -> Blob:
    """The same for an upload that the inspection found fit."""
    return keep(
        stream,
        sha256=inspected.sha256,
        size=inspected.size,
        media_type=inspected.media_type,
        board_id=board_id,
        at=at,
    )


def keep_bytes(content: bytes, *, media_type: str, board_id: int, at: datetime) -> Blob:
    """The same for bytes in memory, such as a rendered paper."""
    return keep(
        ContentFile(content),  # type: ignore[arg-type]  # a Django File is a BinaryIO in all but name
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        board_id=board_id,
        at=at,
    )


def open_blob(blob: Blob) -> File:
    """The stored bytes, open for reading. Raises FileNotFoundError when the storage lost them."""
    return default_storage.open(blob.path, "rb")
