"""Lists that go with a paper as its annexes: typed rows, made into tables."""

from typing import Annotated

from pydantic import Field

from antt_portal.core.documents.data import paper_data
from directives.letters.letter import Annex, AnnexTable, Line, Name, Paragraph
from directives.letters.parts import NOTHING, Day, Holder, Words

Columns = dict[str, tuple[int, tuple[str, ...]]]


def counted_table(columns: Columns) -> AnnexTable:
    """Rows numbered from 1 under "STT". A column (its width and cells) that says nothing at all is left out."""
    kept = {head: column for head, column in columns.items() if any(column[1])}
    widths = tuple(width for width, _cells in kept.values())
    rows = zip(*(cells for _width, cells in kept.values()), strict=True)
    return AnnexTable(
        columns=("STT", *kept),
        rows=tuple((str(number), *(cell or NOTHING for cell in row)) for number, row in enumerate(rows, 1)),
        widths=(_order_width(widths), *widths),
    )


def _order_width(widths: tuple[int, ...]) -> int:
    """13 mm of the 165 mm of a page: "STT" in bold does not break there."""
    return round(sum(widths) * 13 / (165 - 13))


@paper_data
class ListedEnterprise(Holder):
    """``receipt`` is the number of its dossier, ``certificate`` that of its certificate."""

    receipt: Line = ""
    accepted_on: Day | None = None
    certificate: Line = ""

    @property
    def dossier(self) -> str:
        return ", ".join(filter(None, [self.receipt, self.accepted_on.short if self.accepted_on else ""]))


@paper_data
class EnterpriseList:
    """``title`` is printed as written, so write CAPS."""

    title: Words
    enterprises: Annotated[tuple[ListedEnterprise, ...], Field(min_length=1)]

    @property
    def annex(self) -> Annex:
        """Ends with the count, below ten with a leading zero, so that nothing can be added."""
        count = f"Danh sách gồm {len(self.enterprises):02d} doanh nghiệp./."
        return Annex(title=self.title, table=enterprise_table(self.enterprises), closing=(Paragraph(text=count),))


def enterprise_table(listed: tuple[ListedEnterprise, ...]) -> AnnexTable:
    return counted_table(
        {
            "Tên doanh nghiệp": (42, tuple(one.name for one in listed)),
            "Mã số thuế": (29, tuple(one.tax_code for one in listed)),
            "Địa chỉ": (38, tuple(one.address for one in listed)),
            "Khu hoạt động": (27, tuple(one.zone_text for one in listed)),
            "Hồ sơ, ngày tiếp nhận": (30, tuple(one.dossier for one in listed)),
            "Giấy công nhận": (30, tuple(one.certificate for one in listed)),
        }
    )


@paper_data
class Receiver:
    name: Words
    zone: Line = ""
    reached_by: Line = ""


@paper_data
class ReceiverList:
    """Who gets what is forwarded. ``title`` is printed as written, so write CAPS."""

    title: Words
    receivers: Annotated[tuple[Receiver, ...], Field(min_length=1)]

    @property
    def annex(self) -> Annex:
        columns = {
            "Nơi nhận": (75, tuple(one.name for one in self.receivers)),
            "Khu hoạt động": (45, tuple(one.zone for one in self.receivers)),
            "Cách gửi": (35, tuple(one.reached_by for one in self.receivers)),
        }
        return Annex(title=self.title, table=counted_table(columns))


@paper_data
class LateAnswer:
    """Who has not answered, what was asked, and by when."""

    name: Words
    zone: Line = ""
    asked: Name = ""
    due_on: Day
    state: Name = ""


@paper_data
class LateList:
    """``title`` is printed as written, so write CAPS."""

    title: Words
    answers: Annotated[tuple[LateAnswer, ...], Field(min_length=1)]

    @property
    def annex(self) -> Annex:
        columns = {
            "Tên đơn vị": (45, tuple(one.name for one in self.answers)),
            "Khu hoạt động": (28, tuple(one.zone for one in self.answers)),
            "Nội dung": (32, tuple(one.asked for one in self.answers)),
            "Thời hạn": (25, tuple(one.due_on.short for one in self.answers)),
            "Tình trạng": (29, tuple(one.state for one in self.answers)),
        }
        return Annex(title=self.title, table=counted_table(columns))
