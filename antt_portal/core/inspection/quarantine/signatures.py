"""Telling a second file hidden in or behind the first: a polyglot, which two programs read differently."""

import re
import struct

from .unfit import Unfit

PDF_HEADER_WINDOW = 1024  # readers look for %PDF- this far into a file
ZIP_END_WINDOW = 22 + 65535  # the end record and the longest comment behind it
ZIP_END = struct.Struct("<4s4H2LH")

# At the very start of a file or of a part of a package: nothing an evidence file may carry inside.
EXECUTABLE_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"L\0\0\0\x01\x14\x02\0",
)
CONTAINER_STARTS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole",
    b"%PDF-": "pdf",
    b"PK\x03\x04": "zip",
    b"Rar!\x1a\x07": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
}
# A page that a browser which guesses would run.
MARKUP = rb"(?i:<(?:!doctype\s+html|html|script|iframe|svg|\?php)\b)"
# Anywhere behind the end of a picture. Long enough not to occur by chance in a phone's appended video.
HIDDEN = re.compile(
    rb"(?P<rar>Rar!\x1a\x07[\x00\x01])|(?P<sevenzip>7z\xbc\xaf\x27\x1c)|(?P<ole>\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1)"
    rb"|(?P<pdf>%PDF-\d)|(?P<exe>This program cannot be run in DOS mode)|(?P<html>" + MARKUP + rb")"
)


def starts_as(head: bytes) -> str | None:
    """The executable or container that ``head`` begins, or None."""
    if head.startswith(EXECUTABLE_STARTS):
        return "exe"
    return next((name for magic, name in CONTAINER_STARTS.items() if head.startswith(magic)), None)


def has_zip_at_end(data: bytes) -> bool:
    """Whether a zip reader, which starts at the end, would open ``data``."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - ZIP_END_WINDOW))
    if at < 0 or at + ZIP_END.size > len(data):
        return False
    entries, directory_size = ZIP_END.unpack_from(data, at)[4:6]
    start = at - directory_size
    return bool(entries) and start >= 0 and data.startswith(b"PK\x01\x02", start)


def refuse_hidden(data: bytes, end: int) -> None:
    """Refuse a second file in ``data``, whose own content ends at ``end``.

    What cameras append stays allowed: further pictures of a multi-picture JPEG, the video of a motion photo.
    """
    if b"%PDF-" in data[:PDF_HEADER_WINDOW]:
        raise Unfit("foreign_data", found="pdf")
    if has_zip_at_end(data):
        raise Unfit("foreign_data", found="zip")
    if data.startswith(EXECUTABLE_STARTS, end):
        raise Unfit("foreign_data", found="exe")
    if hidden := HIDDEN.search(data, end):
        found = hidden.lastgroup or ""
        raise Unfit("foreign_data", found="7z" if found == "sevenzip" else found)
