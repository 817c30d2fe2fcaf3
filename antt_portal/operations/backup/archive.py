"""A backup as one tar: what it is, the dump, every stored file, and last SHA256SUMS, which names all of them.

Ordinary tools open it as well: ``tar -x``, then ``sha256sum -c SHA256SUMS`` and ``pg_restore``.
"""

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from antt_portal.operations.backup import Damaged

FORMAT = 1
ABOUT, DUMP, SUMS = "about.json", "database.dump", "SHA256SUMS"
# A stored file is named by its own hash (antt_portal.core.models.Blob.path).
STORED = re.compile(r"files/(blobs/\d+/[0-9a-f]{2}/([0-9a-f]{64}))")
CHUNK = 1 << 20


class Hashing(io.RawIOBase):
    """Reads ``source`` and keeps the SHA-256 of what was read. Raises Damaged where an archive ends too soon."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._source.read(size)
        except tarfile.TarError as fault:
            raise Damaged(str(fault)) from fault
        self._sha256.update(piece)
        return piece

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


@dataclass
class Writer:
    """Adds members one after the other; ``finish`` closes the list that a reader compares them with."""

    tar: tarfile.TarFile
    sums: list[str] = field(default_factory=list)

    def add(self, name: str, content: IO[bytes], size: int) -> str:
        """Returns the SHA-256 of what went in. Raises OSError when ``content`` is shorter than ``size``."""
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        hashing = Hashing(content)
        self.tar.addfile(member, hashing)
        self.sums.append(f"{hashing.sha256}  {name}\n")
        return hashing.sha256

    def tell(self, about: dict[str, Any]) -> None:
        text = json.dumps(about | {"format": FORMAT}, ensure_ascii=False, indent=1).encode()
        self.add(ABOUT, io.BytesIO(text), len(text))

    def finish(self) -> None:
        text = "".join(self.sums).encode()
        self.add(SUMS, io.BytesIO(text), len(text))


@contextmanager
def writing(out: IO[bytes]) -> Iterator[Writer]:
    with tarfile.open(fileobj=out, mode="w|", bufsize=CHUNK) as tar:
        writer = Writer(tar)
        yield writer
        writer.finish()


def sha256_of(content: IO[bytes]) -> str:
    hashing = Hashing(content)
    while hashing.read(CHUNK):
        pass
    return hashing.sha256


def members(source: IO[bytes]) -> Iterator[tuple[str, Hashing]]:
    """Each member's name and bytes, in order; the bytes must be read before the next is asked for."""
    try:
        with tarfile.open(fileobj=source, mode="r|", bufsize=CHUNK) as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None:
                    raise Damaged(member.name)
                with closing(content):
                    yield member.name, Hashing(content)
    except (tarfile.TarError, EOFError, UnicodeDecodeError, ValueError) as fault:
        raise Damaged(str(fault)) from fault


def verified(source: IO[bytes]) -> dict[str, Any]:
    """What the archive says of itself, once all of it was read and found whole. Raises Damaged."""
    found: list[str] = []
    told, last = b"", b""
    for name, content in members(source):
        if found and found[-1].endswith(f"  {SUMS}\n"):
            raise Damaged(name)
        last = _read(content, keep=name in {ABOUT, SUMS})
        told = last if name == ABOUT else told
        stored = STORED.fullmatch(name)
        if not (stored or name in {ABOUT, DUMP, SUMS}) or (stored and stored[2] != content.sha256):
            raise Damaged(name)
        found.append(f"{content.sha256}  {name}\n")
    if not found or not found[-1].endswith(f"  {SUMS}\n") or last != "".join(found[:-1]).encode():
        raise Damaged(SUMS)
    return _about(told)


def _read(content: Hashing, *, keep: bool) -> bytes:
    kept = b""
    while piece := content.read(CHUNK):
        kept += piece if keep else b""
    return kept


def _about(told: bytes) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads(told)
    except ValueError as fault:
        raise Damaged(ABOUT) from fault
    if about.get("format") != FORMAT:
        raise Damaged(ABOUT)
    return about
