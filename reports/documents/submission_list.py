"""Tờ trình with its list: the board proposes enterprises to the authority that recognises them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from antt_portal.core.clock import VIETNAM
from antt_portal.core.documents import CopiesTo, Letterhead, PaperNumber, Signature, printable
from antt_portal.core.formats import vn_date
from reports.documents.board_papers import copies_to, letterhead, signature


@dataclass(frozen=True)
class ListedEnterprise:
    name: str
    tax_code: str
    zones: tuple[str, ...]
    receipt: str
    accepted: str


@dataclass(frozen=True)
class SubmissionList:
    kind: ClassVar[str] = "submission_list"
    template_name: ClassVar[str] = "documents/submission_list.html"

    year: int
    board: str
    letterhead: Letterhead
    recipient: str
    bases: tuple[str, ...]
    enterprises: tuple[ListedEnterprise, ...]
    copies_to: CopiesTo
    signature: Signature

    @property
    def title(self) -> str:
        return f"Tờ trình đề nghị công nhận doanh nghiệp đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm {self.year}"

    @property
    def made_at(self) -> datetime | None:
        """Known once the paper has a day; until then the PDF carries no date."""
        dated = self.letterhead.dated
        if dated.day is None or dated.month is None:
            return None
        return datetime(dated.year, dated.month, dated.day, tzinfo=VIETNAM)

    @property
    def count_text(self) -> str:
        """With a leading zero below ten, as papers count."""
        return f"{len(self.enterprises):02d}"


def submission_list(data: dict[str, Any]) -> SubmissionList:
    """``data``: the keys of a letter as data, and ``year``, ``board``, ``recipient`` and ``enterprises``
    (each with ``name``, ``tax_code``, ``zones``, ``receipt``, ``accepted_on``)."""
    data = printable(data)
    return SubmissionList(
        year=data["year"],
        board=data["board"],
        letterhead=letterhead(data, PaperNumber(data["number"], data["symbol"])),
        recipient=data["recipient"],
        bases=tuple(data["bases"]),
        enterprises=tuple(_listed(one) for one in data["enterprises"]),
        copies_to=copies_to(data),
        signature=signature(data["signature"]),
    )


def _listed(data: dict[str, Any]) -> ListedEnterprise:
    return ListedEnterprise(
        name=data["name"],
        tax_code=data["tax_code"],
        zones=tuple(data["zones"]),
        receipt=data["receipt"],
        accepted=vn_date(date.fromisoformat(data["accepted_on"])) if data["accepted_on"] else "",
    )
