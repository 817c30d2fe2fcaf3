"""The deadline of an investor that is to forward: open while somebody in its zones still waits, closed after."""

from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from antt_portal.core.clock import local_date
from directives.arriving.sending import TITLE_LENGTH, Why, forward_by_of, why_of_forwarding
from directives.models import Delivery, Directive, Route
from enterprises.due import deadlines
from enterprises.models import DeadlineKind, Organisation
from enterprises.workday_rules import workdays_rule

WAITING = Q(sent_at__isnull=True, excluded_at__isnull=True)


def routes_through(directive: Directive, investor: Organisation) -> QuerySet[Route]:
    return Route.objects.filter(directive=directive, via=investor)


def waiting_through(directive: Directive, investor: Organisation) -> QuerySet[Route]:
    """Those that are neither forwarded nor left out."""
    return routes_through(directive, investor).filter(WAITING)


def count_through(directive: Directive, organisation: Organisation) -> tuple[int, int]:
    """How many it is to forward to, and how many of them still wait; none for who is no investor. One query."""
    through = routes_through(directive, organisation)
    counts = through.aggregate(everybody=Count("pk"), waiting=Count("pk", filter=WAITING))
    return counts["everybody"], counts["waiting"]


def settle(directive: Directive, investor: Organisation, *, at: datetime, not_before: date | None = None) -> None:
    """Call it in the transaction that changed routes. A directive without a day to forward by opens nothing.

    ``not_before`` moves the day of a deadline that is opened anew, for those who came later. It is again that of
    whoever sees to the delivery.
    """
    mine = Delivery.objects.filter(directive=directive, organisation=investor)
    own = mine.select_related("assignee").first()
    if own is None:
        return
    if not waiting_through(directive, investor).exists():
        deadlines.close(own, DeadlineKind.FORWARDING, at=at)
        return
    due_on = forward_by_of(directive)
    if due_on is None or deadlines.is_open(own, DeadlineKind.FORWARDING):
        return
    why = why_of_forwarding(directive, due_on)
    if not_before and not_before > due_on:
        due_on, why = not_before, Why(workdays_rule(directive.acknowledge_workdays), local_date(at))
    deadlines.open_deadline(
        own,
        DeadlineKind.FORWARDING,
        organisation=investor,
        title=f"{directive.letter}: {directive.letter.subject}"[:TITLE_LENGTH],
        route="directives:forward",
        due_on=due_on,
        rule=why.rule,
        anchor=why.anchor,
        at=at,
        assignee=own.assignee,
    )
