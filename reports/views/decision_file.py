"""The file of a decision until that is recorded: inspected and stored once, then named by a signed word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from antt_portal.core import blobs
from antt_portal.core.inspection import inspect
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from reports.models import RecognitionBatch

PDF = "application/pdf"
SALT = "decision-file"
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class KeptFile:
    blob: Blob
    name: str
    token: str


def keep_file(batch: RecognitionBatch, upload: Any, *, at: datetime) -> KeptFile:
    """Inspect and store ``upload`` for ``batch``. Raises Refused like any upload, and for anything but a PDF."""
    inspected = inspect(upload, upload.name)
    if inspected.media_type != PDF:
        raise Refused("not-a-pdf", _("Quyết định phải là tệp PDF."))
    blob = blobs.keep_inspected(upload, inspected, board_id=batch.board_id, at=at)
    named = {"batch": str(batch.public_id), "blob": blob.pk, "name": inspected.file_name}
    return KeptFile(blob, inspected.file_name, signing.dumps(named, salt=SALT))


def kept_file(batch: RecognitionBatch, token: str) -> KeptFile | None:
    """The file this page kept before for this list; None for no word, a forged or an old one."""
    try:
        named = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    blob = Blob.objects.filter(pk=named["blob"], board_id=batch.board_id).first()
    if blob is None or named["batch"] != str(batch.public_id):
        return None
    return KeptFile(blob, named["name"], token)
