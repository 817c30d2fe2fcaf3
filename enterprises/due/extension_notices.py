"""Who is told that more time is asked for, and what became of it."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from enterprises.models import Extension, Membership, Organisation, OrganisationKind, Role, Tenancy, User


def asked(extension: Extension, *, at: datetime) -> None:
    params = _params(extension, reason=extension.reason, wanted=vn_date(extension.wanted_on))
    _put("extension_asked", extension, _in_charge_of(extension.organisation, local_date(at)), params, at=at)


def decided(extension: Extension, *, at: datetime) -> None:
    """Whoever asked, and the heads: the day is theirs to keep."""
    heads = Membership.objects.of(extension.organisation, Role.HEAD).on(local_date(at))
    people = {extension.asked_by_id: extension.asked_by, **{one.user_id: one.user for one in heads}}
    due = extension.due_after or extension.deadline.due_on
    params = _params(
        extension,
        state=str(extension.state),
        due=vn_date(due),
        note=extension.note,
        wanted=vn_date(extension.wanted_on),
    )
    _put("extension_decided", extension, list(people.values()), params, at=at)


def _put(kind: str, extension: Extension, to: list[User], params: dict[str, Any], *, at: datetime) -> None:
    outbox.put(
        kind,
        f"{kind}:{extension.public_id}",
        about=extension.deadline,
        to=to,
        at=at,
        params=params,
        organisation_id=extension.organisation_id,
    )


def _params(extension: Extension, **more: Any) -> dict[str, Any]:
    return {
        "organisation": extension.organisation.name,
        "title": extension.deadline.title,
        "before": vn_date(extension.due_before),
        "path": extension.deadline.get_absolute_url(),
        **more,
    }


def _in_charge_of(organisation: Organisation, on: date) -> list[User]:
    """Officers without zones of their own or with one of the organisation's; where there is none, the unit heads."""
    board = Organisation.objects.get(board_id=organisation.board_id, kind=OrganisationKind.BOARD)
    zones = Tenancy.objects.on(on).filter(organisation=organisation).values("zone")
    officers = Membership.objects.of(board, Role.OFFICER).on(on).filter(Q(zones=None) | Q(zones__in=zones))
    found = {one.user_id: one.user for one in officers}
    return list(
        (found or {one.user_id: one.user for one in Membership.objects.of(board, Role.UNIT_HEAD).on(on)}).values()
    )
