"""What directives count in working days besides deadlines follows the calendar of the board too."""

from collections import defaultdict
from datetime import date

from antt_portal.core.clock import local_date
from antt_portal.core.workdays import Calendar
from directives.arriving.sending import why_of
from directives.models import Directive, Obligation
from enterprises.models import Board
from enterprises.workday_rules import workdays_of
from enterprises.workdays import recomputing
from enterprises.workdays.recomputing import settled

BATCH = 500


def recount(board: Board, calendar: Calendar, on: date) -> None:
    """The days of issued directives that lie ahead."""
    _recount_acknowledging(board, calendar, on)
    _recount_obligations(board, calendar, on)


def _recount_acknowledging(board: Board, calendar: Calendar, on: date) -> None:
    waiting = list(Directive.objects.issued().filter(board=board, acknowledge_by__gte=on))
    for one in waiting:
        if one.issued_at and one.acknowledge_by:
            counted = calendar.add(local_date(one.issued_at), one.acknowledge_workdays)
            one.acknowledge_by = settled(one.acknowledge_by, counted, on=on, calendar=calendar)
    Directive.objects.bulk_update(waiting, ["acknowledge_by"], batch_size=BATCH)


def _recount_obligations(board: Board, calendar: Calendar, on: date) -> None:
    """Those of one report stay together: where one of them has a day of its own, all keep it."""
    issued = Obligation.objects.filter(board=board, instrument__directive__issued_at__isnull=False)
    together: defaultdict[tuple[int, int], list[Obligation]] = defaultdict(list)
    for one in issued.filter(due_on__gte=on).select_related("instrument__directive"):
        together[one.instrument_id, one.report_round or -one.pk].append(one)
    moved: list[Obligation] = []
    for obligations in together.values():
        first = obligations[0]
        why = why_of(first.instrument.directive, obligations)
        days = workdays_of(why.rule)
        if days is None or why.anchor is None or first.due_on is None:
            continue
        counted = calendar.add(why.anchor, days)
        for one in obligations:
            one.due_on = settled(first.due_on, counted, on=on, calendar=calendar)
        moved += obligations
    Obligation.objects.bulk_update(moved, ["due_on"], batch_size=BATCH)


recomputing.register(recount)
