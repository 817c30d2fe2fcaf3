"""What happened lately around this person's organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from antt_portal.core.clock import local_date
from antt_portal.core.models import AuditEntry
from antt_portal.core.verbs import verb_label
from directives.models import Delivery, OfficialLetter
from enterprises.actor import Actor
from enterprises.models import Organisation
from reports.models import Incident, Report
from reports.timeline import INTERNAL

SHOWN = 6
# Somebody who writes all day leaves many rows; so many are read to find six different things.
READ = 60
TONES = {"report.return": "back", "report.accept": "done", "report.submit": "done", "recognition.recognise": "done"}
# What somebody set up for oneself is no news to others.
PERSONAL = frozenset({"calendarfeed.make", "calendarfeed.revoke"})
# Where the thing an act was about is to be seen.
ROUTES = {
    "reports.report": "reports:report",
    "reports.recognitionbatch": "reports:batch",
    "directives.instrument": "directives:instrument",
    "directives.officialletter": "directives:letter",
    "directives.delivery": "directives:delivery",
    "reports.incident": "reports:incident",
    "enterprises.deadline": "enterprises:deadline",
}


@dataclass(frozen=True)
class Event:
    title: str
    who: str
    at: datetime
    tone: str = ""
    detail: str = ""
    url: str = ""


def recent(actor: Actor) -> list[Event]:
    """The last acts on what the organisation owns; a board sees those its people did. Told once where repeated."""
    entries = AuditEntry.objects.filter(board_id=actor.board_id).exclude(verb__in=PERSONAL)
    entries = entries.select_related("user").order_by("-at", "-pk")
    if actor.is_board or actor.is_agency:
        entries = entries.filter(acting_organisation_id=actor.organisation_id)
    else:
        entries = entries.filter(organisation_id=actor.organisation_id).exclude(verb__in=INTERNAL)
    shown = _told_once(entries[:READ])
    if actor.is_board or actor.is_agency:
        names = {**_names_of_owners(shown), **_subjects_of_letters(shown)}
    else:
        names = {**_names_of_reports(shown), **_names_of_incidents(shown), **_numbers_of_deliveries(shown)}
    return [
        Event(
            verb_label(entry.verb),
            entry.user.full_name if entry.user else "",
            entry.at,
            TONES.get(entry.verb, ""),
            names.get(entry.subject_id, ""),
            _url(entry),
        )
        for entry in shown
    ]


def _told_once(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """The latest of what one person did again and again to one thing on one day."""
    told: dict[tuple[object, ...], AuditEntry] = {}
    for entry in entries:
        told.setdefault((entry.verb, entry.user_id, entry.subject_id, local_date(entry.at)), entry)
    return list(told.values())[:SHOWN]


def _names_of_reports(entries: list[AuditEntry]) -> dict[UUID, str]:
    reports = Report.objects.filter(public_id__in=[entry.subject_id for entry in entries])
    return {report.public_id: str(report) for report in reports}


def _names_of_incidents(entries: list[AuditEntry]) -> dict[UUID, str]:
    facts = Incident.objects.filter(public_id__in=[entry.subject_id for entry in entries]).current()
    return {one.incident.public_id: str(one) for one in facts.select_related("incident")}


def _numbers_of_deliveries(entries: list[AuditEntry]) -> dict[UUID, str]:
    found = Delivery.objects.filter(public_id__in=[entry.subject_id for entry in entries])
    found = found.select_related("directive__letter").defer("directive__letter__data")
    return {delivery.public_id: str(delivery.directive.letter) for delivery in found}


def _names_of_owners(entries: list[AuditEntry]) -> dict[UUID, str]:
    owners = Organisation.objects.filter(pk__in=[entry.organisation_id for entry in entries if entry.organisation_id])
    names = dict(owners.values_list("pk", "name"))
    return {entry.subject_id: names.get(entry.organisation_id or 0, "") for entry in entries}


def _subjects_of_letters(entries: list[AuditEntry]) -> dict[UUID, str]:
    letters = OfficialLetter.objects.filter(public_id__in=[entry.subject_id for entry in entries])
    return dict(letters.values_list("public_id", "subject"))


def _url(entry: AuditEntry) -> str:
    route = ROUTES.get(entry.subject_kind)
    return reverse(route, args=[entry.subject_id]) if route else ""
