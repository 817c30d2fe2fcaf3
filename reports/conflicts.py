"""Two people saved one answer at once: both texts side by side, and what was typed kept until it is settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from antt_portal.core.figures.difference import rows
from antt_portal.core.figures.schema import stored_schema
from antt_portal.core.figures.slots import slots
from reports.differences import result_label
from reports.models import Answer, KeptText


@dataclass(frozen=True)
class Pair:
    """One place where the two texts differ."""

    label: str
    saved: str
    typed: str


@dataclass(frozen=True)
class TwoTexts:
    """``saved_by`` is empty when the same person saved from another window."""

    answer: Answer
    pairs: list[Pair]
    saved_by: str
    kept_at: datetime

    @property
    def saved_at(self) -> datetime | None:
        return self.answer.updated_at


def two_texts(answer: Answer, kept: KeptText) -> TwoTexts:
    content: Mapping[str, Any] = kept.content
    pairs = [
        Pair(_("Kết quả thực hiện"), result_label(answer.result), result_label(content["result"])),
        Pair(_("Lý do"), answer.reason, content["reason"]),
        Pair(_("Đã làm gì trong năm"), answer.narrative, content["narrative"]),
        *_figure_pairs(answer, content),
    ]
    other = answer.updated_by if answer.updated_by_id != kept.author_id else None
    return TwoTexts(
        answer=answer,
        pairs=[pair for pair in pairs if pair.saved != pair.typed],
        saved_by=other.full_name if other else "",
        kept_at=kept.kept_at,
    )


def _figure_pairs(answer: Answer, content: Mapping[str, Any]) -> list[Pair]:
    schema = stored_schema(answer.obligation.fields)
    found = [
        Pair(f"{row.label} ({row.unit})" if row.unit else row.label, *row.cells)
        for row in rows(schema, answer.figures, content["figures"])
        if row.changed
    ]
    unread = {slot.path: slot.label for slot in slots(schema, content["figures"])}
    for path, text in content["kept_raw"].items():
        if answer.kept_raw.get(path) != text:
            found.append(Pair(unread.get(path, path), answer.kept_raw.get(path, ""), text))
    return found
