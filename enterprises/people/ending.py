"""What ends by itself, memberships and authorities to sign: who is told before, and sessions that end with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from enterprises.models import Delegation, Membership, Organisation, OrganisationKind, Role, User

AHEAD = timedelta(days=14)
# A last day of which nobody was told, because nothing ran, is told up to so many days later.
LOOKED_BACK = timedelta(days=7)
MEMBERSHIP_ENDING, DELEGATION_ENDING = "membership_ending", "delegation_ending"

Ending: TypeAlias = Membership | Delegation
People: TypeAlias = Mapping[int, list[User]]


def announce(*, at: datetime) -> int:
    """Tell of what ends within a fortnight, and again on the last day; returns how many ends there were to tell of.

    Each is told once per last day and step, however often this runs.
    """
    on = local_date(at)
    memberships = list(_ending(Membership.objects.exclude(Exists(_renewed())), on))
    delegations = list(_ending(Delegation.objects.all(), on))
    heads = _people(Role.HEAD, {one.organisation_id for one in [*memberships, *delegations]}, on)
    keepers = _people(Role.ADMINISTRATOR, _offices(memberships, delegations), on)
    for member in memberships:
        _tell(MEMBERSHIP_ENDING, member, {"role": member.role}, heads, keepers, at=at)
    for signer in delegations:
        _tell(DELEGATION_ENDING, signer, {"office": signer.office}, heads, keepers, at=at)
    return len(memberships) + len(delegations)


def _ending(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    found = rows.filter(valid_to__range=(on - LOOKED_BACK, on + AHEAD), user__is_active=True)
    return found.select_related("user", "organisation").order_by("pk")


def _renewed() -> QuerySet[Membership]:
    """The same role of the same person goes on."""
    same = Membership.objects.filter(
        user=OuterRef("user"), organisation=OuterRef("organisation"), role=OuterRef("role")
    )
    return same.filter(Q(valid_to=None) | Q(valid_to__gt=OuterRef("valid_to")))


def _offices(*endings: Iterable[Ending]) -> set[int]:
    """The boards' own organisations behind whose wall something ends."""
    boards = {one.board_id for rows in endings for one in rows}
    own = Organisation.objects.filter(board__in=boards, kind=OrganisationKind.BOARD)
    return set(own.values_list("pk", flat=True))


def _people(role: Role, organisations: set[int], on: date) -> People:
    """By organisation; a board's administrators by the key of the board."""
    found = Membership.objects.filter(organisation__in=organisations, role=role, user__is_active=True).on(on)
    people = defaultdict(list)
    for one in found.select_related("user").order_by("pk"):
        people[one.board_id if role == Role.ADMINISTRATOR else one.organisation_id].append(one.user)
    return people


def _tell(kind: str, one: Ending, params: dict[str, str], heads: People, keepers: People, *, at: datetime) -> None:
    """The organisation's head knows best who is to follow; where there is none, the board's administrator."""
    own = heads.get(one.organisation_id)
    page = "/" if own else reverse("enterprises:organisation", args=[one.organisation.public_id])
    until = one.valid_to or date.max  # found by its last day, so that it has one
    step = "ahead" if until > local_date(at) else "last-day"
    common = {
        "person": one.user.full_name,
        "organisation": one.organisation.name,
        "until": vn_date(until),
        "path": page,
    }
    outbox.put(
        kind,
        f"ending:{until.isoformat()}:{step}",
        about=one,
        to=own or keepers.get(one.board_id, []),
        at=at,
        params=common | params,
        organisation_id=one.organisation_id,
    )


def end_sessions(*, at: datetime) -> int:
    """End what is open of people who act for nobody any more; returns how many sessions.

    Somebody who never acted for anybody keeps the session: an invitation may be on its way.
    """
    on = local_date(at)
    ended = Membership.objects.filter(user=OuterRef("pk"), valid_to__lt=on)
    present = Membership.objects.filter(user=OuterRef("pk")).exclude(valid_to__lt=on)
    gone = User.objects.filter(Exists(ended), ~Exists(present))
    keys = {str(pk) for pk in gone.values_list("pk", flat=True)}
    if not keys:
        return 0
    open_now = Session.objects.filter(expire_date__gt=at).iterator(chunk_size=500)
    theirs = [session.pk for session in open_now if session.get_decoded().get(SESSION_KEY) in keys]
    return Session.objects.filter(pk__in=theirs).delete()[0]
