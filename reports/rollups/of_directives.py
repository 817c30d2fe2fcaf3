"""The part of a roll-up that is one directive: how far it got, what was answered, who is late, who was not reached."""

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from antt_portal.core.clock import local_date
from directives.asking.applying import concerned
from directives.coverage.counting import known, together
from directives.coverage.omissions import not_reached
from directives.models import Delivery, Directive, Obligation, ObligationKind, ReportRequest, Route
from reports.models import Report
from reports.rollups.handed_in import HandedIn, Tallies, handed_in

Data = dict[str, Any]


def part_of(directive: Directive, *, at: datetime) -> Data:
    """Days of obligations are those the issue counted; an organisation's own may be later, where time was granted.

    A directive that had ended by ``at`` leaves nobody waiting.
    """
    deliveries = known(directive, at)
    asked = Obligation.objects.filter(instrument__directive=directive, kind=ObligationKind.DIRECTIVE)
    obligations = list(asked.filter(report_round__isnull=False).select_related("instrument").order_by("position"))
    came, tallies = {}, Tallies()
    for one in handed_in(Report.objects.filter(request__delivery__directive=directive), at=at):
        tallies.add(one)
        came[one.request_id] = one
    has_ended = deliveries.filter(ended_at__lte=at).exists()
    requests = _requests(directive, at)
    return {
        "kind": "directive",
        "name": str(directive.letter),
        "issued_on": directive.letter.issued_on,
        "ended": has_ended,
        "reach": asdict(together([directive], at=at)) | {"at_issue": deliveries.filter(at_issue=True).count()},
        "asked": deliveries.filter(concerned(obligations)).count(),
        **tallies.of_reports(),
        "obligations": [_row(one, deliveries, tallies) for one in obligations],
        "late": [_late(one, came[one["pk"]]) for one in requests if one["workdays"] and one["pk"] in came],
        "unanswered": [] if has_ended else [_missing(one) for one in requests if one["pk"] not in came],
        "unreached": [] if has_ended else _unreached(directive, at),
    }


def _row(obligation: Obligation, deliveries: QuerySet[Delivery], tallies: Tallies) -> Data:
    return {
        "code": obligation.code,
        "number": obligation.number,
        "title": obligation.title,
        "due_on": obligation.due_on,
        "asked": deliveries.filter(concerned([obligation])).count(),
        **tallies.of((obligation.instrument.code, obligation.code)),
    }


def _requests(directive: Directive, at: datetime) -> list[Data]:
    """Reports wanted by ``at``: a request begins when its delivery is sent. Their days hold what was granted."""
    sent = Q(delivery__recorded_at__lte=at, delivery__sent_at__lte=at)
    rows = ReportRequest.objects.filter(sent, delivery__directive=directive)
    columns = rows.values_list("pk", "organisation__public_id", "due_on", "workdays_late")
    return [
        {"pk": pk, "organisation": organisation, "due_on": day, "workdays": late}
        for pk, organisation, day, late in columns.order_by("organisation__public_id", "round")
    ]


def _late(request: Data, came: HandedIn) -> Data:
    return {
        "organisation": request["organisation"],
        "due_on": request["due_on"],
        "handed_in_on": local_date(came.first_at),
        "workdays": request["workdays"],
    }


def _missing(request: Data) -> Data:
    return {"organisation": request["organisation"], "due_on": request["due_on"]}


def _unreached(directive: Directive, at: datetime) -> list[Data]:
    """With the investors that are to forward; none where only the board could have sent it."""
    missed = not_reached(directive, at=at)
    routes = Route.objects.filter(delivery__in=missed, via__isnull=False).values_list("delivery", "via__public_id")
    through: defaultdict[int, set[str]] = defaultdict(set)
    for delivery, via in routes:
        through[delivery].add(str(via))
    rows = missed.order_by("organisation__public_id").values_list("pk", "organisation__public_id", "at_issue")
    return [
        {"organisation": organisation, "through": sorted(through[pk]), "added": not at_issue}
        for pk, organisation, at_issue in rows
    ]
