"""Coverage: how far a directive got, against everybody in its audience, at any moment since its issue.

Counted from times that are never taken back and rows that are never removed, so that the figures of one moment stay the
same whenever they are asked for. Every figure is an aggregate of the database; no row is read.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, IntegerField, Min, Model, OuterRef, Q, QuerySet, Value, When

from antt_portal.core.clock import local_date
from directives.models import RUNG_FIELDS, Delivery, Directive, Route, Rung
from enterprises.models import Capacity, Membership, Organisation, Tenancy, Zone
from enterprises.models import OrganisationKind as Kind

EACH = Count("pk")


@dataclass(frozen=True)
class Counts:
    """How many organisations there are, and how many of them reached each rung (or one above it on paper)."""

    everybody: int = 0
    sent: int = 0
    delivered: int = 0
    opened: int = 0
    acknowledged: int = 0
    reported: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    @property
    def not_sent(self) -> int:
        return self.everybody - self.sent

    def percent(self, rung: str) -> int:
        """Of everybody, rounded down: 100 means all of them."""
        return 100 * int(getattr(self, rung)) // self.everybody if self.everybody else 0


@dataclass(frozen=True)
class Row:
    """The counts of one zone, investor or class; ``key`` is its primary key or code, None for "none of them"."""

    key: Any
    label: str
    counts: Counts


class Forwarded(NamedTuple):
    """Since when an investor forwards, and to how many it did."""

    since: datetime
    tenants: int


@dataclass(frozen=True)
class Coverage:
    at: datetime
    total: Counts
    at_issue: int
    by_kind: list[Row]
    by_zone: list[Row]
    by_investor: list[Row]

    @property
    def added_later(self) -> int:
        return self.total.everybody - self.at_issue


def known(directive: Directive, at: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(directive=directive).as_of(at)


def coverage(directive: Directive, *, at: datetime) -> Coverage:
    """Five queries, whatever the audience. A tenant in two zones counts in both, and once in the total."""
    at_issue = 0
    kinds: dict[str, list[int]] = {}
    grouped = known(directive, at).values_list("kind", "at_issue", rung_at(at)).annotate(_count=EACH).order_by()
    for kind, was_there, rung, count in grouped:
        kinds.setdefault(kind, [0] * len(Rung))[rung] += count
        at_issue += count if was_there else 0
    by_kind = [Row(kind.value, str(kind.label), _cumulated(kinds[kind])) for kind in Kind if kind in kinds]
    return Coverage(
        at=at,
        total=sum((row.counts for row in by_kind), Counts()),
        at_issue=at_issue,
        by_kind=by_kind,
        by_zone=by_zone(directive, at=at),
        by_investor=by_investor(directive, at=at),
    )


def by_zone(directive: Directive, *, at: datetime) -> list[Row]:
    """Tenants by the zones they were in at any time between the issue and ``at``."""
    there = _tenancies(directive, at)
    # Who left a zone and came back counts once in it: with the tenancy that holds, or else the latest row.
    holds = Q(valid_to__isnull=True)
    again = there.filter(holds | Q(pk__gt=OuterRef("pk")), zone=OuterRef("zone"), organisation=OuterRef("organisation"))
    once = holds | Q(pk__in=there.filter(~holds).exclude(Exists(again)).values("pk"))
    delivery = "organisation__deliveries__"
    mine = {f"{delivery}directive": directive, f"{delivery}recorded_at__lte": at, f"{delivery}kind": Kind.TENANT}
    return _rows(there.filter(once, **mine), "zone", Zone, at=at, delivery=delivery)


def by_investor(directive: Directive, *, at: datetime) -> list[Row]:
    """Tenants by the investors who are to forward to them."""
    mine = {"directive": directive, "delivery__directive": directive}  # said twice: both sides are found by an index
    routes = Route.objects.filter(**mine, via__isnull=False, delivery__recorded_at__lte=at)
    return _rows(routes, "via", Organisation, at=at, delivery="delivery__", count=Count("delivery", distinct=True))


def forwarded(directive: Directive, *, at: datetime) -> dict[int, Forwarded]:
    """By investor; those who forwarded to nobody are not there."""
    sent = Route.objects.filter(directive=directive, via__isnull=False, sent_at__lte=at).values_list("via")
    facts = sent.annotate(Min("sent_at"), Count("delivery", distinct=True)).order_by()
    return {via: Forwarded(since, count) for via, since, count in facts}


def _tenancies(directive: Directive, at: datetime) -> QuerySet[Tenancy]:
    """Those of tenants that held at any time between the issue and ``at``."""
    if directive.issued_at is None:
        return Tenancy.objects.none()
    since = Q(valid_to__isnull=True) | Q(valid_to__gte=local_date(directive.issued_at))
    return Tenancy.objects.filter(since, capacity=Capacity.TENANT, valid_from__lte=local_date(at))


def _rows(
    rows: QuerySet[Any], key: str, named: type[Model], *, at: datetime, delivery: str, count: Count = EACH
) -> list[Row]:
    """One group a ``key`` and rung, whose names are read after; the counts below a rung come from adding up."""
    rungs: dict[int, list[int]] = {}
    for pk, rung, one in rows.values_list(key, rung_at(at, delivery)).annotate(_count=count).order_by():
        rungs.setdefault(pk, [0] * len(Rung))[rung] += one
    names = named._default_manager.filter(pk__in=rungs).order_by("sort_key", "pk").values_list("pk", "name")
    return [Row(pk, name, _cumulated(rungs[pk])) for pk, name in names]


def in_zone(deliveries: QuerySet[Delivery], directive: Directive, zone: Zone, *, at: datetime) -> QuerySet[Delivery]:
    """Those that ``by_zone`` counts in ``zone``."""
    there = _tenancies(directive, at).filter(zone=zone)
    return deliveries.filter(kind=Kind.TENANT, organisation__in=there.values("organisation"))


def through(deliveries: QuerySet[Delivery], investor_id: int) -> QuerySet[Delivery]:
    """Those of them that ``investor_id`` is to forward to."""
    return deliveries.filter(Exists(Route.objects.filter(delivery=OuterRef("pk"), via=investor_id)))


def rung_at(at: datetime, delivery: str = "") -> Case:
    """The highest rung reached by ``at``, as a number of the database. ``delivery`` leads to it from other rows."""
    reached = reversed(RUNG_FIELDS.items())
    whens = [When(**{f"{delivery}{name}__lte": at}, then=Value(rung.value)) for rung, name in reached]
    return Case(*whens, default=Value(Rung.WAITING.value), output_field=IntegerField())


def _cumulated(of_rung: list[int]) -> Counts:
    """Whoever is on a rung has all below it behind: paper skips one, and is counted there all the same."""
    return Counts(*(sum(of_rung[rung:]) for rung in range(len(of_rung))))


def _counted(deliveries: QuerySet[Delivery], at: datetime) -> Counts:
    of_rung = [0] * len(Rung)
    for rung, count in deliveries.values_list(rung_at(at)).annotate(_count=Count("pk")).order_by():
        of_rung[rung] += count
    return _cumulated(of_rung)


def of_investor(directive: Directive, investor_id: int, *, at: datetime) -> Counts:
    """The tenants of one investor; a tenant in two of its zones counts once."""
    routed = known(directive, at).filter(Exists(Route.objects.filter(delivery=OuterRef("pk"), via=investor_id)))
    return _counted(routed, at)


def together(directives: Iterable[Directive], *, at: datetime) -> Counts:
    """The deliveries of several directives; an organisation counts once for each."""
    deliveries = Delivery.objects.filter(directive__in=list(directives)).as_of(at)
    return _counted(deliveries, at)


def without_account(deliveries: QuerySet[Delivery], at: datetime) -> QuerySet[Delivery]:
    """Those nobody can sign in for on the day of ``at``."""
    people = Membership.objects.on(local_date(at)).filter(organisation=OuterRef("organisation"), user__is_active=True)
    return deliveries.filter(~Exists(people))


def former_people_only(deliveries: QuerySet[Delivery], at: datetime) -> QuerySet[Delivery]:
    """Those of them that had somebody once: whoever it was has left."""
    ever = Membership.objects.filter(organisation=OuterRef("organisation"))
    return without_account(deliveries, at).filter(Exists(ever))
