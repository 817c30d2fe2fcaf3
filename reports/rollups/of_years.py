"""The parts of a roll-up that are the filings of an evaluation year: registrations, and the eight obligations."""

from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, QuerySet

from antt_portal.core.clock import local_date
from directives.models import ObligationKind
from reports.models import YEARLY_KINDS, Answer, Report, ReportKind
from reports.opening import due_on
from reports.rollups.handed_in import Tallies, handed_in

Data = dict[str, Any]


def parts_of(board_id: int, year: int, *, at: datetime) -> list[Data]:
    return [_part(board_id, ReportKind(kind), year, at) for kind in YEARLY_KINDS]


def _part(board_id: int, kind: ReportKind, year: int, at: datetime) -> Data:
    """A filing is asked of whoever had one opened by ``at``; the law's day counts, not a row's."""
    reports = Report.objects.filter(board_id=board_id, kind=kind, year=year, opened_at__lte=at)
    due, tallies, came = due_on(kind, year), Tallies(), {}
    for one in handed_in(reports, at=at):
        tallies.add(one)
        came[one.report_id] = one
    asked = reports.order_by("organisation__public_id").values_list("pk", "organisation__public_id")
    late = [(came[pk], whose) for pk, whose in asked if pk in came and local_date(came[pk].first_at) > due]
    return {
        "kind": kind.value,
        "name": str(year),
        "ended": False,
        "due_on": due,
        "asked": len(asked),
        **tallies.of_reports(),
        "obligations": [_row(row, tallies) for row in _asked(reports)],
        "late": [
            {"organisation": whose, "due_on": due, "handed_in_on": local_date(one.first_at), "workdays": None}
            for one, whose in late
        ],
        "unanswered": [{"organisation": whose, "due_on": due} for pk, whose in asked if pk not in came],
        "unreached": [],
    }


def _asked(reports: QuerySet[Report]) -> list[Data]:
    """The standing obligations by code, whatever the edition, each with how many have it to answer."""
    answers = Answer.objects.filter(report__in=reports, obligation__kind=ObligationKind.STANDING)
    by_code = answers.values(instrument=F("obligation__instrument__code"), code=F("obligation__code"))
    counted = by_code.annotate(
        count=Count("pk"),
        place=Max("obligation__position"),
        number=Max("obligation__number"),
        title=Max("obligation__title"),
    )
    return [dict(row) for row in counted.order_by("instrument", "place")]


def _row(row: Data, tallies: Tallies) -> Data:
    return {
        "code": row["code"],
        "number": row["number"],
        "title": row["title"],
        "due_on": None,
        "asked": row["count"],
        **tallies.of((row["instrument"], row["code"])),
    }
