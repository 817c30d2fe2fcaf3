"""Tenancies: ended the day before, and begun by the successor on the day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_date
from enterprises import organisations
from enterprises.models import Capacity, Succession, SuccessionKind, Tenancy
from enterprises.succession.parts import Deed, Fate, Line, Named, Part
from enterprises.succession.presence import ending, last_day


def examine(succession: Succession) -> Iterator[Line]:
    rows = list(ending(succession).select_related("zone").order_by("zone__sort_key", "capacity"))
    named = [Named(f"{one.zone}, {one.get_capacity_display()}") for one in rows]
    day = vn_date(last_day(succession))
    said = _("Hoạt động tại khu của %(name)s, đến hết ngày %(day)s")
    text = said % {"name": succession.organisation, "day": day}
    yield Line(Fate.ENDS, "tenancies", text, len(rows), named)
    yield from _of_investor(succession)
    if succession.successor is None:
        return
    said = _("Hoạt động tại khu của %(name)s, từ ngày %(day)s")
    text = said % {"name": succession.successor, "day": vn_date(succession.effective_on)}
    new = [name for one, name in zip(rows, named, strict=True) if not _is_there(succession, one)]
    yield Line(Fate.BEGINS, "tenancies-of-successor", text, len(new), new)


def _of_investor(succession: Succession) -> Iterator[Line]:
    """Who else notices that the investor of a zone is another."""
    if succession.kind != SuccessionKind.INVESTOR:
        return
    there = Tenancy.objects.on(succession.effective_on).filter(zone=succession.zone_id, capacity=Capacity.TENANT)
    yield Line(Fate.STAYS, "tenants", _("Chủ đầu tư thứ cấp trong khu, nay thuộc khu của bên kế thừa"), there.count())


def _is_there(succession: Succession, tenancy: Tenancy) -> bool:
    """Whether the successor is in that zone in that capacity already."""
    its = Tenancy.objects.filter(organisation=succession.successor_id, zone=tenancy.zone_id, capacity=tenancy.capacity)
    return its.filter(valid_to=None).exists()


def carry_out(deed: Deed) -> None:
    succession = deed.succession
    for tenancy in list(
        ending(succession).select_related("zone", "organisation").select_for_update(of=("self",)).order_by("pk")
    ):
        organisations.leave(tenancy, by=deed.by, at=deed.at, last_day=last_day(succession))
        if succession.successor is not None and not _is_there(succession, tenancy):
            _begin(deed, tenancy)


def _begin(deed: Deed, ended: Tenancy) -> None:
    to, since = deed.succession.successor, deed.succession.effective_on
    if to is not None:
        organisations.place(to, ended.zone, Capacity(ended.capacity), by=deed.by, at=deed.at, since=since)


TENANCIES = Part(examine, carry_out)
