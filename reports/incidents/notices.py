"""Who is told about an incident, and when: at once. Each function only chooses people and words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from antt_portal.core import outbox
from antt_portal.core.clock import VIETNAM, local_date
from enterprises.actor import Actor
from enterprises.models import ENTERPRISE_ROLES, Membership, OrganisationKind, Role, User, Zone
from reports.incidents.rules import is_serious
from reports.models import Incident, IncidentDecision, IncidentNote, IncidentVersion, NoteKind
from reports.permissions import REVIEWERS


def watchers(incident: Incident, facts: IncidentVersion, *, at: datetime) -> list[User]:
    """Reviewers in charge of the zone (of every zone, where nobody is), leaders for what is serious, and agents."""
    on = local_date(at)
    current = Membership.objects.on(on).filter(board_id=incident.board_id, user__is_active=True)
    board = current.filter(organisation__kind=OrganisationKind.BOARD).select_related("user").prefetch_related("zones")
    reviewers = list(board.filter(role__in=REVIEWERS).order_by("pk"))
    in_charge = [one for one in reviewers if _covers(one, facts.zone)] or reviewers
    leaders = board.filter(role=Role.LEADER).order_by("pk") if is_serious(facts) else []
    agents = current.filter(organisation__kind=OrganisationKind.AGENCY, role=Role.AGENT).select_related("user")
    return _people([*in_charge, *leaders, *agents.order_by("pk")])


def _covers(membership: Membership, zone: Zone | None) -> bool:
    """Nobody's zones means all of them."""
    zones = membership.zones.all()
    return zone is None or not zones or zone in zones


def _own(incident: Incident, *, at: datetime) -> list[User]:
    return _people(Membership.objects.of(incident.organisation, *ENTERPRISE_ROLES).on(local_date(at)).order_by("pk"))


def _people(memberships: Iterable[Membership]) -> list[User]:
    return list({membership.user_id: membership.user for membership in memberships}.values())


def _but(people: list[User], user: User | None) -> list[User]:
    """Nobody is told what one has just done."""
    return [person for person in people if person != user]


def reported(incident: Incident, facts: IncidentVersion, *, by: Actor, at: datetime) -> None:
    _put("incident_reported", "reported", incident, facts, to=watchers(incident, facts, at=at), at=at)
    colleagues = _but(_own(incident, at=at), by.user)
    _put("incident_reported", "reported", incident, facts, to=colleagues, at=at, owner=True)


def corrected(incident: Incident, facts: IncidentVersion, *, at: datetime) -> None:
    to = watchers(incident, facts, at=at)
    _put("incident_corrected", f"corrected:{facts.number}", incident, facts, to=to, at=at, reason=facts.reason)


def asked(note: IncidentNote, *, at: datetime) -> None:
    due = note.due_at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if note.due_at else ""
    incident = note.incident
    own = _own(incident, at=at)
    occasion, facts = f"asked:{note.pk}", incident.facts
    _put("incident_asked", occasion, incident, facts, to=own, at=at, owner=True, text=note.text, due=due)


def told(note: IncidentNote, *, at: datetime) -> None:
    """An answer or a follow-up: to everybody else who reads the thread."""
    incident, facts = note.incident, note.incident.facts
    params: dict[str, Any] = {"who": note.spoke_for.name, "text": note.text, "is_answer": note.kind == NoteKind.ANSWER}
    to = _but(watchers(incident, facts, at=at), note.written_by)
    _put("incident_told", f"note:{note.pk}", incident, facts, to=to, at=at, **params)
    own = _but(_own(incident, at=at), note.written_by)
    _put("incident_told", f"note:{note.pk}", incident, facts, to=own, at=at, owner=True, **params)


def ended(incident: Incident, how: str, note: str, *, at: datetime) -> None:
    """``how`` is closed or reopened."""
    occasion, own = f"{how}:{incident.version}", _own(incident, at=at)
    _put("incident_ended", occasion, incident, incident.facts, to=own, at=at, owner=True, how=how, note=note)


def decided(decision: IncidentDecision, *, at: datetime) -> None:
    incident = decision.incident
    with translation.override("vi"):
        severity = decision.get_severity_display()
    params: dict[str, Any] = {"severity": severity, "bars": decision.bars, "reason": decision.reason}
    own = _own(incident, at=at)
    _put("incident_decided", f"decided:{decision.pk}", incident, incident.facts, to=own, at=at, owner=True, **params)


def _put(
    kind: str,
    occasion: str,
    incident: Incident,
    facts: IncidentVersion,
    *,
    to: list[User],
    at: datetime,
    owner: bool = False,
    **more: Any,
) -> None:
    """The words of choices go in Vietnamese; the template translates them for whom it is sent to."""
    with translation.override("vi"):
        type_name = facts.get_type_display()
    params = {
        "organisation": incident.organisation.name,
        "type": type_name,
        "is_sign": facts.is_sign,
        "zone": facts.zone.name if facts.zone else "",
        "happened": facts.happened_at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y"),
        "path": reverse("reports:incident", args=[incident.public_id]),
        **more,
    }
    organisation_id = incident.organisation_id if owner else None
    outbox.put(kind, occasion, about=incident, to=to, at=at, params=params, organisation_id=organisation_id)
