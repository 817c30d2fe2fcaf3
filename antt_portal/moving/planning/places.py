"""Zones, and who is in them."""

from datetime import date

from django.utils.translation import gettext as _

from antt_portal.core.folding import sort_key
from antt_portal.core.formats import vn_date
from antt_portal.moving.cells import name_key
from antt_portal.moving.planning.plan import LONGEST_SHOWN, Work
from antt_portal.moving.reading import Row
from enterprises.models import ENTERPRISE_KINDS, Capacity, Organisation, OrganisationKind, Tenancy, Zone, ZoneKind


def plan_zones(work: Work, rows: list[Row]) -> None:
    for row in rows:
        if (name := row["name"]) is None or not work.once(row, name_key(name), "name"):
            continue
        found = work.known.zones.get(name_key(name))
        since = row["since"] or (found.valid_from if found else None)
        until = row["until"] or (found.valid_to if found else None)
        work.dates_turned(row, since, until)
        if found:
            work.compare(row, found, {"kind": "kind", "since": "valid_from", "until": "valid_to"}, whose=found.name)
            continue
        new = Zone(board=work.board, name=name, sort_key=sort_key(name), kind=row["kind"] or ZoneKind.INDUSTRIAL)
        new.valid_from, new.valid_to = row["since"], until
        work.known.zones[name_key(name)] = new
        work.add(row, new)


def plan_tenancies(work: Work, rows: list[Row]) -> None:
    for row in rows:
        whose, zone = work.organisation(row), _zone(work, row)
        work.dates_turned(row, row["since"], row["until"])
        if whose is None or zone is None or row["capacity"] is None or row["since"] is None:
            continue
        key, organisation = whose
        _fits(work, row, organisation)
        place = key, name_key(zone.name), str(row["capacity"])
        if work.once(row, (*place, row["since"]), "organisation"):
            _tenancy(work, row, organisation, zone, work.known.tenancies[place])


def _zone(work: Work, row: Row) -> Zone | None:
    if (name := row["zone"]) is None:
        return None
    found = work.known.zones.get(name_key(name))
    if found is None:
        words = _("Không có khu “%(name)s” trên Cổng, cũng không có ở trang Khu của tệp.")
        work.wrong(row, "zone", words % {"name": name[:LONGEST_SHOWN]})
    return found


def _fits(work: Work, row: Row, organisation: Organisation) -> None:
    if not organisation.kind:  # which has been said where it stands
        return
    if organisation.kind not in ENTERPRISE_KINDS:
        work.wrong(row, "organisation", _("Cơ quan, đơn vị không ghi hoạt động tại khu."))
    elif row["capacity"] == Capacity.INVESTOR and organisation.kind != OrganisationKind.INVESTOR:
        work.wrong(row, "capacity", _("Tổ chức này không phải là chủ đầu tư hạ tầng."))


def _tenancy(work: Work, row: Row, organisation: Organisation, zone: Zone, there: list[Tenancy]) -> None:
    same = next((one for one in there if one.valid_from == row["since"]), None)
    until = row["until"] or (same.valid_to if same else None)
    for other in there:
        if other is not same and _overlap(other, row["since"], until):
            words = _("Chồng lên khoảng thời gian đã ghi: từ %(since)s đến %(until)s.")
            last = vn_date(other.valid_to) if other.valid_to else _("nay")
            work.wrong(row, "since", words % {"since": vn_date(other.valid_from), "until": last})
    if same:
        work.compare(row, same, {"until": "valid_to"}, whose=f"{organisation} · {zone}")
        return
    new = Tenancy(board=work.board, zone=zone, organisation=organisation, capacity=row["capacity"])
    new.valid_from, new.valid_to = row["since"], until
    there.append(new)
    work.add(row, new)


def _overlap(other: Tenancy, since: date, until: date | None) -> bool:
    starts_before_our_end = until is None or other.valid_from <= until
    return starts_before_our_end and (other.valid_to is None or other.valid_to >= since)
