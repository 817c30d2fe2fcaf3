"""The letter as data: one frozen dataclass per kind, exactly as printed (Nghị định 30/2020/NĐ-CP, Phụ lục I).

Lines, addressees and paragraphs come as they stand on the paper, without the marks that the layout adds ("- …;").
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from antt_portal.core.clock import VIETNAM
from antt_portal.core.documents.boxes import CopiesTo, Letterhead, PaperDate, PaperNumber
from antt_portal.core.documents.data import paper_data


class Urgency(StrEnum):
    """Box 10b, the degrees of Nghị định 30/2020/NĐ-CP."""

    KHAN = "khan"
    THUONG_KHAN = "thuong_khan"
    HOA_TOC = "hoa_toc"


@paper_data
class DateParts:
    """``day`` and ``month`` None print a blank."""

    day: Annotated[int, Field(ge=1, le=31)] | None
    month: Annotated[int, Field(ge=1, le=12)] | None
    year: Annotated[int, Field(ge=1945, le=9999)]


@paper_data
class Paragraph:
    """One paragraph or item. ``label`` ("1.", "a)", "-", "Điều 1.") stands before the text; ``level`` 1–3 indents."""

    text: str
    label: str = ""
    style: Literal["", "italic", "bold"] = ""
    level: Literal[1, 2, 3] = 1


@paper_data
class SignatureBlock:
    """Box 7. ``authority`` is the line above the office ("KT. TRƯỞNG BAN"); None when the head signs."""

    office: str
    name: str
    authority: str | None = None


@paper_data
class Enclosure:
    """What goes with the letter. ``file`` None: named, but not there yet."""

    title: str
    file: str | None = None


@paper_data
class Letter:
    """Công văn: box 5b instead of a type line. ``number`` None is one not yet taken, printed as a blank."""

    kind: str
    superior_agency: tuple[str, ...]
    agency: tuple[str, ...]
    number: Annotated[int, Field(ge=1)] | None
    symbol: str
    place: str
    date: DateParts
    urgency: Urgency | None = None
    subject: str
    recipients: tuple[str, ...]
    also_to: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    body: tuple[Paragraph, ...]
    copies_to: tuple[str, ...]
    archive: str
    signature: SignatureBlock
    attachments: tuple[Enclosure, ...] = ()

    template_name: ClassVar[str] = "documents/letter.html"

    @property
    def title(self) -> str:
        return self.subject

    @property
    def made_at(self) -> datetime | None:
        """Midnight of the letter's day; a letter without one carries no date in its PDF."""
        if self.date.day is None or self.date.month is None:
            return None
        return datetime(self.date.year, self.date.month, self.date.day, tzinfo=VIETNAM)

    @property
    def letterhead(self) -> Letterhead:
        return Letterhead(
            superior=self.superior_agency,
            agency=self.agency,
            place=self.place,
            dated=PaperDate(self.date.day, self.date.month, self.date.year),
            number=PaperNumber(self.number, self.symbol),
        )

    @property
    def copies(self) -> CopiesTo:
        return CopiesTo(self.copies_to, self.archive)
