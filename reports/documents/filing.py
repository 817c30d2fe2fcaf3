"""What the two filings of a year and answers to directives say; ``reading`` makes them from a frozen version."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from antt_portal.core.documents import Letterhead, PaperDate, Signature
from reports.documents.figures import FigureTable

QUOTED = frozenset({"standing", "directive"})


@dataclass(frozen=True)
class EvidenceLine:
    title: str
    file_name: str
    size: str
    expires: str
    digest: str


@dataclass(frozen=True)
class AnswerBlock:
    """One obligation and everything the enterprise says about it."""

    kind: str
    number: str
    title: str
    short_title: str
    text: str
    citation: str
    points: str
    result_code: str
    result: str
    reason: tuple[str, ...]
    narrative: tuple[str, ...]
    tables: tuple[FigureTable, ...]
    evidence: tuple[EvidenceLine, ...]

    @property
    def is_quoted(self) -> bool:
        """Letters are quoted word for word; criteria and the parts of a dossier are in the portal's own words."""
        return self.kind in QUOTED


@dataclass(frozen=True)
class InstrumentBlock:
    """The answers to one instrument, under its name."""

    title: str
    citation: str
    answers: tuple[AnswerBlock, ...]

    def only(self, *kinds: str) -> "InstrumentBlock":
        return InstrumentBlock(self.title, self.citation, tuple(one for one in self.answers if one.kind in kinds))


@dataclass(frozen=True)
class Receipt:
    """Proof of handing in. ``digest`` is the SHA-256 of the frozen version; it stands at the foot of every page."""

    number: str
    submission: int
    at: datetime
    by: str
    role: str
    digest: str

    @property
    def at_text(self) -> str:
        return f"{self.at:%H:%M} ngày {self.at:%d/%m/%Y}"


@dataclass(frozen=True)
class Enterprise:
    name: str
    tax_code: str
    address: str
    zones: tuple[str, ...]


@dataclass(frozen=True)
class Filing(ABC):
    """``receipt`` None: a preview of what is not handed in, marked as such on every page and never stored."""

    kind: ClassVar[str]
    template_name: ClassVar[str]

    year: int
    enterprise: Enterprise
    board: str
    place: str
    instruments: tuple[InstrumentBlock, ...]
    receipt: Receipt | None

    @classmethod
    def more(cls, _frozen: dict[str, Any]) -> dict[str, Any]:
        """What a kind of paper says besides, as its own fields."""
        return {}

    @property
    @abstractmethod
    def title(self) -> str: ...

    @property
    def is_preview(self) -> bool:
        return self.receipt is None

    @property
    def made_at(self) -> datetime | None:
        return self.receipt.at if self.receipt else None

    @property
    def letterhead(self) -> Letterhead:
        dated = PaperDate.of(self.receipt.at.date()) if self.receipt else PaperDate(None, None, self.year)
        return Letterhead((), (self.enterprise.name.upper(),), self.place, dated)

    @property
    def signature(self) -> Signature:
        if self.receipt is None:
            return Signature("NGƯỜI ĐỨNG ĐẦU", "")
        note = f"Đã nộp điện tử trên Cổng ANTT lúc {self.receipt.at_text}"
        return Signature((self.receipt.role or "Người đứng đầu").upper(), self.receipt.by, note=note)

    def of_kinds(self, *kinds: str) -> tuple[InstrumentBlock, ...]:
        """The instruments that have answers of these kinds, with those answers alone."""
        found = (instrument.only(*kinds) for instrument in self.instruments)
        return tuple(instrument for instrument in found if instrument.answers)
