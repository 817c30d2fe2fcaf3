"""What changed between two texts of an answer: two versions handed in, or what two people typed at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from antt_portal.core.figures.difference import Row, rows
from antt_portal.core.figures.schema import stored_schema
from antt_portal.core.figures.text_difference import Piece, text_difference
from reports.freezing import frozen_answers
from reports.models import AnswerResult
from reports.wording import called_by

Text = Mapping[str, Any]


@dataclass(frozen=True)
class File:
    """``state``: same, added or removed; ``id`` is the public id of the evidence."""

    id: str
    name: str
    kind: str
    size: int
    state: str = "same"


@dataclass(frozen=True)
class Difference:
    """The later text with what it changed. Without an earlier one nothing is marked.

    ``result_before`` is empty when the result is the same; the cells of ``figures`` are (later, earlier).
    """

    result: str
    result_before: str
    reason: list[Piece]
    narrative: list[Piece]
    figures: list[Row]
    files: list[File]

    @property
    def is_changed(self) -> bool:
        pieces = any(piece.kind != "same" for piece in (*self.reason, *self.narrative))
        figures = any(row.changed for row in self.figures)
        return bool(self.result_before or pieces or figures or any(file.state != "same" for file in self.files))

    @property
    def says_nothing(self) -> bool:
        return self.result == result_label(AnswerResult.NOTHING)

    @property
    def changed_figures(self) -> list[Row]:
        return [row for row in self.figures if row.changed]


@dataclass(frozen=True)
class AnswerDifference:
    """One answer of a frozen version beside the version before."""

    frozen: Text
    difference: Difference

    @property
    def called(self) -> str:
        return called_by(self.frozen["kind"], self.frozen["number"])


def compare(fields: Any, later: Text, earlier: Text | None) -> Difference:
    """``fields`` is the field schema as stored; the texts have result, reason, narrative, figures, perhaps evidence."""
    before = earlier or later
    columns = (later["figures"],) if earlier is None else (later["figures"], earlier["figures"])
    return Difference(
        result=result_label(later["result"]),
        result_before=result_label(before["result"]) if before["result"] != later["result"] else "",
        reason=text_difference(before["reason"], later["reason"]),
        narrative=text_difference(before["narrative"], later["narrative"]),
        figures=[row for row in rows(stored_schema(fields), *columns) if any(row.cells)],
        files=_files(later.get("evidence", []), before.get("evidence", [])),
    )


def compare_versions(later: dict[str, Any], earlier: dict[str, Any] | None) -> list[AnswerDifference]:
    """Every answer of the frozen version ``later``, in its order."""
    before = frozen_answers(earlier) if earlier else {}
    return [
        AnswerDifference(answer, compare(answer["fields"], answer, before.get(answer["code"])))
        for answer in later["answers"]
    ]


def result_label(result: str) -> str:
    return str(AnswerResult(result).label) if result else ""


def _files(later: list[Text], earlier: list[Text]) -> list[File]:
    before, now = {file["sha256"] for file in earlier}, {file["sha256"] for file in later}
    kept = [_file(file, "same" if file["sha256"] in before else "added") for file in later]
    return kept + [_file(file, "removed") for file in earlier if file["sha256"] not in now]


def _file(file: Text, state: str) -> File:
    return File(file["id"], file["title"] or file["file_name"], file["kind"], file["size"], state)
