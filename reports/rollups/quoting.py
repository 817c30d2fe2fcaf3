"""Answers whose words a roll-up may repeat: those its figures come from, obligation by obligation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from reports.freezing import frozen_answers
from reports.models import Quotation, ReportKind, RollUp, Submission
from reports.rollups.writing import counted

Choice = tuple[str, str]


@dataclass(frozen=True)
class Quotable:
    """One answer as it was handed in, and what of it the roll-up repeats already."""

    submission: Submission
    code: str
    narrative: str
    files: tuple[Choice, ...]
    quotation: Quotation | None

    @property
    def initial(self) -> dict[str, Any]:
        """What the form of it begins with: the whole answer, or what was chosen of it before."""
        chosen = self.quotation
        evidence = [str(file.public_id) for file in chosen.evidence.all()] if chosen else []
        excerpt = chosen.excerpt if chosen else self.narrative
        return {"submission": self.submission.public_id, "code": self.code, "excerpt": excerpt, "evidence": evidence}


def obligations_to_quote(rollup: RollUp) -> list[Choice]:
    """ "0:camera": the obligation with that code in the first part of the figures."""
    parts = enumerate(rollup.figures.get("parts", ()))
    return [(f"{place}:{row['code']}", str(row["title"])) for place, part in parts for row in part["obligations"]]


def submissions_to_quote(rollup: RollUp, choice: str) -> QuerySet[Submission]:
    """Those of the part that ``choice`` names, by the names of who answered."""
    place = int(choice.partition(":")[0])
    if rollup.year is not None:
        found = counted(rollup).filter(report__kind=ReportKind(rollup.figures["parts"][place]["kind"]))
    else:
        directive = rollup.directives.order_by("issued_at", "pk")[place]
        found = counted(rollup).filter(report__request__delivery__directive=directive)
    return found.select_related("organisation").order_by("organisation__sort_key", "pk")


def quotable(rollup: RollUp, choice: str, submissions: Iterable[Submission]) -> list[Quotable]:
    """Of one page of submissions those that say something of this obligation."""
    code = choice.partition(":")[2]
    shown = list(submissions)
    chosen = rollup.quotations.filter(submission__in=shown, code=code).prefetch_related("evidence")
    by_submission = {one.submission_id: one for one in chosen}
    rows = []
    for one in shown:
        narrative = frozen_answers(one.frozen).get(code, {}).get("narrative", "").strip()
        if narrative:
            rows.append(Quotable(one, code, narrative, files_of(one, code), by_submission.get(one.pk)))
    return rows


def files_of(submission: Submission, code: str) -> tuple[Choice, ...]:
    """Files of one answer of a version: public id and what it is called."""
    evidence = frozen_answers(submission.frozen).get(code, {}).get("evidence", ())
    return tuple((file["id"], file["title"] or file["file_name"]) for file in evidence)
