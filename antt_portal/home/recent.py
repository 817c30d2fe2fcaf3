"""What happened lately around this person's organisation."""

from dataclasses import dataclass
from datetime import datetime

from antt_portal.core.models import AuditEntry
from antt_portal.core.verbs import verb_label
from enterprises.actor import Actor
from enterprises.models import Organisation
from reports.timeline import INTERNAL

SHOWN = 6
TONES = {"report.return": "back", "report.accept": "done", "report.submit": "done", "recognition.recognise": "done"}


@dataclass(frozen=True)
class Event:
    title: str
    who: str
    at: datetime
    tone: str = ""
    detail: str = ""


def recent(actor: Actor) -> list[Event]:
    """The last acts on what the organisation owns; a board sees those its people did."""
    entries = AuditEntry.objects.filter(board_id=actor.board_id).select_related("user").order_by("-at", "-pk")
    if actor.is_board or actor.is_agency:
        entries = entries.filter(acting_organisation_id=actor.organisation_id)
    else:
        entries = entries.filter(organisation_id=actor.organisation_id).exclude(verb__in=INTERNAL)
    shown = list(entries[:SHOWN])
    names = _names(shown) if actor.is_board or actor.is_agency else {}
    return [
        Event(
            verb_label(entry.verb),
            entry.user.full_name if entry.user else "",
            entry.at,
            TONES.get(entry.verb, ""),
            names.get(entry.organisation_id or 0, ""),
        )
        for entry in shown
    ]


def _names(entries: list[AuditEntry]) -> dict[int, str]:
    owners = {entry.organisation_id for entry in entries if entry.organisation_id}
    return dict(Organisation.objects.filter(pk__in=owners).values_list("pk", "name"))
