"""What a file looks like from its first bytes, whatever its name says."""

import re
from typing import BinaryIO

import filetype

HEAD_BYTES = 8192
CHUNK_BYTES = 1024 * 1024
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams inside an OLE file, written in UTF-16: which program made it.
OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
MARKUP = (
    (re.compile(rb"<svg[\s>]"), "svg"),
    (re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<script[\s>]|<iframe[\s>]"), "html"),
)
PDF_HEADER_WINDOW = 1024


def looks_like(file: BinaryIO) -> str | None:
    """A key of ``reasons.FOUND``, another extension, or None; "zip" stands for any package."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    return by_magic(head, file) or by_markup(head) or by_library(head)


def by_magic(head: bytes, file: BinaryIO) -> str | None:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "avif" if b"avif" in head[12:64] and b"heic" not in head[12:64] else "heic"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"MZ"):
        return "exe"
    return by_ole_stream(file) if head.startswith(OLE_MAGIC) else None


def by_ole_stream(file: BinaryIO) -> str:
    """Office before 2007, or an encrypted package of Office since; the whole file is read, in chunks."""
    file.seek(0)
    seen = set()
    kept = b""
    while chunk := file.read(CHUNK_BYTES):
        window = kept + chunk
        seen |= {found for name, found in OLE_STREAMS if name.encode("utf-16-le") in window}
        kept = window[-64:]
    return next((found for _name, found in OLE_STREAMS if found in seen), "ole")


def by_markup(head: bytes) -> str | None:
    text = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not text.startswith(b"<"):
        return None
    return next((found for pattern, found in MARKUP if pattern.search(text)), "xml")


def by_library(head: bytes) -> str | None:
    guess = filetype.guess(head) if head else None
    if guess is not None:
        return str(guess.extension)
    if b"%PDF-" in head[:PDF_HEADER_WINDOW]:
        return "shifted_pdf"
    return "text" if is_text(head) else None


def is_text(head: bytes) -> bool:
    try:
        return bool(head) and head[: HEAD_BYTES - 3].decode().replace("\n", " ").isprintable()
    except UnicodeDecodeError:
        return False
