"""Who is told of a succession, and what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from antt_portal.core import outbox
from antt_portal.core.formats import vn_date
from enterprises.models import (
    BoardTransfer,
    Capacity,
    Membership,
    Organisation,
    Role,
    Succession,
    SuccessionKind,
    Tenancy,
    User,
)
from enterprises.models.zones import TenancyQuerySet
from enterprises.succession.presence import ending

DONE, HELD, TRANSFER = "succession_done", "succession_held", "board_transfer"


@dataclass(frozen=True)
class Concerned:
    """``parties`` may read the page of the succession; ``others`` are told, and have nothing to open."""

    parties: list[User]
    others: list[User]


def concerned(succession: Succession) -> Concerned:
    """The people of both sides; and who notices that somebody in the zone is another, or gone. Asked before."""
    sides = [pk for pk in (succession.organisation_id, succession.successor_id) if pk]
    parties = list(_people(Q(organisation__in=sides), succession))
    around = _people(Q(organisation__in=_around(succession).values("organisation"), role=Role.HEAD), succession)
    return Concerned(parties, list(around.exclude(pk__in=[one.pk for one in parties])))


def _around(succession: Succession) -> TenancyQuerySet:
    """The tenants of a zone with another investor; the investors of the zones that a tenant leaves."""
    there = Tenancy.objects.on(succession.effective_on)
    if succession.kind == SuccessionKind.INVESTOR:
        return there.filter(zone=succession.zone_id, capacity=Capacity.TENANT)
    return there.filter(zone__in=ending(succession).values("zone"), capacity=Capacity.INVESTOR)


def _people(which: Q, succession: Succession) -> QuerySet[User]:
    """As they work there on the day."""
    working = Membership.objects.filter(which).on(succession.effective_on)
    return User.objects.filter(is_active=True, pk__in=working.values("user")).order_by("pk")


def tell(succession: Succession, people: Concerned, *, at: datetime) -> None:
    said = _said(succession)
    outbox.put(DONE, "done", about=succession, to=people.parties, at=at, params=said)
    outbox.put(DONE, "done", about=succession, to=people.others, at=at, params={**said, "path": "/"})


def tell_of_board(succession: Succession, people: Iterable[User], *, at: datetime) -> None:
    """Whoever acts for an enterprise that is behind another wall as well now; each chooses for whom to act."""
    outbox.put(DONE, "done", about=succession, to=people, at=at, params={**_said(succession), "path": "/"})


def tell_held(succession: Succession, *, at: datetime) -> None:
    """Whoever confirmed it; by now the board may have to find somebody else, who sees it in the list."""
    if succession.confirmed_by is None:
        return
    params = {**_said(succession), "why": succession.held_because}
    occasion = f"held:{succession.version}"
    outbox.put(HELD, occasion, about=succession, to=[succession.confirmed_by.user], at=at, params=params)


def tell_of_transfer(
    transfer: BoardTransfer, what: str, office: Organisation, people: Iterable[User], *, at: datetime
) -> None:
    """``what`` became of it: offered, accepted, held, done, dropped."""
    params = {
        "what": what,
        "former": transfer.former_name,
        "to": transfer.new_name,
        "zone": transfer.zone_name,
        "since": vn_date(transfer.effective_on),
        "document": f"{transfer.document}, {vn_date(transfer.documented_on)}",
        "why": transfer.reason,
        "path": transfer.get_absolute_url(),
    }
    occasion = f"{transfer.public_id}:{transfer.version}"
    outbox.put(TRANSFER, occasion, about=office, to=people, at=at, params=params, organisation_id=office.pk)


def _said(succession: Succession) -> dict[str, str]:
    return {
        "kind": succession.kind,
        "organisation": succession.former_name,
        "successor": succession.successor.name if succession.successor else "",
        "zone": succession.zone.name if succession.zone else "",
        "new_name": succession.new_name,
        "since": vn_date(succession.effective_on),
        "document": f"{succession.document}, {vn_date(succession.documented_on)}",
        "path": succession.get_absolute_url(),
    }
