"""How many a directive would reach today: in figures for the page, and name by name behind each figure."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, QuerySet

from directives.asking.audience import in_a_zone_of_somebody, members, reach
from directives.models import Directive, Duty
from enterprises.models import Membership, Organisation, OrganisationKind, Tenancy


class Who(StrEnum):
    """The lists behind the figures, as their addresses name them."""

    EVERYBODY = "everybody"
    WITHOUT_ACCOUNT = "without-account"
    IN_NOBODYS_ZONE = "in-nobodys-zone"


@dataclass(frozen=True)
class Counted:
    """``by_zone`` counts somebody in two zones twice."""

    everybody: int
    without_account: int
    in_nobodys_zone: int
    by_kind: list[tuple[str, int]]
    by_duty: list[tuple[str, int]]
    by_zone: list[tuple[str, int]]


def counted(directive: Directive, *, on: date) -> Counted:
    """Three queries, whatever the size of the audience."""
    everybody = members(directive, on)
    people = Membership.objects.on(on).filter(organisation=OuterRef("pk"), user__is_active=True)
    classes = everybody.annotate(has_account=Exists(people), has_investor=in_a_zone_of_somebody(on)).order_by()
    groups = classes.values_list("kind", "duty", "has_account", "has_investor").annotate(Count("pk"))
    total, kinds, duties = Counter[str](), Counter[str](), Counter[str]()
    for kind, duty, has_account, has_investor, count in groups:
        kinds[kind] += count
        duties[duty] += count
        total["without_account"] += 0 if has_account else count
        total["in_nobodys_zone"] += count if kind == OrganisationKind.TENANT and not has_investor else 0
    there = Tenancy.objects.on(on).filter(organisation__in=everybody.values("pk"))
    zones = there.values_list("zone__name").annotate(Count("organisation", distinct=True)).order_by("zone__sort_key")
    return Counted(
        everybody=kinds.total(),
        without_account=total["without_account"],
        in_nobodys_zone=total["in_nobodys_zone"],
        by_kind=[(str(kind.label), kinds[kind]) for kind in OrganisationKind if kind in kinds],
        by_duty=[(str(duty.label), duties[duty]) for duty in Duty if duty in duties],
        by_zone=list(zones),
    )


def listed(directive: Directive, who: Who, *, on: date) -> QuerySet[Organisation]:
    """Each with ``has_investor``: without one, the board sends it straight whatever the lines say."""
    found = reach(directive, on)
    rows = {
        Who.EVERYBODY: found.everybody,
        Who.WITHOUT_ACCOUNT: found.without_account,
        Who.IN_NOBODYS_ZONE: found.in_nobodys_zone,
    }
    return rows[who].annotate(has_investor=in_a_zone_of_somebody(on))
