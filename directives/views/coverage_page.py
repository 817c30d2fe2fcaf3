"""What the coverage page shows: a staircase, omissions, bars with their tables, the tree of investors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antt_portal.core.clock import local_date
from antt_portal.core.formats import number_vn
from directives.arriving.rungs import Ladder, ladders
from directives.coverage.counting import Counts, Row, known
from directives.coverage.figures import Figures, Stamp
from directives.models import Delivery, Directive, LetterStatus
from directives.permissions import can_add_newcomers, can_nudge
from enterprises.middleware import PortalRequest
from enterprises.models import Organisation, Zone

ZONES, INVESTORS, OMISSIONS = 20, 20, 8  # a page, a page, and before "và … nơi khác"
COUNT = r"[0-9]{1,9}"
HEIGHT = 72  # of a stair, in units of its drawing
STAIRS = {
    "sent": pgettext_lazy("rung", "Gửi"),
    "delivered": _("Nhận"),
    "opened": _("Mở"),
    "acknowledged": pgettext_lazy("rung", "Xác nhận"),
    "reported": pgettext_lazy("rung", "Báo cáo"),
}


def seen_directive(request: PortalRequest, public_id: UUID) -> Directive:
    """Of the actor's board, once it is out; any other is not there."""
    visible = Directive.objects.visible_to(request.actor).issued().select_related("letter__issuer", "campaign")
    found: Directive = get_object_or_404(visible, public_id=public_id)
    return found


@dataclass(frozen=True)
class Stair:
    """One rung of the staircase; ``y`` is where its filled part begins."""

    place: int
    label: str
    count: int
    percent: int

    @property
    def fill(self) -> int:
        """The first two are of one colour: the next paler one is that of the ground."""
        return max(self.place, 2)

    @property
    def y(self) -> int:
        return HEIGHT - self.height

    @property
    def height(self) -> int:
        return HEIGHT * self.percent // 100


def stairs_of(counts: Counts) -> list[Stair]:
    return [
        Stair(place, str(label), getattr(counts, name), counts.percent(name))
        for place, (name, label) in enumerate(STAIRS.items(), 1)
    ]


@dataclass(frozen=True)
class Bar:
    label: str
    counts: Counts
    url: str

    @property
    def percent(self) -> int:
        return self.counts.percent("acknowledged")


@dataclass(frozen=True)
class Branch:
    """An investor with its tenants: how far its own delivery got, since when it forwards, and to how many."""

    investor: Organisation
    counts: Counts
    url: str
    ladder: Ladder | None
    since: datetime | None
    forwarded: int


def zone_bars(rows: Iterable[Row], directive: Directive, at: datetime | None) -> list[Bar]:
    page = list(rows)
    ids = dict(Zone.objects.filter(pk__in=[row.key for row in page]).values_list("pk", "public_id"))
    return [Bar(row.label, row.counts, places_url(directive, at, zone=str(ids[row.key]))) for row in page]


def kind_bars(rows: Iterable[Row], directive: Directive, at: datetime | None) -> list[Bar]:
    return [Bar(row.label, row.counts, places_url(directive, at, kind=row.key)) for row in rows]


def places_url(directive: Directive, at: datetime | None, **narrowed: str) -> str:
    if at is not None:
        narrowed["at"] = at.isoformat()
    return f"{reverse('directives:coverage-places', args=[directive.public_id])}?{urlencode(narrowed)}"


def _page(rows: list[Row], size: int, number: str | None) -> Page:
    return Paginator(rows, size).get_page(number)


def branches(directive: Directive, rows: Iterable[Row], figures: Figures, *, past: datetime | None) -> list[Branch]:
    """Of one page of investors: a constant number of queries."""
    page, at = list(rows), figures.at
    investors = Organisation.objects.in_bulk([row.key for row in page])
    related = known(directive, at).select_related("directive__letter__issuer", "organisation")
    own = list(related.filter(organisation__in=investors).defer("directive__letter__data"))
    how_far = ladders(own, on=local_date(at), at=at)
    of = {one.organisation_id: how_far[one.pk] for one in own}
    return [
        Branch(
            investors[row.key],
            row.counts,
            places_url(directive, past, investor=str(investors[row.key].public_id)),
            of.get(row.key),
            *figures.forwarded.get(row.key, (None, 0)),
        )
        for row in page
    ]


def figures_context(
    request: PortalRequest, directive: Directive, found: Figures, *, past: datetime | None
) -> dict[str, Any]:
    """What is told anew while the page is open. ``past`` is the moment that was asked for; None for now."""
    zones = _page(found.coverage.by_zone, ZONES, request.GET.get("zones"))
    shown, rest = found.omissions[:OMISSIONS], found.omissions[OMISSIONS:]
    is_out = directive.letter.status == LetterStatus.ISSUED
    return {
        "directive": directive,
        "letter": directive.letter,
        "figures": found,
        "coverage": found.coverage,
        "total": found.coverage.total,
        "stairs": stairs_of(found.coverage.total),
        "zones": zones,
        "by_zone": zone_bars(zones.object_list, directive, past),
        "by_kind": kind_bars(found.coverage.by_kind, directive, past),
        "omissions": shown,
        "more_omissions": len(rest),
        "places": places_url(directive, past),
        "past": past,
        "is_out": is_out,
        "may_nudge": past is None and is_out and can_nudge(request.actor, directive),
        "may_add": past is None and is_out and can_add_newcomers(request.actor, directive),
    }


def tree_context(
    request: PortalRequest, directive: Directive, found: Figures, *, past: datetime | None
) -> dict[str, Any]:
    investors = _page(found.coverage.by_investor, INVESTORS, request.GET.get("investors"))
    return {
        "investors": investors,
        "branches": branches(directive, investors.object_list, found, past=past),
        "direct_url": places_url(directive, past, who="direct"),
        "unacknowledged_url": places_url(directive, past, open="on"),
    }


def changed(before: str, stamp: Stamp) -> list[str]:
    """In words, each rung that more organisations have reached than when the page was told ``before``."""
    told = before.split("-")[1:]
    words = []
    for label, then, now in zip(STAIRS.values(), told, stamp.counts[1:], strict=False):
        if re.fullmatch(COUNT, then) and (more := now - int(then)) > 0:
            words.append(f"{label}: {number_vn(now)} (+{number_vn(more)})")
    return words


def delivery_of(deliveries: QuerySet[Delivery], organisation: str) -> QuerySet[Delivery]:
    """The one to the organisation with this public id; 404 where that is not among ``deliveries``."""
    try:
        found = deliveries.filter(organisation__public_id=UUID(organisation))
    except ValueError:
        raise Http404 from None
    if not found.exists():
        raise Http404
    return found
