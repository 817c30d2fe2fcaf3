"""Báo cáo ngày: what the board compiled of one day of a campaign, with the figures of that moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from antt_portal.core.documents import Letterhead, PaperDate, printable
from antt_portal.core.formats import vn_datetime
from reports.campaigns.compiling import KIND
from reports.campaigns.days import Standing
from reports.documents.campaign import TypeLine

WORDS = {
    Standing.NOTHING: "Không có vụ việc",
    Standing.REPORTED: "Đã báo cáo",
    Standing.WAITING: "Chưa đến hạn",
    Standing.MISSING: "Không báo cáo",
}


@dataclass(frozen=True)
class DayLine:
    name: str
    standing: str
    late: bool
    incidents: int
    note: str


@dataclass(frozen=True, kw_only=True)
class DailyPaper:
    kind: ClassVar[str] = KIND
    template_name: ClassVar[str] = "documents/daily.html"

    letterhead: Letterhead
    campaign: str
    day: str
    number: int
    made_at: datetime
    made_by: str
    note: str
    counts: dict[str, int]
    total: dict[str, int]
    types: tuple[TypeLine, ...]
    rows: tuple[DayLine, ...]

    @property
    def title(self) -> str:
        return f"Báo cáo ngày {self.day}: {self.campaign}"

    @property
    def at_text(self) -> str:
        return vn_datetime(self.made_at)

    @property
    def wanted(self) -> int:
        return len(self.rows)

    @property
    def reported(self) -> int:
        return self.counts[Standing.NOTHING] + self.counts[Standing.REPORTED]


def daily_compile(data: dict[str, Any]) -> DailyPaper:
    """``data`` is that of ``campaigns.compiling.compile_data``."""
    data = printable(data)
    rows = [DayLine(**{**row, "standing": WORDS[Standing(row["standing"])]}) for row in data["rows"]]
    same = ("campaign", "day", "number", "made_by", "note", "counts", "total")
    return DailyPaper(
        **{name: data[name] for name in same},
        letterhead=Letterhead(tuple(data["superior"]), tuple(data["agency"]), data["place"], PaperDate(**data["on"])),
        made_at=datetime.fromisoformat(data["made_at"]),
        types=tuple(TypeLine(**row) for row in data["types"]),
        rows=tuple(rows),
    )
