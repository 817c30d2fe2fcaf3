"""Organisations: all of them for a board, itself and the tenants of its zones for an investor, itself for any other."""

from datetime import datetime, time
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from pydantic import Field

from antt_portal.api import shapes
from antt_portal.api.asking import Id, ListQuery
from antt_portal.api.changes import acted_since, last_acts
from antt_portal.api.models import Scope
from antt_portal.api.reader import Reader
from antt_portal.api.resources.resource import Resource
from antt_portal.core.clock import VIETNAM, local_date
from enterprises.models import Capacity, Organisation, OrganisationKind, OrganisationName, Size, Tenancy, ZoneKind
from enterprises.models.organisations import OrganisationQuerySet

KIND = Organisation._meta.label_lower


class Query(ListQuery):
    kind: OrganisationKind | None = Field(None, description=gettext_noop("Chỉ loại tổ chức này."))
    zone: Id | None = Field(None, description=gettext_noop("Chỉ tổ chức đang hoạt động tại khu có mã này."))


def visible(reader: Reader) -> OrganisationQuerySet:
    return Organisation.objects.reachable_by(reader, reader.on)


def narrowed(rows: QuerySet[Any], query: Query, reader: Reader) -> QuerySet[Any]:
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.zone:
        here = Tenancy.objects.on(reader.on).filter(zone__public_id=query.zone, board_id=reader.board_id)
        rows = rows.filter(pk__in=here.values("organisation"))
    if since := query.updated_since:
        acted = Q(public_id__in=acted_since(KIND, since, board_id=reader.board_id))
        renamed = OrganisationName.objects.filter(
            board_id=reader.board_id, valid_from__gte=local_date(since), valid_from__lte=reader.on
        )
        rows = rows.filter(acted | Q(pk__in=renamed.values("organisation")))
    return rows


def said(rows: list[Organisation], reader: Reader) -> list[shapes.Organisation]:
    """Four queries. Of a tenant that is not its own, an investor reads what its list of tenants shows."""
    tenancies = Tenancy.objects.select_related("zone").order_by("valid_from", "pk")
    found = Organisation.objects.filter(pk__in=[one.pk for one in rows]).order_by("pk")
    whole = list(found.prefetch_related("names", Prefetch("tenancies", tenancies)))
    acts = last_acts(KIND, [one.public_id for one in whole])
    return [_said(one, reader, acts.get(one.public_id)) for one in whole]


def _said(one: Organisation, reader: Reader, act: datetime | None) -> shapes.Organisation:
    is_tenant_of = not reader.is_board and one.pk != reader.organisation_id
    names, places = list(one.names.all()), list(one.tenancies.all())
    present = [name for name in names if _holds(name, reader)]
    if is_tenant_of:
        names, places = present, [place for place in places if _holds(place, reader)]
    return shapes.Organisation(
        id=one.public_id,
        kind=OrganisationKind(one.kind),
        name=one.name,
        tax_code=one.tax_code,
        address=one.address,
        traits=None if is_tenant_of else _traits(one),
        names=[shapes.NameOfTime(name=it.name, valid_from=it.valid_from, valid_to=it.valid_to) for it in names],
        zones=[_place(place) for place in places],
        updated_at=_changed(act, present),
    )


def _holds(one: OrganisationName | Tenancy, reader: Reader) -> bool:
    return one.valid_from <= reader.on and (one.valid_to is None or one.valid_to >= reader.on)


def _changed(act: datetime | None, present: list[OrganisationName]) -> datetime | None:
    """A name that was entered ahead changes the row on its first day."""
    begun = [datetime.combine(name.valid_from, time.min, tzinfo=VIETNAM) for name in present]
    return max([*begun, *([act] if act else [])], default=None)


def _traits(one: Organisation) -> shapes.Traits:
    return shapes.Traits(
        size=Size(one.size) if one.size else None,
        handles_chemicals=one.handles_chemicals,
        fire_hazard=one.fire_hazard,
        foreign_invested=one.foreign_invested,
    )


def _place(place: Tenancy) -> shapes.Place:
    return shapes.Place(
        zone_id=place.zone.public_id,
        zone=place.zone.name,
        kind=ZoneKind(place.zone.kind),
        capacity=Capacity(place.capacity),
        valid_from=place.valid_from,
        valid_to=place.valid_to,
    )


ORGANISATIONS = Resource(
    "organisations",
    "organisation",
    Scope.ORGANISATIONS,
    _("Tổ chức"),
    _("Ban Quản lý đọc mọi tổ chức; chủ đầu tư hạ tầng đọc mình và doanh nghiệp trong khu; nơi khác chỉ đọc mình."),
    shapes.Organisation,
    shapes.OrganisationPage,
    Query,
    visible,
    narrowed,
    said,
)
