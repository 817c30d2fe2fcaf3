"""The figures of a roll-up as of its moment: read, never written, and the same whenever they are asked for.

They come from rows that are only added and from columns that are set once: versions handed in, acts, times of
deliveries, versions of incidents. What can be entered later for an earlier day (names, zones) is no part of them.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from antt_portal.core.canonical import canonical_bytes
from enterprises.models import Organisation, OrganisationName, Tenancy
from reports.models import Incident, RollUp
from reports.models.incidents import instant
from reports.rollups import of_directives, of_years

FORMAT = 1
Data = dict[str, Any]


def figures_of(rollup: RollUp) -> Data:
    """As they are stored: plain JSON of which ``canonical.digest`` is the same before and after."""
    at = rollup.moment
    figures = {
        "format": FORMAT,
        "scope": str(rollup.scope),
        "moment": at,
        "parts": _parts(rollup, at),
        "incidents": _incidents(rollup, at),
    }
    plain: Data = json.loads(canonical_bytes(figures))
    return plain


def _parts(rollup: RollUp, at: datetime) -> list[Data]:
    if rollup.year is not None:
        return of_years.parts_of(rollup.board_id, rollup.year, at=at)
    directives = rollup.directives.select_related("letter", "instrument").defer("letter__data", "manifest")
    return [of_directives.part_of(one, at=at) for one in directives.order_by("issued_at", "pk")]


def _incidents(rollup: RollUp, at: datetime) -> Data:
    """By type, of those that happened in the roll-up's days, as they were told by ``at``."""
    known = Incident.objects.filter(board_id=rollup.board_id).as_of(at)
    happened = known.between(instant(rollup.since), instant(rollup.until + timedelta(days=1)))
    return {
        "since": rollup.since,
        "until": rollup.until,
        "by_type": {kind: asdict(tally) for kind, tally in happened.counts_by_type().items()},
    }


def named_in(figures: Data) -> Iterator[str]:
    """The public ids of organisations that the figures list."""
    for part in figures["parts"]:
        for name in ("late", "unanswered", "unreached"):
            for row in part[name]:
                yield row["organisation"]
                yield from row.get("through", ())


def names_of(figures: Data, *, on: date) -> dict[str, Data]:
    """What the organisations of the figures are called on that day, and the zones they are in; three queries."""
    found = Organisation.objects.filter(public_id__in=set(named_in(figures)))
    present = dict(found.values_list("pk", "name"))
    names = OrganisationName.objects.valid_on(on).filter(organisation__in=present)
    present |= dict(names.values_list("organisation", "name"))
    zones: dict[int, list[str]] = {}
    there = Tenancy.objects.on(on).filter(organisation__in=present).order_by("zone__sort_key")
    for whose, zone in there.values_list("organisation", "zone__name"):
        zones.setdefault(whose, []).append(zone)
    keys = found.order_by("sort_key", "pk").values_list("pk", "public_id")
    return {
        str(public_id): {"name": present[pk], "zones": list(dict.fromkeys(zones.get(pk, []))), "place": place}
        for place, (pk, public_id) in enumerate(keys)
    }
