"""What papers of several kinds name: days, documents with files, enterprises, and the code of the public check."""

from datetime import date
from typing import Annotated

import segno
from pydantic import Field

from antt_portal.core.documents.boxes import PaperDate, PaperNumber
from antt_portal.core.documents.data import paper_data
from antt_portal.core.formats import vn_date
from directives.letters.letter import DateParts, Line, Name, ShortLine, SignatureBlock

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Words = Annotated[str, Field(min_length=1, max_length=500)]
# What a cell of a table has room for.
Prose = Annotated[str, Field(min_length=1, max_length=2000)]
NOTHING = "–"


@paper_data
class Day(DateParts):
    """A whole date, as another document has it."""

    day: Annotated[int, Field(ge=1, le=31)]
    month: Annotated[int, Field(ge=1, le=12)]

    @property
    def short(self) -> str:
        return vn_date(date(self.year, self.month, self.day))

    @property
    def paper_date(self) -> PaperDate:
        return PaperDate(self.day, self.month, self.year)


@paper_data
class Cited:
    """A document that another one names. ``type_name`` as sentences write it: "Công văn", "Quyết định"."""

    type_name: Words
    number: Annotated[int, Field(ge=1, le=999_999)]
    symbol: Words
    date: Day
    agency: Words
    subject: Annotated[str, Field(max_length=1000)] = ""

    @property
    def written_number(self) -> str:
        number = PaperNumber(self.number, self.symbol)
        return f"{number.number_text}/{number.symbol}"

    @property
    def named(self) -> str:
        """As citations are written: type, number, the day in words, agency."""
        day = self.date.paper_date
        dated = f"ngày {day.day_text} tháng {day.month_text} năm {day.year}"
        return f"{self.type_name} số {self.written_number} {dated} của {self.agency}"

    @property
    def titled(self) -> str:
        return f"{self.named}: {self.subject}" if self.subject else self.named


@paper_data
class SentFile:
    """A file by its name and what it was to the byte."""

    name: Words
    sha256: Sha256


@paper_data
class SentDocument:
    """A document of a bundle. ``version`` counts what was sent again."""

    document: Cited
    version: Annotated[int, Field(ge=1)] = 1
    files: Annotated[tuple[SentFile, ...], Field(min_length=1)]


@paper_data
class Holder:
    """An enterprise as it is called on the day of the paper."""

    name: Words
    tax_code: ShortLine = ""
    address: Name = ""
    zones: Annotated[tuple[Line, ...], Field(max_length=30)] = ()

    @property
    def zone_text(self) -> str:
        return "; ".join(self.zones)


@paper_data
class Verification:
    """The code that anybody can check, and the address of the page that does so."""

    code: Annotated[str, Field(min_length=1, max_length=40)]
    url: Annotated[str, Field(pattern=r"^https?://[!-~]+$", max_length=300)]

    @property
    def qr(self) -> str:
        """The address as an image in the page itself; level M still reads after a fold."""
        return segno.make(self.url, error="m", micro=False).svg_data_uri(border=0, omitsize=True)


@paper_data
class SignedAlready(SignatureBlock):
    """Box 7 of what is copied: a copy repeats the words, and says of the ink that it was there."""

    note: str = "(Đã ký)"

    @classmethod
    def of(cls, block: SignatureBlock) -> "SignedAlready":
        return cls(office=block.office, name=block.name, authority=block.authority)
