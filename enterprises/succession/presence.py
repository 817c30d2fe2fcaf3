"""Where an organisation is, and where it is no longer from the day of a succession."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from enterprises.models import Capacity, Organisation, Succession, SuccessionKind, Tenancy, Zone
from enterprises.models.zones import TenancyQuerySet

MOVING = frozenset({SuccessionKind.LEAVE, SuccessionKind.MERGE, SuccessionKind.INVESTOR})


def last_day(succession: Succession) -> date:
    return succession.effective_on - timedelta(days=1)


def ending(succession: Succession) -> TenancyQuerySet:
    """Tenancies that the succession ends: those that still hold on its day. None are left once it was carried out."""
    if succession.kind not in MOVING:
        return Tenancy.objects.none()
    on = succession.effective_on
    mine = Tenancy.objects.filter(organisation=succession.organisation_id)
    lasting = mine.filter(Q(valid_to=None) | Q(valid_to__gte=on))
    if succession.kind == SuccessionKind.INVESTOR:
        return lasting.filter(zone=succession.zone_id, capacity=Capacity.INVESTOR)
    return lasting if succession.zone_id is None else lasting.filter(zone=succession.zone_id)


def is_gone(succession: Succession) -> bool:
    """Whether it is in no zone at all afterwards; the same answer before and after the tenancies were ended."""
    if succession.kind not in MOVING:
        return False
    others = Tenancy.objects.filter(organisation=succession.organisation_id).on(succession.effective_on)
    return not others.exclude(pk__in=ending(succession).values("pk")).exists()


def tenants_of(succession: Succession) -> QuerySet[Organisation]:
    """Whoever is in its zone on the day."""
    there = Tenancy.objects.on(succession.effective_on).filter(zone=succession.zone_id)
    return Organisation.objects.filter(pk__in=there.values("organisation"))


def changing_hands(succession: Succession) -> list[Zone]:
    """Zones of which somebody else is the investor from that day."""
    if succession.successor_id is None:
        return []
    found = Zone.objects.filter(pk__in=ending(succession).filter(capacity=Capacity.INVESTOR).values("zone"))
    return list(found.order_by("sort_key"))
