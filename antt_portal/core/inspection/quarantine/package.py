"""Reading a zip that may be forged: every number in it is a claim until the bytes have been read."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .signatures import ZIP_END, ZIP_END_WINDOW
from .unfit import Unfit

MB = 1024 * 1024
MAX_ENTRIES = 5_000
MAX_DIRECTORY_BYTES = 2 * MB
MAX_UNPACKED_BYTES = 300 * MB
MAX_RATIO = 150
RATIO_MATTERS_FROM_BYTES = 50 * MB  # small files of blank cells shrink 1,000 : 1 and harm nobody
MAX_GAP_BYTES = 1024  # between entries; a data descriptor takes 24, nothing else belongs there
CHUNK_BYTES = MB
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
ENCRYPTED_FLAG = 0x1
# What zipfile and zlib raise on damaged input; UnicodeDecodeError and "negative seek" are ValueErrors.
BROKEN = (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error, zlib.error)


@dataclass
class Budget:
    """Bytes that may still be unpacked, shared by a package and the packages inside it."""

    remaining: int = MAX_UNPACKED_BYTES

    def spend(self, count: int) -> None:
        self.remaining -= count
        if self.remaining < 0:
            raise bomb()


def bomb() -> Unfit:
    return Unfit("archive_bomb", limit=str(MAX_UNPACKED_BYTES // MB))


def entries_of(file: BinaryIO) -> tuple[ZipFile, list[ZipInfo]]:
    """The archive and its entries, after everything that can be known without unpacking. Raises Unfit."""
    directory_at = refuse_odd_ending(file)
    try:
        archive = ZipFile(file)
    except BROKEN:
        raise Unfit("unreadable") from None
    entries = archive.infolist()
    refuse_bomb(entries, packed=directory_at)
    refuse_odd_entries(entries)
    refuse_overlap(file, entries, directory_at)
    return archive, [entry for entry in entries if not entry.is_dir()]


def refuse_odd_ending(file: BinaryIO) -> int:
    """Where the central directory begins. It must end the file, and be small enough to load."""
    size = file.seek(0, 2)
    window_at = max(0, size - ZIP_END_WINDOW)
    file.seek(window_at)
    window = file.read()
    at = window.rfind(b"PK\x05\x06")
    if at < 0 or at + ZIP_END.size > len(window):
        raise Unfit("unreadable")
    entries, directory_size, directory_at, comment_length = ZIP_END.unpack_from(window, at)[4:]
    if directory_size > MAX_DIRECTORY_BYTES or entries > MAX_ENTRIES:
        raise bomb()
    ends_whole = window_at + at == directory_at + directory_size
    if at + ZIP_END.size + comment_length != len(window) or not ends_whole:
        # Also a 64-bit directory, which no file of this size needs.
        raise Unfit("archive_unsafe")
    return int(directory_at)


def refuse_bomb(entries: list[ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES:
        raise bomb()
    if unpacked > RATIO_MATTERS_FROM_BYTES and unpacked > MAX_RATIO * packed:
        raise bomb()


def refuse_odd_entries(entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise Unfit("encrypted")
    names = [entry.orig_filename for entry in entries]
    odd = any(is_odd(name) for name in names) or len({name.casefold() for name in names}) < len(names)
    if odd or any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise Unfit("archive_unsafe")


def is_odd(name: str) -> bool:
    """Absolute, climbing, of another system, or with a control character in it."""
    return (
        name.startswith("/") or ".." in name.split("/") or any(char in "\\:" or ord(char) < ord(" ") for char in name)
    )


def refuse_overlap(file: BinaryIO, entries: list[ZipInfo], directory_at: int) -> None:
    """Entries follow one another from the first byte on: no shared bytes, no room for another file."""
    reached = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if not 0 <= entry.header_offset - reached <= (MAX_GAP_BYTES if reached else 0):
            raise Unfit("archive_unsafe")
        file.seek(entry.header_offset)
        header = file.read(LOCAL_HEADER.size)
        if len(header) < LOCAL_HEADER.size:
            raise Unfit("unreadable")
        name_length, extra_length = LOCAL_HEADER.unpack(header)[-2:]
        data_at = entry.header_offset + LOCAL_HEADER.size + name_length + extra_length
        reached = data_at + entry.compress_size
    if not 0 <= directory_at - reached <= MAX_GAP_BYTES:
        raise Unfit("archive_unsafe")


def chunks(archive: ZipFile, entry: ZipInfo, budget: Budget) -> Iterator[bytes]:
    """The unpacked bytes, paid from ``budget`` as they appear; the checksum is verified at the end."""
    try:
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK_BYTES):
                budget.spend(len(chunk))
                yield chunk
    except BROKEN:
        raise Unfit("unreadable") from None
