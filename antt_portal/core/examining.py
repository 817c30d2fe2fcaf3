"""What the digital signatures of a stored file are worth: examined when somebody asks, remembered for a while."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from antt_portal.core import blobs
from antt_portal.core.models import Blob
from antt_portal.core.papers import PDF
from antt_portal.core.signing import SignatureReport, Verdict, trust_roots, verify

# An examination takes seconds, in a process of its own; certificates are judged anew after so long.
KEEP_SECONDS = 6 * 3600
# A file that was not read, perhaps because the machine was busy, may be tried again sooner.
KEEP_UNREAD_SECONDS = 300
MARKS: dict[Verdict, tuple[str, Promise]] = {
    Verdict.VALID: ("done", _("Hợp lệ")),
    Verdict.UNCONFIRMED: ("soon", _("Chưa xác nhận được người ký")),
    Verdict.EXTENDED: ("soon", _("Có phần chưa ai ký")),
    Verdict.MISSING: ("late", _("Thiếu chữ ký")),
    Verdict.ALTERED: ("late", _("Đã bị thay đổi")),
    Verdict.UNSIGNED: ("none", _("Không có chữ ký số")),
    Verdict.UNREADABLE: ("back", _("Không kiểm tra được")),
}


@dataclass(frozen=True)
class Examination:
    """A report with the status it is shown by."""

    report: SignatureReport

    @property
    def tone(self) -> str:
        return MARKS[self.report.verdict][0]

    @cached_property
    def word(self) -> str:
        return str(MARKS[self.report.verdict][1])


def is_examinable(blob: Blob) -> bool:
    return blob.media_type == PDF


def known(blob: Blob) -> Examination | None:
    """What an earlier examination found; None where nobody has asked of late."""
    report: SignatureReport | None = cache.get(_key(blob))
    return Examination(report) if report else None


def examined(blob: Blob, *, at: datetime) -> Examination:
    """The same bytes give the same answer for a while. Raises FileNotFoundError when the storage lost them."""
    found = known(blob)
    if found is None:
        with blobs.open_blob(blob) as stored:
            found = Examination(verify(stored.read(), at=at))
        unread = found.report.verdict == Verdict.UNREADABLE
        cache.set(_key(blob), found.report, KEEP_UNREAD_SECONDS if unread else KEEP_SECONDS)
    return found


def _key(blob: Blob) -> str:
    """Other roots of trust, or another language of its sentences, make another answer."""
    roots = hashlib.sha256()
    for path in trust_roots():
        roots.update(path.read_bytes() if path.exists() else str(path).encode())
    return f"signatures:{blob.sha256}:{roots.hexdigest()[:16]}:{get_language()}"
