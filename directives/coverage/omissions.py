"""Through whose omission a directive did not get somewhere: investors that did not forward, and the board itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from antt_portal.core.clock import local_date
from directives.arriving.sending import forward_by_of
from directives.coverage.counting import known, without_account
from directives.models import Delivery, Directive, Nudge, Route
from enterprises.models import Organisation


class Why(StrEnum):
    NOT_FORWARDED = "not_forwarded"
    NOBODY_THERE = "nobody_there"
    LEFT_OUT = "left_out"
    SENT_TO_NOBODY = "sent_to_nobody"


@dataclass(frozen=True)
class Omission:
    """``count`` organisations wait for ``who`` (None: the board). ``opened_at`` is when ``who`` itself read it.

    ``added`` of them came after the issue. ``days_late`` counts calendar days after the day by which to forward, 0
    while there is time or where none was set.
    """

    why: Why
    who: Organisation | None
    count: int
    added: int = 0
    opened_at: datetime | None = None
    days_late: int = 0
    nudges: int = 0


def not_reached(directive: Directive, *, at: datetime) -> QuerySet[Delivery]:
    """Deliveries that nobody had sent by ``at``."""
    return known(directive, at).filter(Q(sent_at__isnull=True) | Q(sent_at__gt=at))


def omissions(directive: Directive, *, at: datetime) -> list[Omission]:
    """Most organisations first. A tenant that waits for two investors counts with both. Seven queries at most."""
    waiting, passed_over = _by_investor(directive, at)
    investors = Organisation.objects.in_bulk([*waiting, *passed_over])
    own = {one.organisation_id: one for one in known(directive, at).filter(organisation__in=waiting)}
    people = without_account(known(directive, at).filter(organisation__in=waiting), at)
    nobody = set(people.values_list("organisation", flat=True))
    nudges = _nudges(directive, waiting, at)
    late = _days_late(forward_by_of(directive), local_date(at))
    found = [
        Omission(
            why=Why.NOBODY_THERE if pk in nobody else Why.NOT_FORWARDED,
            who=investors[pk],
            count=count,
            added=added,
            opened_at=_by(own[pk].opened_at, at) if pk in own else None,
            days_late=late,
            nudges=nudges.get(pk, 0),
        )
        for pk, (count, added) in waiting.items()
    ]
    found += [
        Omission(why=Why.LEFT_OUT, who=investors[pk], count=count, added=added)
        for pk, (count, added) in passed_over.items()
    ]
    if unread := sent_to_nobody(directive, at=at).count():
        found.append(Omission(why=Why.SENT_TO_NOBODY, who=None, count=unread))
    return sorted(found, key=lambda one: (-one.count, one.why, one.who.sort_key if one.who else ""))


def _by(moment: datetime | None, at: datetime) -> datetime | None:
    return moment if moment and moment <= at else None


Tally = dict[int, tuple[int, int]]


def _by_investor(directive: Directive, at: datetime) -> tuple[Tally, Tally]:
    """How many organisations nobody has sent it to wait for each investor, and how many it left out; each with how many
    of them came after the issue."""
    unsent = Q(delivery__sent_at__isnull=True) | Q(delivery__sent_at__gt=at)
    routes = Route.objects.filter(
        unsent,
        directive=directive,
        delivery__directive=directive,
        via__isnull=False,
        delivery__recorded_at__lte=at,
    ).annotate(_out=Case(When(excluded_at__lte=at, then=Value(True)), default=Value(False)))
    everybody = Count("delivery", distinct=True)
    later = Count("delivery", distinct=True, filter=Q(delivery__at_issue=False))
    found: tuple[Tally, Tally] = ({}, {})
    for out, via, count, added in routes.values_list("_out", "via").annotate(count=everybody, added=later).order_by():
        found[out][via] = (count, added)
    return found


def to_forward(directive: Directive, *, at: datetime) -> QuerySet[Delivery]:
    """The own deliveries of the investors for whom somebody still waits."""
    open_ways = Route.objects.filter(directive=directive, via=OuterRef("organisation"), excluded_at__isnull=True)
    unsent = Q(delivery__sent_at__isnull=True) | Q(delivery__sent_at__gt=at)
    return known(directive, at).filter(Exists(open_ways.filter(unsent)))


def left_out(directive: Directive, *, at: datetime) -> QuerySet[Route]:
    """Ways that an investor closed with a reason, of what nobody had sent by ``at``."""
    return Route.objects.filter(delivery__in=not_reached(directive, at=at), via__isnull=False, excluded_at__lte=at)


def _nudges(directive: Directive, organisations: Iterable[int], at: datetime) -> dict[int, int]:
    sent = Nudge.objects.filter(directive=directive, organisation__in=organisations, at__lte=at)
    return dict(sent.values_list("organisation").annotate(count=Count("pk")).order_by())


def sent_to_nobody(directive: Directive, *, at: datetime) -> QuerySet[Delivery]:
    """Sent straight by the board, read by nobody, and nobody there who could."""
    through = Route.objects.filter(directive=directive, delivery=OuterRef("pk"), via__isnull=False)
    sent = known(directive, at).filter(~Exists(through), sent_at__lte=at, delivered_at__isnull=True)
    return without_account(sent, at)


def _days_late(due_on: date | None, on: date) -> int:
    return max(0, (on - due_on).days) if due_on else 0
