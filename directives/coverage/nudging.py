"""A reminder by hand: one press for many, counted, and at most one a day to an organisation whoever sends it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from antt_portal.core import audit
from antt_portal.core.bulk import insert_select
from antt_portal.core.clock import local_date
from antt_portal.core.many_notices import put_for_rows
from directives.arriving.sending import RECIPIENT, with_readers
from directives.coverage.counting import without_account
from directives.models import Delivery, Directive, Nudge, ReportRequest, Route
from enterprises.actor import Actor


@dataclass(frozen=True)
class Nudged:
    """How many organisations were reminded now, how many had been today, and how many have nobody to remind."""

    now: int
    already_today: int
    without_people: int


def owing(directive: Directive) -> QuerySet[Delivery]:
    """Deliveries of a directive that stands, sent, of which something is still due: a word, a report, a forwarding."""
    reports = ReportRequest.objects.filter(delivery=OuterRef("pk"), reported_at__isnull=True)
    ways = Route.objects.filter(
        directive=directive, via=OuterRef("organisation"), sent_at__isnull=True, excluded_at__isnull=True
    )
    due = Q(acknowledged_at__isnull=True) | Q(Exists(reports)) | Q(Exists(ways))
    return Delivery.objects.standing().filter(due, directive=directive, sent_at__isnull=False)


@transaction.atomic
def nudge(directive: Directive, deliveries: QuerySet[Delivery], *, by: Actor, at: datetime) -> Nudged:
    """Remind the organisations of those ``deliveries`` that owe something; the others are passed over.

    Investors pass their own tenants' only. Two presses at once remind everybody once. Four statements for thousands.
    """
    on = local_date(at)
    due = owing(directive).filter(pk__in=deliveries.values("pk"))
    nobody = without_account(due, at)
    reachable = due.exclude(pk__in=nobody.values("pk"))
    columns = {
        "board_id": F("board_id"),
        "directive": directive.pk,
        "organisation": F("organisation"),
        "on": on,
        "at": at,
        "sent_by": by.user_id,
        "sender": by.organisation_id,
    }
    count = insert_select(Nudge, reachable, columns, once=True)
    mine = Nudge.objects.filter(directive=directive, organisation=OuterRef("organisation"), at=at, sent_by=by.user_id)
    if count:
        _tell(directive, reachable.filter(Exists(mine)), by=by, at=at)
        audit.record(directive, "directive.nudge", by=by, at=at, after={"count": count})
    return Nudged(count, reachable.count() - count, nobody.count())


def _tell(directive: Directive, deliveries: QuerySet[Delivery], *, by: Actor, at: datetime) -> None:
    letter = directive.letter
    put_for_rows(
        "directive_nudge",
        f"nudge:{local_date(at)}",
        with_readers(deliveries, local_date(at)),
        recipient=RECIPIENT,
        organisation="organisation",
        route="directives:delivery",
        params={"number": str(letter), "subject": letter.subject, "sender": by.organisation.name},
        at=at,
    )
