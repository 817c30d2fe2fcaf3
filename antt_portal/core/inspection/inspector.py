"""The one gate for evidence: what passes here may be stored and served."""

import logging
import tempfile
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings

from antt_portal.core.inspection import isolated, names
from antt_portal.core.inspection.kinds import BY_SPELLING, MACRO_EXTENSIONS, Kind
from antt_portal.core.inspection.marks import mark_in
from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.inspection.reasons import refused
from antt_portal.core.inspection.sniff import looks_like
from antt_portal.core.inspection.spool import take
from antt_portal.core.scanning import clamd

log = logging.getLogger(__name__)

MAX_MB = 50
MAX_BYTES = MAX_MB * 1024 * 1024  # as Windows counts: a file it shows as "49.9 MB" must pass


@dataclass(frozen=True)
class Inspected:
    """A file found fit. ``extension`` is canonical ("jpg"), ``kind`` the label of the tile (PDF, JPG, …)."""

    media_type: str
    extension: str
    size: int
    sha256: str
    file_name: str
    kind: str
    is_scanned: bool = False  # and nothing was found; a scanner that is silent, or is not there, scans nothing


def inspect(stream: BinaryIO, file_name: str, *, title: str = "") -> Inspected:
    """Judge the whole of ``stream``, which is left at its start, together with its name and title.

    Raises Refused with one of the codes of ``reasons.REASONS``; the policy is in docs/decisions.
    """
    name = names.clean(file_name)
    spelled = names.split(name)[1].lower()
    try:
        refuse_mark(file_name, title)
        kind = kind_of(spelled)
        with tempfile.TemporaryFile() as file:
            taken = take(stream, file, limit=MAX_BYTES)
            refuse_size(taken.size)
            refuse_content(file, kind)
            is_scanned = refuse_malware(file)
    except Unfit as unfit:
        raise refused(unfit, extension=spelled) from None
    return Inspected(kind.media_type, kind.extension, taken.size, taken.sha256, name, kind.label, is_scanned)


def refuse_mark(file_name: str, title: str) -> None:
    """The whole name is read, also what ``names.clean`` would cut off."""
    stem = names.split(names.base_name(file_name))[0]
    if mark := mark_in(stem) or mark_in(title):
        raise Unfit("classified", mark=mark)


def kind_of(spelled: str) -> Kind:
    if not spelled:
        raise Unfit("no_extension")
    if spelled in MACRO_EXTENSIONS:
        raise Unfit("macro")
    if spelled not in BY_SPELLING:
        raise Unfit("unknown_type")
    return BY_SPELLING[spelled]


def refuse_size(size: int) -> None:
    if not size:
        raise Unfit("empty")
    if size > MAX_BYTES:
        raise Unfit("too_large", limit=str(MAX_MB))


def refuse_content(file: BinaryIO, kind: Kind) -> None:
    found = looks_like(file) or "unknown"
    if found == "encrypted":
        raise Unfit("encrypted")
    if found != ("zip" if kind.parser == "ooxml" else kind.extension):
        raise Unfit("type_mismatch", found=found)
    isolated.run(kind.parser, file, kind.extension)


def refuse_malware(file: BinaryIO) -> bool:
    """Whether the file was scanned. One that was not is kept, and opened by nobody until it is (core.scanning)."""
    if not clamd.is_on():
        return False
    try:
        found = clamd.malware_in(file, seconds=settings.CLAMAV_SECONDS)
    except clamd.NotScanned as silent:
        log.warning("upload not scanned yet: %s", silent)
        return False
    if found:
        raise Unfit("malware", name=found)
    return True
