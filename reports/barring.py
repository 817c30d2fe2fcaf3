"""Barring events: what the enterprise declared, what nobody decided on yet (Thông tư 124/2021/TT-BCA, Điều 6)."""

from typing import Any

from django.db.models import QuerySet

from directives.models import Obligation, ObligationKind
from reports.models import Report, Submission
from reports.reading import latest

EXCEPTION = "_exception"


def events_of(report: Report) -> QuerySet[Obligation]:
    """The events that bar a recognition under the instruments this report answers."""
    asked = Obligation.objects.filter(instrument__in=report.instruments.all(), kind=ObligationKind.BARRING_EVENT)
    return asked.select_related("parent").order_by("instrument__code", "position")


def declared_event_codes(submission: Submission) -> set[str]:
    """Codes of the events answered "yes": the yes/no field of an event bears the event's code as its key."""
    declared: set[str] = set()
    for answer in submission.frozen["answers"]:
        if answer["kind"] == ObligationKind.CRITERION:
            for values in answer["figures"].values():
                if isinstance(values, dict):
                    declared |= {key for key, value in values.items() if value is True}
    return declared


def undecided_events(report: Report) -> list[Obligation]:
    """Events the enterprise declared and nobody of the authority decided on since it did."""
    declared = declared_event_codes(latest(report))
    undecided = declared - _decided_when_declared(report) if declared else set()
    return list(events_of(report).filter(code__in=undecided))


def _decided_when_declared(report: Report) -> set[str]:
    """A decision taken while the enterprise still said "no" does not cover the "yes" of a later version."""
    decisions = list(report.barring_decisions.select_related("event"))
    if not decisions:
        return set()
    versions = [(one.submitted_at, declared_event_codes(one)) for one in report.submissions.order_by("number")]
    return {
        decision.event.code
        for decision in decisions
        if decision.event.code in [codes for at, codes in versions if at <= decision.decided_at][-1]
    }


def allows_exception(event: Obligation) -> bool:
    """Whether force majeure or prompt detection excuses it: the criterion's figures then ask for the exception.

    Of the eight events of the circular only đ and g have one.
    """
    return event.parent is not None and event.code + EXCEPTION in _keys(event.parent.fields)


def _keys(fields: dict[str, Any]) -> set[str]:
    return {field["key"] for group in fields["groups"] for field in group["fields"]}
