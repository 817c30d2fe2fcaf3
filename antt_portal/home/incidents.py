"""Incidents nobody of the authority has received yet: before everything else for whoever watches over them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from antt_portal.core.clock import local_date
from antt_portal.home.rows import SHOWN, Row
from enterprises.actor import Actor
from reports.models import Incident, IncidentStatus
from reports.models.incidents import FactsQuerySet
from reports.permissions import REVIEWERS


def new_incidents(actor: Actor) -> tuple[list[Row], int]:
    """The rows shown, the longest waiting first, and how many there are; a reviewer's are those of one's zones."""
    if actor.role not in REVIEWERS and not actor.is_agency:
        return [], 0
    found = _in_charge(actor, Incident.objects.visible_to(actor).filter(status=IncidentStatus.REPORTED).current())
    related = found.select_related("incident__organisation", "zone").order_by("incident__reported_at", "pk")
    rows = [
        Row(
            facts.incident.get_absolute_url(),
            _("Vụ việc mới: %(what)s, %(who)s")
            % {"what": facts.get_type_display(), "who": facts.incident.organisation},
            local_date(facts.incident.reported_at),
            facts.zone.name if facts.zone else facts.place,
            facts.incident.tone,
            facts.incident.get_status_display(),
            is_urgent=True,
        )
        for facts in related[:SHOWN]
    ]
    return rows, found.count() if len(rows) == SHOWN else len(rows)


def _in_charge(actor: Actor, facts: FactsQuerySet) -> FactsQuerySet:
    """Nobody's zones means all of them; what happened in no zone is everybody's."""
    zones = list(actor.membership.zones.all()) if actor.role in REVIEWERS else []
    return facts.filter(Q(zone=None) | Q(zone__in=zones)) if zones else facts
