"""Organisations: all of them for the board, the tenants of its zones for an investor."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.search.asking import Asked
from antt_portal.search.matching import FEWEST_OF_CODE, NOTHING, Columns, Labels, folded, labelled, words_of
from antt_portal.search.source import Hit, Source
from enterprises.actor import Actor
from enterprises.models import Organisation, OrganisationKind, Tenancy, Zone, ZoneKind
from enterprises.permissions import can_list_organisations, can_list_tenants


def _organisations(actor: Actor, _on: date) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(actor)


def _columns(actor: Actor) -> Columns:
    """The name of today, the tax code, what it is, and the zones it is in."""
    zones = zone_words(actor)
    kinds = labelled(OrganisationKind, "kind")
    return Columns(keys=("search_key",), codes=("tax_code",), labels=(kinds, Labels(zones, _in_zones)))


def zone_words(actor: Actor) -> dict[int, str]:
    """The words of each zone of the board, by its key."""
    kinds = words_of(ZoneKind)
    zones = Zone.objects.filter(board_id=actor.board_id)
    return {zone.pk: f"{folded(zone.name)} {kinds[zone.kind]}" for zone in zones}


def _in_zones(zones: list[Any]) -> Q:
    return Q(Exists(Tenancy.objects.filter(organisation=OuterRef("pk"), zone__in=zones, valid_to__isnull=True)))


def _taxed_so(asked: Asked) -> Q:
    code = "".join(asked.text.split())
    return Q(tax_code=code) if code[:FEWEST_OF_CODE].isdigit() else NOTHING


def _about(organisation: Organisation) -> tuple[str, ...]:
    return (organisation.get_kind_display(), organisation.tax_code, organisation.address)


def _hit(organisation: Organisation) -> Hit:
    url = reverse("enterprises:organisation", args=[organisation.public_id])
    return Hit(organisation.name, url, _about(organisation))


ORGANISATIONS = Source(
    "organisations",
    _("Tổ chức"),
    can_list_organisations,
    _organisations,
    _columns,
    _hit,
    ("sort_key", "pk"),
    _taxed_so,
    is_large=True,
)


def _tenants(actor: Actor, on: date) -> QuerySet[Organisation]:
    """Named one by one: the words are then looked for in their rows only."""
    known = Organisation.objects.tenants_of(actor.organisation, on).filter(board_id=actor.board_id)
    return Organisation.objects.filter(pk__in=list(known.values_list("pk", flat=True)))


def _tenant_columns(_actor: Actor) -> Columns:
    return Columns(keys=("search_key",), codes=("tax_code",))


def _tenant_hit(organisation: Organisation) -> Hit:
    url = reverse("enterprises:contacts", args=[organisation.public_id])
    return Hit(organisation.name, url, _about(organisation))


TENANTS = Source(
    "tenants",
    _("Doanh nghiệp trong khu"),
    can_list_tenants,
    _tenants,
    _tenant_columns,
    _tenant_hit,
    ("sort_key", "pk"),
    _taxed_so,
)
