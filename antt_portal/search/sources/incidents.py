"""What happened in enterprises, as they told it."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.search.matching import Columns, Labels, words_of
from antt_portal.search.source import Hit, Source
from antt_portal.search.sources.organisations import zone_words
from enterprises.actor import Actor
from reports.models import Incident, IncidentType, IncidentVersion
from reports.permissions import can_see_incidents


def _incidents(actor: Actor, _on: date) -> QuerySet[Incident]:
    current = IncidentVersion.objects.current().select_related("zone")
    visible = Incident.objects.visible_to(actor).select_related("organisation")
    return visible.prefetch_related(Prefetch("versions", current, to_attr="told_now"))


def _columns(actor: Actor) -> Columns:
    """By whose it is, what happened, in which zone, and the words in which it is told now."""
    return Columns(
        keys=("organisation__search_key", "search_key"),
        labels=(
            Labels(words_of(IncidentType, _("vụ việc")), lambda found: _told(type__in=found)),
            Labels(zone_words(actor), lambda found: _told(zone__in=found)),
        ),
    )


def _told(**of: Any) -> Q:
    return Q(pk__in=IncidentVersion.objects.current().filter(**of).values("incident"))


def _hit(incident: Any) -> Hit:
    (facts,) = incident.told_now
    about = (incident.organisation.name, str(facts.zone or ""), facts.place)
    return Hit(
        str(facts),
        incident.get_absolute_url(),
        about,
        text=facts.text,
        tone=incident.tone,
        status=incident.get_status_display(),
    )


INCIDENTS = Source(
    "incidents",
    _("Vụ việc"),
    can_see_incidents,
    _incidents,
    _columns,
    _hit,
    ("-reported_at", "-pk"),
)
