"""Who a directive goes to: its lines resolved against the organisations of the board on one day, as one query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from directives.models import AudienceLine, Delivery, Directive, Duty, Group, Way
from enterprises.models import ENTERPRISE_KINDS, Capacity, Membership, Organisation, OrganisationKind, Tenancy, Zone

STRONGEST_FIRST = (Duty.ACT, Duty.REPORT_TO, Duty.KNOW)


def members(directive: Directive, on: date) -> QuerySet[Organisation]:
    """Everybody the lines name on ``on``, once, each with ``duty`` and ``direct`` (the board sends it straight).

    Somebody named by several lines has the strongest duty, and gets it straight when one of them says so.
    """
    lines = list(directive.audience.select_related("zone", "organisation"))
    chosen = {line.pk: _of_line(line, on) for line in lines}
    included = [line for line in lines if not line.excluded]
    whens = [
        When(_any(chosen[line.pk] for line in included if line.duty == duty), then=Value(duty.value))
        for duty in STRONGEST_FIRST
    ]
    straight = When(_any(chosen[line.pk] for line in included if line.way == Way.DIRECT), then=Value(True))
    named = Organisation.objects.filter(_any(chosen[line.pk] for line in included), board=directive.board_id).exclude(
        kind=OrganisationKind.BOARD
    )
    taken_away = [chosen[line.pk] for line in lines if line.excluded]
    if taken_away:
        named = named.exclude(_any(taken_away))
    return named.annotate(
        duty=Case(*whens, default=Value(Duty.KNOW.value), output_field=CharField()),
        direct=Case(straight, default=Value(False), output_field=BooleanField()),
    )


def _any(conditions: object) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:  # type: ignore[attr-defined]
        found |= condition
    return found


def _of_line(line: AudienceLine, on: date) -> Q:
    if line.organisation_id:
        return Q(pk=line.organisation_id)
    return _OF_GROUP[Group(line.group)] & _there(Group(line.group), line.zone, on)


_OF_GROUP: dict[Group, Q] = {
    Group.INVESTORS: Q(kind=OrganisationKind.INVESTOR),
    Group.TENANTS: Q(kind=OrganisationKind.TENANT),
    Group.ENTERPRISES: Q(kind__in=ENTERPRISE_KINDS),
    Group.CHEMICALS: Q(kind__in=ENTERPRISE_KINDS, handles_chemicals=True),
    Group.FIRE_HAZARD: Q(kind__in=ENTERPRISE_KINDS, fire_hazard=True),
    Group.FOREIGN_INVESTED: Q(kind__in=ENTERPRISE_KINDS, foreign_invested=True),
    Group.UNITS: Q(kind=OrganisationKind.UNIT),
    Group.AGENCIES: Q(kind=OrganisationKind.AGENCY),
}


def _there(group: Group, zone: Zone | None, on: date) -> Q:
    """In the zone on that day; without a zone everywhere, but not somebody who has left every zone it was in."""
    here = Tenancy.objects.filter(organisation=OuterRef("pk"))
    if zone is not None:
        return Q(Exists(here.on(on).filter(zone=zone)))
    if group in {Group.UNITS, Group.AGENCIES}:
        return Q()
    return Q(Exists(here.on(on))) | ~Q(Exists(here))


@dataclass(frozen=True)
class Reach:
    """What a page says of an audience before issue; each a queryset of organisations ordered by name."""

    everybody: QuerySet[Organisation]
    without_account: QuerySet[Organisation]
    in_nobodys_zone: QuerySet[Organisation]


def reach(directive: Directive, on: date) -> Reach:
    """Who that is today, who of them has no account, and which tenants are in no zone that has an investor."""
    everybody = members(directive, on)
    people = Membership.objects.on(on).filter(organisation=OuterRef("pk"), user__is_active=True)
    ordered = everybody.order_by("sort_key", "pk")
    return Reach(
        everybody=ordered,
        without_account=ordered.filter(~Exists(people)),
        in_nobodys_zone=ordered.filter(~in_a_zone_of_somebody(on), kind=OrganisationKind.TENANT),
    )


def in_a_zone_of_somebody(on: date) -> Exists:
    """Whether an outer organisation is a tenant in a zone that has an investor on ``on``."""
    investors = Tenancy.objects.on(on).filter(capacity=Capacity.INVESTOR, zone=OuterRef("zone"))
    there = Tenancy.objects.on(on).filter(capacity=Capacity.TENANT, organisation=OuterRef("pk"))
    return Exists(there.filter(Exists(investors)))


def newcomers(directive: Directive, on: date) -> QuerySet[Organisation]:
    """Whom the lines name today and nobody has recorded as an addressee yet: to be offered, never added silently."""
    known = Delivery.objects.filter(directive=directive, organisation=OuterRef("pk"))
    return members(directive, on).filter(~Exists(known))
