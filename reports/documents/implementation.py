"""Báo cáo kết quả thực hiện: what an organisation did about each item of a directive."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from antt_portal.core.formats import vn_date
from reports.documents.filing import Filing, InstrumentBlock
from reports.documents.reading import filed


@dataclass(frozen=True)
class Answered:
    """The document that is answered. ``due_on`` is empty where it gave no day."""

    cited: str
    agency: str
    issued_on: str
    subject: str
    due_on: str
    workdays_late: int
    digest: str


@dataclass(frozen=True)
class Implementation(Filing):
    kind = "implementation"
    template_name = "documents/implementation.html"

    directive: Answered

    @classmethod
    def more(cls, frozen: dict[str, Any]) -> dict[str, Any]:
        said = frozen["directive"]
        return {
            "directive": Answered(
                cited=said["cited"],
                agency=said["agency"],
                issued_on=_day(said["issued_on"]),
                subject=said["subject"],
                due_on=_day(said["due_on"]),
                workdays_late=said["workdays_late"],
                digest=said["bundle_sha256"],
            )
        }

    @property
    def title(self) -> str:
        return f"Báo cáo kết quả thực hiện {self.directive.cited}"

    @property
    def items(self) -> tuple[InstrumentBlock, ...]:
        return self.of_kinds("directive")


def _day(iso: str | None) -> str:
    return vn_date(date.fromisoformat(iso)) if iso else ""


def implementation(frozen: dict[str, Any]) -> Implementation:
    """The kept paper; for a draft use ``previews.preview``."""
    return filed(Implementation, frozen)
