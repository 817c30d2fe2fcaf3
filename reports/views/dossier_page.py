"""What every page of a dossier shows: whose it is, where it stands in the queue, how far the review got."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from antt_portal.core import clock, formats
from antt_portal.core.models import Paper
from directives.models import ObligationKind
from enterprises.middleware import PortalRequest
from reports.dossier import Step, next_unreviewed, steps_of
from reports.filters import QueueFilter
from reports.models import Answer, Report, ReportStatus
from reports.permissions import can_review
from reports.queueing import Place, place_of


@dataclass(frozen=True)
class DossierPage:
    report: Report
    steps: list[Step]
    place: Place
    query: str
    today: date
    may_review: bool

    @property
    def obligations(self) -> list[Step]:
        return [step for step in self.steps if step.obligation.kind != ObligationKind.CRITERION]

    @property
    def criteria(self) -> list[Step]:
        return [step for step in self.steps if step.obligation.kind == ObligationKind.CRITERION]

    @property
    def reviewed(self) -> int:
        return sum(step.is_reviewed for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        return next_unreviewed(self.steps)

    @property
    def to_mend(self) -> list[Step]:
        return [step for step in self.steps if step.review and step.review.to_mend]

    @property
    def zones(self) -> str:
        tenancies: Any = self.report.organisation
        return ", ".join(tenancy.zone.name for tenancy in tenancies.present_tenancies)

    @property
    def due(self) -> formats.Due | None:
        due_on: date | None = getattr(self.report, "review_due_on", None)
        return formats.due(due_on, today=self.today) if due_on else None

    def after(self, answer: Answer) -> Step | None:
        return next_unreviewed(self.steps, answer)


def dossier_page(request: PortalRequest, report: Report) -> DossierPage:
    today = clock.today()
    chosen = QueueFilter(request.GET, actor=request.actor, on=today)
    return DossierPage(
        report=report,
        steps=steps_of(report),
        place=place_of(report, chosen.qs, oldest_first=chosen.oldest_first),
        query=f"?{chosen.query}" if chosen.query else "",
        today=today,
        may_review=report.status == ReportStatus.SUBMITTED and can_review(request.actor, report),
    )


def paper_of(report: Report, number: int) -> Paper | None:
    """The PDF of a version handed in."""
    ids = report.submissions.filter(number=number).values("public_id")
    return Paper.objects.about("reports.submission", ids).first()
