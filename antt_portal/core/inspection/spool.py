"""Taking a stream in: copied in chunks to a private file, measured and hashed on the way."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Taken:
    size: int
    sha256: str


def take(stream: BinaryIO, into: BinaryIO, *, limit: int) -> Taken:
    """Copy from the start of ``stream``; a size above ``limit`` means that reading stopped there."""
    if stream.seekable():
        stream.seek(0)
    digest = hashlib.sha256()
    size = 0
    while size <= limit and (chunk := stream.read(CHUNK_BYTES)):
        into.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    into.flush()
    if stream.seekable():
        stream.seek(0)
    return Taken(size, digest.hexdigest())
