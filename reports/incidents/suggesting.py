"""What incidents mean for a filing: which barring event each may be, or was decided to be, in which year."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from reports.incidents.rules import suggested_event
from reports.models import Incident, IncidentDecision, IncidentVersion, Report


@dataclass(frozen=True)
class Meaning:
    """An incident beside a filing. ``code`` is the barring event's: as decided, else as suggested, "" for none."""

    facts: IncidentVersion
    decision: IncidentDecision | None

    @property
    def code(self) -> str:
        if self.decision is None:
            return suggested_event(self.facts)
        return self.decision.event.code if self.decision.event else ""

    @property
    def is_suggestion(self) -> bool:
        """Nobody decided yet."""
        return self.decision is None

    @property
    def is_outdated(self) -> bool:
        """The enterprise corrected what it said after the decision."""
        return self.decision is not None and self.decision.number < self.facts.number


def meanings_of(report: Report) -> list[Meaning]:
    """Of the incidents that count for the report's evaluation year, the latest first. Two queries.

    None for an answer to a directive: they belong to the filing of the year.
    """
    if not report.is_yearly:
        return []
    return meanings(Incident.objects.filter(organisation_id=report.organisation_id), report.year)


def meanings(incidents: QuerySet[Incident], year: int) -> list[Meaning]:
    facts = IncidentVersion.objects.filter(incident__in=incidents).current().in_year(year).for_list()
    return with_decisions(list(facts))


def with_decisions(facts: list[IncidentVersion]) -> list[Meaning]:
    latest = latest_decisions([one.incident_id for one in facts])
    return [Meaning(one, latest.get(one.incident_id)) for one in facts]


def latest_decisions(incidents: Iterable[int]) -> dict[int, IncidentDecision]:
    """By the primary key of the incident; one query."""
    decisions = IncidentDecision.objects.filter(incident__in=incidents).select_related(
        "event", "decided_by", "spoke_for"
    )
    return {decision.incident_id: decision for decision in decisions.order_by("pk")}


def by_event(found: Iterable[Meaning]) -> dict[str, list[Meaning]]:
    """By the code of the barring event, those with none left out."""
    rows: dict[str, list[Meaning]] = {}
    for meaning in found:
        if meaning.code:
            rows.setdefault(meaning.code, []).append(meaning)
    return rows
