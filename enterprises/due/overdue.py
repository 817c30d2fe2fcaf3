"""Deadlines that passed: whose, how many, and what was done about each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from django.db.models import Count, Prefetch, Q

from enterprises.actor import Actor
from enterprises.due import agenda
from enterprises.models import Capacity, Deadline, DeadlineKind, Ladder, Tenancy
from enterprises.models.deadlines import DeadlineQuerySet
from enterprises.reminding.stepping import Ahead, Told, last_told, steps_ahead

# Days late, up to and including; None has no end.
BANDS: dict[str, tuple[int, int | None]] = {"week": (1, 7), "month": (8, 30), "longer": (31, None)}
SHOWN_GROUPS = 20
CHUNK = 500


class By(StrEnum):
    KIND = "kind"
    ZONE = "zone"
    INVESTOR = "investor"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Group:
    """``value`` is what the filter of the same name takes."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Row:
    due: Deadline
    zones: str
    days: int
    told: Told | None
    ahead: Ahead | None


def late_for(actor: Actor, on: date) -> DeadlineQuerySet:
    """All behind a board's wall; of an investor's tenants the kinds of which it is told."""
    late = Deadline.objects.filter(board_id=actor.board_id).late_on(on)
    return late if actor.is_board else late.filter(agenda.of_tenants(actor.organisation, on))


def within(band: str, on: date) -> Q:
    shortest, longest = BANDS[band]
    days = Q(due_on__lte=on - timedelta(days=shortest))
    return days if longest is None else days & Q(due_on__gte=on - timedelta(days=longest))


def counts_by_band(late: DeadlineQuerySet, on: date) -> dict[str, int]:
    """With "all" beside the bands. One query."""
    bands = {band: Count("pk", filter=within(band, on)) for band in BANDS}
    return late.order_by().aggregate(all=Count("pk"), **bands)


def groups(late: DeadlineQuerySet, by: By, on: date) -> list[Group]:
    """The largest first. Who is in two zones counts in both. One query."""
    if by == By.KIND:
        kinds = late.order_by().values_list("kind").annotate(count=Count("pk")).order_by("-count", "kind")
        return [Group(kind, str(DeadlineKind(kind).label), count) for kind, count in kinds]
    rows = _COUNTED[by](late, on)
    return [Group(str(public_id), name, count) for public_id, name, count in rows[:SHOWN_GROUPS]]


def _by_organisation(late: DeadlineQuerySet, _on: date) -> Any:
    rows = late.order_by().values_list("organisation__public_id", "organisation__name")
    return rows.annotate(count=Count("pk")).order_by("-count", "organisation__sort_key")


def _by_zone(late: DeadlineQuerySet, on: date) -> Any:
    there = Tenancy.objects.on(on).filter(organisation__deadlines__in=late.order_by())
    rows = there.values_list("zone__public_id", "zone__name")
    return rows.annotate(count=Count("organisation__deadlines", distinct=True)).order_by("-count", "zone__sort_key")


def _by_investor(late: DeadlineQuerySet, on: date) -> Any:
    tenants = Tenancy.objects.on(on).filter(capacity=Capacity.TENANT)
    zones = Tenancy.objects.on(on).filter(
        capacity=Capacity.INVESTOR,
        zone__tenancies__in=tenants,
        zone__tenancies__organisation__deadlines__in=late.order_by(),
    )
    found = zones.values_list("organisation__public_id", "organisation__name")
    count = Count("zone__tenancies__organisation__deadlines", distinct=True)
    return found.annotate(count=count).order_by("-count", "organisation__sort_key")


_COUNTED = {By.ZONE: _by_zone, By.INVESTOR: _by_investor, By.ORGANISATION: _by_organisation}


def for_list(late: DeadlineQuerySet, on: date) -> DeadlineQuerySet:
    """The longest late first, each with the zones its organisation is in."""
    zones = Tenancy.objects.on(on).select_related("zone").order_by("zone__sort_key")
    rows = late.select_related("organisation").order_by("due_on", "pk")
    return rows.prefetch_related(Prefetch("organisation__tenancies", zones, to_attr="present_tenancies"))


def rows_of(deadlines: Iterable[Deadline], ladders: dict[str, Ladder], *, at: datetime, on: date) -> Iterator[Row]:
    """With one query per some hundreds of them for what was told."""
    rest = iter(deadlines)
    while chunk := list(islice(rest, CHUNK)):
        told = last_told(chunk)
        for due in chunk:
            ahead = next(iter(steps_ahead(due, ladders, at=at)), None)
            yield Row(due, _zones(due.organisation), (on - due.due_on).days, told.get(due.public_id), ahead)


def _zones(organisation: Any) -> str:
    """Of one read by ``for_list``, which adds its present tenancies."""
    return ", ".join(tenancy.zone.name for tenancy in organisation.present_tenancies)
