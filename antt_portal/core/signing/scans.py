"""A paper signed by hand: its scan is kept as it came, and it is said that no digital signature vouches for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext

from antt_portal.core.inspection import Inspected, inspect
from antt_portal.core.refusal import Refused
from antt_portal.core.signing.reports import SignatureReport, Verdict
from antt_portal.core.signing.verifying import verify


@dataclass(frozen=True)
class Scan:
    """A scan found fit, and what its digital signatures are worth, should it bear any."""

    inspected: Inspected
    report: SignatureReport

    @property
    def text(self) -> str:
        if self.report.verdict in (Verdict.UNSIGNED, Verdict.UNREADABLE):
            return gettext("Bản quét của văn bản ký trên giấy; tệp không mang chữ ký số.")
        return gettext("Tệp có chữ ký số. %(verdict)s") % {"verdict": self.report.text}


def check_scan(stream: BinaryIO, file_name: str, *, at: datetime, title: str = "") -> Scan:
    """Judge a scan as evidence is judged; ``stream`` is left at its start, and is what is to be stored.

    Raises Refused: not a PDF, or one that ``inspection`` would not take.
    """
    inspected = inspect(stream, file_name, title=title)
    if inspected.extension != "pdf":
        text = gettext("Bản quét phải là tệp PDF nên tệp chưa được lưu. Quét ra PDF rồi tải lên lại.")
        raise Refused("scan-not-pdf", text)
    report = verify(stream, at=at)
    stream.seek(0)
    return Scan(inspected, report)
