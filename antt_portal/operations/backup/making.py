"""Making a backup: the dump and the list of files are of one moment, so that no row lacks its file."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from antt_portal.core.models import Blob
from antt_portal.operations.backup import archive
from antt_portal.operations.backup.dumping import dump
from antt_portal.operations.backup.sealing import sealed


@dataclass(frozen=True)
class Made:
    """``lost`` are files that rows name and the storage has no more, or has altered."""

    path: Path
    files: int
    lost: tuple[str, ...]


def make(folder: Path, *, recipient: str, at: datetime) -> Made:
    """A new archive in ``folder``, readable by nobody else; it has its name only once it is complete."""
    name = f"antt-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar{'.age' if recipient else ''}"
    path = folder / name
    with _under_its_name_when_done(path) as out, sealed(out, recipient) as into, archive.writing(into) as writer:
        with tempfile.TemporaryFile(dir=folder) as dumped:
            blobs, migrations = _of_one_moment(dumped)
            writer.tell({"made_at": at.isoformat(), "migrations": migrations})
            size = dumped.seek(0, os.SEEK_END)
            dumped.seek(0)
            writer.add(archive.DUMP, dumped, size)
        lost = [blob.path for blob in blobs if not _add(writer, blob)]
    return Made(path, len(blobs) - len(lost), tuple(lost))


def _of_one_moment(out: IO[bytes]) -> tuple[list[Blob], list[str]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        dump(out, snapshot=cursor.fetchone()[0])
        applied = MigrationRecorder(connection).applied_migrations()
        blobs = list(Blob.objects.only("board_id", "sha256", "size").order_by("board_id", "sha256"))
    return blobs, sorted(".".join(one) for one in applied)


def _add(writer: archive.Writer, blob: Blob) -> bool:
    """Whether the file is there, whole. One that is not leaves the archive without it, never with something else."""
    try:
        with default_storage.open(blob.path, "rb") as content:
            if archive.sha256_of(content) != blob.sha256:
                return False
            content.seek(0)
            writer.add(f"files/{blob.path}", content, blob.size)
    except FileNotFoundError:
        return False
    return True


@contextmanager
def _under_its_name_when_done(path: Path) -> Iterator[IO[bytes]]:
    unfinished = path.with_name(f"{path.name}.unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
