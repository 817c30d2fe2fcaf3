"""What goes on behind another wall: new rows for zones, enterprises, tenancies, contacts and people, from one day on.

The rows behind the former wall stay as they are, but for their last day. Written in batches: a board has 25,000.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import QuerySet

from antt_portal.core.workdays import evaluation_year
from enterprises.models import (
    Applicability,
    ApplicabilityStatus,
    Board,
    Contact,
    Membership,
    Organisation,
    OrganisationName,
    Tenancy,
    Zone,
)
from enterprises.organisations import default_applicability
from enterprises.succession.estate import ONE_DAY, Estate, lasting

BATCH = 1000
M = TypeVar("M", bound=models.Model)
COPIED = (
    *("kind", "tax_code", "address", "name", "sort_key", "search_key", "size"),
    *("handles_chemicals", "fire_hazard", "foreign_invested"),
)
OF_CONTACT = ("name", "office", "email", "phone", "source", "confirmed_at", "confirmed_by_id", "bounced_at")


@dataclass
class Inheritance:
    """From one wall to the other; ``zones`` and ``organisations`` name the follower's key by the former one's."""

    estate: Estate
    to: Board
    source: str
    zones: dict[int, int] = field(default_factory=dict)
    organisations: dict[int, int] = field(default_factory=dict)

    @property
    def on(self) -> date:
        return self.estate.on

    @property
    def last_day(self) -> date:
        return self.on - ONE_DAY


def inherit(what: Inheritance) -> None:
    """All of it; the days of the former rows last, because they say which rows there are."""
    _zones(what)
    _organisations(what)
    _tenancies(what)
    _contacts(what)
    _people(what)
    _applicabilities(what)
    ending = list(what.estate.zones)
    what.estate.tenancies.update(valid_to=what.last_day)
    Zone.objects.filter(pk__in=[one.pk for one in ending]).update(valid_to=what.last_day)


def _zones(what: Inheritance) -> None:
    found = list(what.estate.zones.order_by("pk"))
    new = [
        Zone(board=what.to, kind=one.kind, name=one.name, sort_key=one.sort_key, valid_from=what.on, predecessor=one)
        for one in found
    ]
    _write(Zone, new)
    what.zones = _followers(Zone.objects.filter(board=what.to, predecessor__in=found))


def _followers(written: QuerySet[M]) -> dict[int, int]:
    """Their keys by those of the rows they follow."""
    return {former: pk for former, pk in written.values_list("predecessor", "pk") if former is not None}


def _organisations(what: Inheritance) -> None:
    both = {one.tax_code: one.pk for one in what.estate.known_to(what.to)}
    former = list(what.estate.enterprises.order_by("pk"))
    new = [one for one in former if not (one.tax_code and one.tax_code in both)]
    for one in former:
        if one.tax_code and one.tax_code in both:
            what.organisations[one.pk] = both[one.tax_code]
            Organisation.objects.filter(pk=both[one.tax_code], predecessor=None).update(predecessor=one)
    _write(
        Organisation,
        (Organisation(board=what.to, predecessor=one, **{name: getattr(one, name) for name in COPIED}) for one in new),
    )
    written = Organisation.objects.filter(board=what.to, predecessor__in=[one.pk for one in new])
    what.organisations |= _followers(written)
    named = {"source": what.source, "valid_from": what.on, "board": what.to}
    _write(
        OrganisationName,
        (OrganisationName(organisation_id=what.organisations[one.pk], name=one.name, **named) for one in new),
    )


def _tenancies(what: Inheritance) -> None:
    rows = what.estate.tenancies.order_by("pk").iterator(chunk_size=BATCH)
    _write(
        Tenancy,
        (
            Tenancy(
                board=what.to,
                zone_id=what.zones[one.zone_id],
                organisation_id=what.organisations[one.organisation_id],
                capacity=one.capacity,
                valid_from=max(what.on, one.valid_from),
                valid_to=one.valid_to,
            )
            for one in rows
        ),
    )


def _contacts(what: Inheritance) -> None:
    known = set(Contact.objects.filter(board=what.to, ended_on=None).values_list("organisation", "email"))
    rows = what.estate.contacts.order_by("pk").iterator(chunk_size=BATCH)
    new = (
        Contact(
            board=what.to,
            organisation_id=what.organisations[one.organisation_id],
            valid_from=what.on,
            **{name: getattr(one, name) for name in OF_CONTACT},
        )
        for one in rows
    )
    _write(Contact, (one for one in new if (one.organisation_id, one.email) not in known))


def _people(what: Inheritance) -> None:
    """Whoever acts for an enterprise acts for it here as well; what is open there is finished there."""
    have = lasting(Membership.objects.filter(board=what.to), what.on)
    known = set(have.values_list("user", "organisation", "role"))
    rows = what.estate.people.order_by("pk").iterator(chunk_size=BATCH)
    new = (
        Membership(
            board=what.to,
            user_id=one.user_id,
            organisation_id=what.organisations[one.organisation_id],
            role=one.role,
            valid_from=max(what.on, one.valid_from),
            valid_to=one.valid_to,
        )
        for one in rows
    )
    _write(Membership, (one for one in new if (one.user_id, one.organisation_id, one.role) not in known))


def _applicabilities(what: Inheritance) -> None:
    """The year that runs is finished where it was begun; the next one is asked for behind the new wall."""
    year, reason = evaluation_year(what.on), what.source[:300]
    last = {one.organisation_id: one for one in Applicability.objects.filter(board=what.estate.board, year=year)}
    known = _with_applicability(what, year)
    fresh = {new: last.get(former) for former, new in what.organisations.items() if new not in known}
    ended = {"status": ApplicabilityStatus.NOT_APPLICABLE, "reason": reason}
    _write(Applicability, (Applicability(board=what.to, organisation_id=pk, year=year, **ended) for pk in fresh))
    names = Organisation.objects.in_bulk(fresh)
    _write(Applicability, (_next_year(names[pk], before, year + 1) for pk, before in fresh.items()))
    _end_after(what, year, ended)


def _end_after(what: Inheritance, year: int, ended: dict[str, str]) -> None:
    """Nothing more is asked behind the former wall of who is gone from there."""
    gone = list(what.estate.gone.values_list("pk", flat=True))
    former = Applicability.objects.filter(organisation__in=gone, year=year + 1)
    former.update(**ended)
    known = set(former.values_list("organisation", flat=True))
    board = what.estate.board
    rest = (pk for pk in gone if pk not in known)
    _write(Applicability, (Applicability(board=board, organisation_id=pk, year=year + 1, **ended) for pk in rest))


def _with_applicability(what: Inheritance, year: int) -> set[int]:
    """Enterprises that were here before have their own."""
    rows = Applicability.objects.filter(board=what.to, year__gte=year)
    return set(rows.values_list("organisation", flat=True))


def _next_year(organisation: Organisation, last: Applicability | None, year: int) -> Applicability:
    status, reason = default_applicability(organisation, last)
    return Applicability(
        board_id=organisation.board_id, organisation=organisation, year=year, status=status, reason=reason
    )


def _write(model: type[M], rows: Iterable[M]) -> None:
    model._default_manager.bulk_create(rows, batch_size=BATCH)
