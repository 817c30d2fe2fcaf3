"""What had been handed in by a moment: of each report the version of then, its status of then, and when it first came.

Read from versions and acts, which are only ever added, and never from the report as it stands now.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from antt_portal.core.models import AuditEntry
from reports.models import Report, ReportStatus, Submission

AT_ONCE = 500
Key = tuple[str, str]
# What a submission without a later act is.
GIVEN_BACK = {ReportStatus.RETURNED: "returned", ReportStatus.ACCEPTED: "accepted"}


@dataclass(frozen=True)
class HandedIn:
    """``answers`` are those of the frozen version."""

    report_id: int
    request_id: int | None
    organisation: UUID
    first_at: datetime
    status: str
    answers: list[dict[str, Any]]


def latest(reports: QuerySet[Report], at: datetime) -> QuerySet[Submission]:
    """The last version of each report that had been handed in by ``at``."""
    later = Submission.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"), submitted_at__lte=at)
    return Submission.objects.filter(~Exists(later), report__in=reports, submitted_at__lte=at)


def _status_then(public_id: str, at: datetime) -> Subquery:
    """The status of a report at ``at``, from the record of acts. ``public_id`` leads to its own from the outer row."""
    moves = AuditEntry.objects.filter(
        subject_kind=Report._meta.label_lower, subject_id=OuterRef(public_id), at__lte=at
    ).exclude(to_status="")
    return Subquery(moves.order_by("-at", "-pk").values("to_status")[:1])


def accepted_by(reports: QuerySet[Report], at: datetime) -> QuerySet[Report]:
    return reports.annotate(status_then=_status_then("public_id", at)).filter(status_then=ReportStatus.ACCEPTED)


def handed_in(reports: QuerySet[Report], *, at: datetime) -> Iterator[HandedIn]:
    """One query, read a few hundred rows at a time."""
    first = Submission.objects.filter(report=OuterRef("report"), number=1)
    rows = latest(reports, at).annotate(
        status_then=_status_then("report__public_id", at),
        first_at=Subquery(first.values("submitted_at")[:1]),
    )
    named = ("report_id", "report__request_id", "organisation__public_id", "first_at", "status_then")
    for row in rows.order_by("pk").values_list(*named, "frozen__answers").iterator(chunk_size=AT_ONCE):
        yield HandedIn(*row)


@dataclass
class Tallies:
    """Answers counted per obligation: results, and how many of them stand in reports given back or accepted."""

    results: dict[Key, Counter[str]] = field(default_factory=dict)
    statuses: dict[Key, Counter[str]] = field(default_factory=dict)
    reports: Counter[str] = field(default_factory=Counter)

    def add(self, report: HandedIn) -> None:
        said = GIVEN_BACK.get(ReportStatus(report.status), "")
        self.reports["answered"] += 1
        self.reports[said] += 1
        for answer in report.answers:
            key = (answer["instrument"], answer["code"])
            self.results.setdefault(key, Counter())[answer["result"]] += 1
            self.statuses.setdefault(key, Counter())[said] += 1

    def of(self, key: Key) -> dict[str, Any]:
        results, statuses = self.results.get(key, Counter()), self.statuses.get(key, Counter())
        return {"answered": results.total(), "results": dict(results), **_given_back(statuses)}

    def of_reports(self) -> dict[str, int]:
        return {"answered": self.reports["answered"], **_given_back(self.reports)}


def _given_back(counted: Counter[str]) -> dict[str, int]:
    return {name: counted[name] for name in GIVEN_BACK.values()}
