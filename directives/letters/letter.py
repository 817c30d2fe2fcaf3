"""The letter as data: one frozen dataclass per kind, exactly as printed (Nghị định 30/2020/NĐ-CP, Phụ lục I).

Lines, addressees and paragraphs come as they stand on the paper, without the marks that the layout adds ("- …;").
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field, model_validator
from pydantic_core import PydanticCustomError

from antt_portal.core.clock import VIETNAM
from antt_portal.core.documents.boxes import CopiesTo, Letterhead, PaperDate, PaperNumber
from antt_portal.core.documents.data import paper_data
from antt_portal.core.documents.numerals import roman

# What the boxes around the text have room for; more can only be a mistake.
Line = Annotated[str, Field(max_length=200)]
ShortLine = Annotated[str, Field(max_length=30)]
NameLines = Annotated[tuple[Line, ...], Field(max_length=5)]
Name = Annotated[str, Field(max_length=500)]
# As many as stand side by side on an upright A4 page.
MOST_UPRIGHT_COLUMNS = 6
FIGURE = re.compile(r"[-+]?\d[\d.,]*\s?%?")


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

    @model_validator(mode="after")
    def is_in_the_calendar(self) -> "DateParts":
        if self.day is not None and self.month is not None and self.day > monthrange(self.year, self.month)[1]:
            parts = {"day": self.day, "month": self.month, "year": self.year}
            raise PydanticCustomError("no_such_day", "there is no {day}/{month}/{year}", parts)
        return self


@paper_data
class Paragraph:
    """One paragraph or item. ``label`` ("1.", "a)", "-", "Điều 1.") stands before the text; ``level`` 1–3 indents."""

    text: str
    label: ShortLine = ""
    style: Literal["", "italic", "bold"] = ""
    level: Literal[1, 2, 3] = 1

    @property
    def is_article(self) -> bool:
        """Of a decision: its label is printed bold."""
        return self.label.startswith("Điều ")


@paper_data
class SignatureBlock:
    """Box 7. ``authority`` is the line above the office ("KT. TRƯỞNG BAN"); None when the head signs."""

    office: Line
    name: Line
    authority: Line | None = None


@paper_data
class Enclosure:
    """What goes with the letter. ``file`` None: named, but not there yet."""

    title: str
    file: str | None = None


@paper_data
class Attached:
    """Box 14, on a paper that goes with another one: that one's number, and when it was sealed."""

    number: Annotated[int, Field(ge=1, le=999_999)]
    symbol: ShortLine
    at: AwareDatetime

    @property
    def paper_number(self) -> PaperNumber:
        return PaperNumber(self.number, self.symbol)


@paper_data
class AnnexTable:
    """Every row has a cell for each column. ``widths`` are parts of the table's width; without them all are equal."""

    columns: Annotated[tuple[str, ...], Field(min_length=1)]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[Annotated[int, Field(ge=1, le=1000)], ...] = ()

    @model_validator(mode="after")
    def has_a_cell_for_each_column(self) -> "AnnexTable":
        count = len(self.columns)
        uneven = [position for position, row in enumerate(self.rows, 1) if len(row) != count]
        if uneven:
            raise PydanticCustomError("uneven_row", "row {row}", {"row": uneven[0], "count": count})
        if self.widths and len(self.widths) != count:
            raise PydanticCustomError("uneven_widths", "{count} columns", {"count": count})
        return self

    @property
    def marked_rows(self) -> Iterator[list[tuple[str, bool]]]:
        """Each cell, and whether it is a figure ("12", "1.250,5", "98,1 %")."""
        return ([(cell, FIGURE.fullmatch(cell) is not None) for cell in row] for row in self.rows)

    @property
    def shares(self) -> tuple[str, ...]:
        """The widths in percent."""
        return tuple(f"{100 * width / sum(self.widths):.3f}" for width in self.widths)


@paper_data
class Annex:
    """Phụ lục; its number comes from its place among the others. ``title`` is printed as written, so write CAPS.

    ``closing`` stands behind the table.
    """

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: AnnexTable | None = None
    closing: tuple[Paragraph, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Its table needs a page turned on its side."""
        return self.table is not None and len(self.table.columns) > MOST_UPRIGHT_COLUMNS


@paper_data
class Letter:
    """Công văn: box 5b instead of a type line. ``number`` None is one not yet taken, printed as a blank."""

    kind: str
    superior_agency: NameLines
    agency: NameLines
    number: Annotated[int, Field(ge=1, le=999_999)] | None
    symbol: ShortLine
    place: ShortLine
    date: DateParts
    urgency: Urgency | None = None
    subject: Annotated[str, Field(max_length=1000)]
    recipients: tuple[Name, ...]
    also_to: tuple[Name, ...] = ()
    bases: tuple[str, ...] = ()
    body: tuple[Paragraph, ...]
    copies_to: tuple[Name, ...]
    archive: Line
    signature: SignatureBlock
    attachments: tuple[Enclosure, ...] = ()
    annexes: tuple[Annex, ...] = ()
    # The agency as sentences name it; without one, an annex names it by its lines in box 2.
    issuer: Line = ""
    attached: Attached | None = None

    template_name: ClassVar[str] = "documents/letter.html"
    type_in_sentence: ClassVar[str] = "Công văn"

    @property
    def title(self) -> str:
        return self.subject or self.type_in_sentence

    @property
    def listed_as(self) -> str:
        """What tells it from others in a list and in the register."""
        return self.subject

    @property
    def issued_by(self) -> str:
        return self.issuer or " ".join(self.agency)

    @property
    def printed_annexes(self) -> tuple[Annex, ...]:
        """Kinds with lists put them before ``annexes``."""
        return self.annexes

    @property
    def numbered_annexes(self) -> tuple[tuple[str, Annex], ...]:
        """Each annex under its heading; a single one has no number."""
        annexes = self.printed_annexes
        if len(annexes) == 1:
            return (("Phụ lục", annexes[0]),)
        return tuple((f"Phụ lục {roman(position)}", annex) for position, annex in enumerate(annexes, 1))

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
