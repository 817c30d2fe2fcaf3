"""Which obligations of a directive concern whom: an obligation names kinds of organisations and traits, or neither.

``{"kinds": ["investor"], "traits": ["handles_chemicals"]}`` is for investors that handle chemicals; ``{}`` for
everybody who is to act. The same rule twice, as SQL over deliveries and in Python over one.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directives.models import Delivery, Duty, Obligation, ObligationKind
from enterprises.models import OrganisationKind

TRAIT_LABELS = {
    "handles_chemicals": _("Hoạt động hóa chất"),
    "fire_hazard": _("Có nguy hiểm về cháy, nổ"),
    "foreign_invested": _("Có vốn đầu tư nước ngoài"),
}
TRAITS = tuple(TRAIT_LABELS)
KINDS = frozenset({OrganisationKind.UNIT, OrganisationKind.INVESTOR, OrganisationKind.TENANT, OrganisationKind.AGENCY})


def is_audience(audience: object) -> bool:
    """Whether ``audience`` has the form above."""
    if not isinstance(audience, dict) or audience.keys() - {"kinds", "traits"}:
        return False
    kinds, traits = audience.get("kinds", []), audience.get("traits", [])
    return isinstance(kinds, list) and isinstance(traits, list) and set(kinds) <= KINDS and set(traits) <= set(TRAITS)


def concerned(obligations: Iterable[Obligation]) -> Q:
    """Deliveries that at least one of ``obligations`` concerns; none of an empty list."""
    found = Q(pk__in=[])
    for obligation in obligations:
        found |= _concerned_by(obligation)
    return found


def _concerned_by(obligation: Obligation) -> Q:
    audience = obligation.audience
    found = Q(duty=Duty.ACT)
    if kinds := audience.get("kinds"):
        found &= Q(kind__in=kinds)
    for trait in audience.get("traits", []):
        found &= Q(**{trait: True})
    return found


def concerns(obligation: Obligation, delivery: Delivery) -> bool:
    audience = obligation.audience
    return (
        delivery.duty == Duty.ACT
        and delivery.kind in (audience.get("kinds") or KINDS)
        and all(getattr(delivery, trait) for trait in audience.get("traits", []))
    )


def obligations_for(delivery: Delivery, *kinds: ObligationKind) -> list[Obligation]:
    """What the directive asks of this organisation, in the order of the letter."""
    asked = Obligation.objects.filter(instrument__directive=delivery.directive_id).order_by("position")
    return [one for one in (asked.filter(kind__in=kinds) if kinds else asked) if concerns(one, delivery)]
