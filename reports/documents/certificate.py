"""Giấy công nhận: one enterprise, one year, with a code that anybody can check."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

import segno

from antt_portal.core.clock import VIETNAM
from antt_portal.core.documents import Letterhead, PaperDate, Signature, printable
from reports.documents.board_papers import letterhead, paper_number, signature
from reports.documents.filing import Enterprise
from reports.documents.reading import enterprise


@dataclass(frozen=True)
class Certificate:
    kind: ClassVar[str] = "certificate"
    template_name: ClassVar[str] = "documents/certificate.html"

    year: int
    agency: str
    letterhead: Letterhead
    decision_number: str
    decided_on: date
    holder: Enterprise
    code: str
    verify_url: str
    signature: Signature

    @property
    def title(self) -> str:
        return f"Giấy công nhận đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm {self.year}: {self.holder.name}"

    @property
    def made_at(self) -> datetime:
        return datetime.combine(self.decided_on, time(), VIETNAM)

    @property
    def decision_date(self) -> PaperDate:
        return PaperDate.of(self.decided_on)

    @property
    def qr(self) -> str:
        """The address of the public page as an image in the page itself; level M still reads after a fold."""
        return segno.make(self.verify_url, error="m", micro=False).svg_data_uri(border=0, omitsize=True)


def certificate(data: dict[str, Any]) -> Certificate:
    """``data``: of a letter as data ``superior_agency``, ``agency``, ``place``, ``date``, ``signature``; and ``year``,
    ``agency_name``, ``certificate_number`` (as one text), ``decision`` (``number``, ``on``), ``holder`` (``name``,
    ``tax_code``, ``address``, ``zones``), ``code`` and ``verify_url``."""
    data = printable(data)
    return Certificate(
        year=data["year"],
        agency=data["agency_name"],
        letterhead=letterhead(data, paper_number(data["certificate_number"])),
        decision_number=data["decision"]["number"],
        decided_on=date.fromisoformat(data["decision"]["on"]),
        holder=enterprise(data["holder"]),
        code=data["code"],
        verify_url=data["verify_url"],
        signature=signature(data["signature"]),
    )
