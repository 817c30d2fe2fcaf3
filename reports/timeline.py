"""Who did what with a report, for its timeline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from antt_portal.core.models import AuditEntry
from antt_portal.core.verbs import verb_label
from reports.models import Report
from reports.wording import called

# How an officer works before saying anything is not for the enterprise to read.
INTERNAL = frozenset({"report.review", "report.decide_barring_event", "report.ask_opinion", "report.assign"})
TONES = {"report.submit": "done", "report.return": "back", "report.accept": "done"}


@dataclass(frozen=True)
class Event:
    title: str
    who: str
    at: datetime
    tone: str = ""
    detail: str = ""


def entries_for_owner(report: Report) -> QuerySet[AuditEntry]:
    """The acts on ``report`` that its own organisation may read, newest first."""
    return AuditEntry.objects.about("reports.report", report.public_id).exclude(verb__in=INTERNAL)


def events(report: Report, entries: list[AuditEntry]) -> list[Event]:
    names = {answer.obligation.code: called(answer.obligation) for answer in _answers(report)}
    return [_event(entry, names, owner=report.organisation_id) for entry in entries]


def _answers(report: Report) -> QuerySet[Any]:
    return report.answers.select_related("obligation").only(
        "report", "obligation__code", "obligation__kind", "obligation__number"
    )


def _event(entry: AuditEntry, names: dict[str, str], *, owner: int) -> Event:
    who = entry.user.full_name if entry.user else _("Cổng ANTT")
    if entry.user and entry.acting_organisation_id != owner:
        who = _("%(name)s, Ban Quản lý") % {"name": who}
    return Event(verb_label(entry.verb), who, entry.at, TONES.get(entry.verb, ""), _detail(entry, names))


def _detail(entry: AuditEntry, names: dict[str, str]) -> str:
    said = {**(entry.detail.before or {}), **(entry.detail.after or {})}
    if "receipt" in said:
        return _("Số biên nhận %(receipt)s") % said
    if "obligation" in said:
        return names.get(said["obligation"], "")
    return entry.detail.note
