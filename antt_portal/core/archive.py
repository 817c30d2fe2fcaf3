"""Many files as one ZIP, sent while it is made: nothing of it is held in memory or on a disk.

What every file holds is known beforehand by its SHA-256, so that the list of them can come first.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Protocol, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from antt_portal.core.clock import VIETNAM

CHUNK_BYTES = 256 * 1024
SUMS = "SHA256SUMS.txt"


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Entry:
    """``path`` is ASCII, with "/" between folders. ``is_packed``: its bytes shrink no further."""

    path: str
    title: str
    size: int
    sha256: str
    open: Callable[[], AbstractContextManager[Source]]
    is_packed: bool = True


class _Pipe:
    """What a ZipFile writes to where nobody can seek: kept until it is taken."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken, self.waiting = b"".join(self.waiting), []
        return taken


def zipped(entries: Iterable[Entry], *, at: datetime) -> Iterator[bytes]:
    """The bytes of the archive, piece by piece. Every file carries the hour ``at``."""
    pipe = _Pipe()
    hour = at.astimezone(VIETNAM).timetuple()[:6]
    with ZipFile(cast("IO[bytes]", pipe), "w") as archive:  # which asks for no more than a pipe has
        for entry in entries:
            info = ZipInfo(entry.path, hour)
            info.compress_type = ZIP_STORED if entry.is_packed else ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with archive.open(info, "w", force_zip64=entry.size >= 2**31) as part, entry.open() as source:
                while chunk := source.read(CHUNK_BYTES):
                    part.write(chunk)
                    yield pipe.take()
    yield pipe.take()


def sums(entries: Iterable[Entry]) -> str:
    """As ``sha256sum --check`` reads it."""
    return "".join(f"{entry.sha256}  {entry.path}\n" for entry in entries)
