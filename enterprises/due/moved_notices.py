"""Telling people once that days due moved because the calendar changed, however many they see to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.urls import reverse

from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.many_notices import Told, put_each
from enterprises.models import Contact, Membership, Organisation, Role
from enterprises.models.deadlines import DeadlineQuerySet

DEADLINE_MOVED = "deadline_moved"
LISTED = 10


@dataclass(frozen=True)
class Change:
    """One change of the calendar of ``office``, the board's own organisation; ``occasion`` names it."""

    office: Organisation
    occasion: str
    days: Mapping[date, bool] = field(default_factory=dict)
    source: str = ""


class _Moved(NamedTuple):
    organisation: int
    assignee: int | None
    title: str
    before: date
    after: date


def tell(change: Change, moving: DeadlineQuerySet, *, at: datetime) -> None:
    """One notice to each person who sees to some of ``moving`` (with ``after_on``): the first of them, and how many.

    An assignee stands for the whole organisation; where nobody has an account its contacts are told. Five statements
    at most, however many there are.
    """
    columns = ("organisation", "assignee", "title", "due_on", "after_on")
    rows = [_Moved(*row) for row in moving.order_by("due_on", "pk").values_list(*columns)]
    of_people: defaultdict[tuple[int, int], list[_Moved]] = defaultdict(list)
    of_nobody: defaultdict[int, list[_Moved]] = defaultdict(list)
    people = _people(moving, local_date(at))
    for row in rows:
        seen_to_by = [row.assignee] if row.assignee else people.get(row.organisation, ())
        for user in seen_to_by:
            of_people[user, row.organisation].append(row)
        if not seen_to_by:
            of_nobody[row.organisation].append(row)
    told = [*_to_people(of_people, change), *_to_contacts(of_nobody, moving, change, local_date(at))]
    put_each(DEADLINE_MOVED, change.occasion, told, about=change.office, at=at)


def _people(moving: DeadlineQuerySet, on: date) -> dict[int, list[int]]:
    """Who prepares what is due, per organisation; the head where nobody else does."""
    members = Membership.objects.on(on).filter(organisation__in=moving.values("organisation"), user__is_active=True)
    by_role: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for organisation, role, user in members.values_list("organisation", "role", "user"):
        by_role[organisation][role].append(user)
    return {organisation: _preparing(roles) for organisation, roles in by_role.items()}


def _preparing(roles: Mapping[str, list[int]]) -> list[int]:
    preparing = [user for role in (Role.EDITOR, Role.AGENT, Role.UNIT_HEAD) for user in roles.get(role, ())]
    return preparing or list(roles.get(Role.HEAD, ()))


def _to_people(of_people: Mapping[tuple[int, int], list[_Moved]], change: Change) -> Iterable[Told]:
    """Somebody of two organisations is told once, of both."""
    rows: defaultdict[int, list[_Moved]] = defaultdict(list)
    whose: dict[int, int] = {}
    for (user, organisation), found in of_people.items():
        rows[user] += found
        whose.setdefault(user, organisation)
    return [
        Told(organisation_id=whose[user], user_id=user, params=_params(found, change)) for user, found in rows.items()
    ]


def _to_contacts(
    of_nobody: Mapping[int, list[_Moved]], moving: DeadlineQuerySet, change: Change, on: date
) -> Iterable[Told]:
    contacts = Contact.objects.registered(on).filter(organisation__in=moving.values("organisation"))
    peopled = Membership.objects.on(on).filter(user__is_active=True).values("organisation")
    return [
        Told(
            organisation_id=one.organisation_id,
            address=one.email,
            name=one.name,
            params=_params(of_nobody[one.organisation_id], change),
        )
        for one in contacts.exclude(organisation__in=peopled)
        if one.organisation_id in of_nobody
    ]


def _params(found: list[_Moved], change: Change) -> dict[str, Any]:
    return {
        "count": len(found),
        "moved": [
            {"title": row.title, "before": vn_date(row.before), "after": vn_date(row.after)} for row in found[:LISTED]
        ],
        "days": [{"day": vn_date(day), "is_working": worked} for day, worked in list(change.days.items())[:LISTED]],
        "source": change.source,
        "path": reverse("enterprises:deadlines"),
    }
