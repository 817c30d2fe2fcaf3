"""Báo cáo tổng hợp: answers rolled up, with figures as they were at one moment."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from antt_portal.core.clock import VIETNAM
from antt_portal.core.documents.data import paper_data
from directives.letters.letter import Annex, AnnexTable, Paragraph
from directives.letters.lists import LateList
from directives.letters.named import ClosedByItsLast, NamedLetter
from directives.letters.parts import Words


@paper_data
class TitledTable(AnnexTable):
    title: Words
    rows: Annotated[tuple[tuple[str, ...], ...], Field(min_length=1)]


@paper_data
class Section:
    """``heading`` is printed as written ("I. TÌNH HÌNH CHUNG")."""

    heading: Words
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[TitledTable, ...] = ()


@paper_data
class RollUpReport(ClosedByItsLast, NamedLetter):
    """Its sections stand before the last paragraph of the body; ``late`` is its first annex. ``as_of``: the moment
    at which the figures were frozen."""

    as_of: AwareDatetime | None = None
    sections: tuple[Section, ...] = ()
    late: LateList | None = None

    template_name = "documents/kinds/roll_up_report.html"
    type_in_sentence = "Báo cáo"

    @property
    def as_of_text(self) -> str:
        at = self.as_of.astimezone(VIETNAM) if self.as_of else None
        return f"{at:%H:%M} ngày {at:%d/%m/%Y}" if at else ""

    @property
    def printed_annexes(self) -> tuple[Annex, ...]:
        return (self.late.annex, *self.annexes) if self.late else self.annexes
