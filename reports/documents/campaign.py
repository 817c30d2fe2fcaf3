"""Số liệu đợt cao điểm: the figures of a campaign's page on paper, as they are at the moment; it is not kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils import translation

from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.documents import printable
from antt_portal.core.formats import vn_date, vn_datetime
from enterprises.models import Organisation
from reports.campaigns.compiling import bars_data, head_of, tally_data
from reports.campaigns.figures import AnswerRow, CampaignFigures, LetterRow


@dataclass(frozen=True)
class LetterLine:
    number: str
    subject: str
    status: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class AnswerLine:
    letter: str
    title: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class TypeLine:
    label: str
    count: int
    signs: int


@dataclass(frozen=True, kw_only=True)
class CampaignPaper:
    kind: ClassVar[str] = "campaign_figures"
    template_name: ClassVar[str] = "documents/campaign.html"

    superior: tuple[str, ...]
    agency: tuple[str, ...]
    name: str
    window: str
    at: datetime
    letters: tuple[LetterLine, ...]
    answers: tuple[AnswerLine, ...]
    total: dict[str, int]
    types: tuple[TypeLine, ...]

    @property
    def made_at(self) -> datetime:
        return self.at

    @property
    def at_text(self) -> str:
        return vn_datetime(self.at)

    @property
    def title(self) -> str:
        return f"Số liệu {self.name}"


def campaign_data(figures: CampaignFigures, office: Organisation) -> dict[str, Any]:
    """Under the name that ``office`` has that day."""
    campaign = figures.campaign
    with translation.override("vi"):  # statuses come in the language of whoever asks
        return {
            **head_of(office, local_date(figures.at)),
            "name": campaign.name,
            "window": f"{vn_date(campaign.starts_on)} – {vn_date(campaign.ends_on)}",
            "at": figures.at.astimezone(VIETNAM).isoformat(timespec="seconds"),
            "letters": [_letter(row) for row in figures.letters],
            "answers": [_answer(row) for row in figures.answers],
            "total": tally_data(figures.incidents),
            "types": bars_data(figures.by_type),
        }


def _letter(row: LetterRow) -> dict[str, Any]:
    letter, counts = row.directive.letter, row.counts
    reached = [counts.everybody, counts.sent, counts.opened, counts.acknowledged, counts.reported]
    said = {"number": str(letter), "subject": letter.subject, "status": str(letter.get_status_display())}
    return said | {"counts": reached}


def _answer(row: AnswerRow) -> dict[str, Any]:
    counts = [row.wanted, row.done, row.partly, row.not_done, row.nothing, row.late, row.missing]
    return {"letter": row.letter, "title": row.obligation.title, "counts": counts}


def campaign_paper(data: dict[str, Any]) -> CampaignPaper:
    """``data`` is that of ``campaign_data``."""
    data = printable(data)
    return CampaignPaper(
        superior=tuple(data["superior"]),
        agency=tuple(data["agency"]),
        name=data["name"],
        window=data["window"],
        at=datetime.fromisoformat(data["at"]),
        letters=tuple(LetterLine(**{**row, "counts": tuple(row["counts"])}) for row in data["letters"]),
        answers=tuple(AnswerLine(**{**row, "counts": tuple(row["counts"])}) for row in data["answers"]),
        total=data["total"],
        types=tuple(TypeLine(**row) for row in data["types"]),
    )
