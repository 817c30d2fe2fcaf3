"""A small JPEG of a picture, for pages: upright, and without where, when and by whom it was taken."""

import tempfile
from typing import BinaryIO

from antt_portal.core.inspection import isolated
from antt_portal.core.inspection.inspector import MAX_BYTES
from antt_portal.core.inspection.kinds import KINDS
from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.inspection.spool import take

EXTENSIONS = {kind.media_type: kind.extension for kind in KINDS if kind.parser == "picture"}


def preview(stream: BinaryIO, media_type: str, *, max_px: int = 1600) -> bytes | None:
    """JPEG bytes, the longer side at most ``max_px``; None for what is no picture or cannot be drawn."""
    if media_type not in EXTENSIONS:
        return None
    with tempfile.TemporaryFile() as file:
        if take(stream, file, limit=MAX_BYTES).size > MAX_BYTES:
            return None
        try:
            return isolated.run("thumbnail", file, EXTENSIONS[media_type], str(max_px))
        except Unfit:
            return None
