"""The file a letter is read in now, and what its digital signatures are worth."""

from datetime import datetime

from django.core.cache import cache

from antt_portal.core import blobs
from antt_portal.core.models import Blob
from antt_portal.core.signing import SignatureReport, verify
from directives.models import FileStage, LetterFile, OfficialLetter

# An examination takes a second; certificates are judged anew after so long.
KEEP_SECONDS = 6 * 3600
# What may carry signatures: a scan is examined too, for it may have been signed before it was uploaded.
EXAMINED = frozenset({FileStage.SIGNED, FileStage.NUMBERED, FileStage.SEALED, FileStage.SCAN})


def official_file(letter: OfficialLetter) -> LetterFile | None:
    """The latest file of this round; None before the layout check, and again after a letter was sent back."""
    return letter.files.filter(round=letter.round).select_related("blob").order_by("-pk").first()


def examination_of(file: LetterFile | None, *, at: datetime) -> SignatureReport | None:
    """None where there is nothing to examine."""
    return examined(file.blob, at=at) if file and file.stage in EXAMINED else None


def examined(blob: Blob, *, at: datetime) -> SignatureReport:
    """The same bytes give the same answer for a while. Raises FileNotFoundError when the storage lost them."""
    key = f"signatures:{blob.sha256}"
    report: SignatureReport | None = cache.get(key)
    if report is None:
        with blobs.open_blob(blob) as stored:
            report = verify(stored.read(), at=at)
        cache.set(key, report, KEEP_SECONDS)
    return report
