"""Who did what with a report, for its timeline."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from antt_portal.core.clock import local_date
from antt_portal.core.models import AuditEntry
from antt_portal.core.verbs import verb_label
from enterprises.models import Organisation
from reports.models import Recognition, Report, ReviewResult
from reports.wording import called

# How an officer works before saying anything is not for the enterprise to read.
INTERNAL = frozenset({"report.review", "report.decide_barring_event", "report.ask_opinion", "report.assign"})
# How an enterprise works before handing in is not for the board to read.
DRAFTING = frozenset(
    {
        "report.save_answer",
        "report.confirm_answer",
        "report.carry_forward",
        "report.answer_nothing",
        "evidence.use",
        "evidence.confirm",
        "evidence.withdraw",
    }
)
BETWEEN = ", "
TONES = {
    "report.submit": "done",
    "report.return": "back",
    "report.accept": "done",
    "opinion.answer": "done",
    "recognition.recognise": "done",
    "recognition.refuse": "late",
    "recognition.revoke": "late",
    "incident.close": "done",
    "incident.reopen": "back",
    "incident.ask": "back",
}


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


def entries_for_board(report: Report) -> QuerySet[AuditEntry]:
    """The acts on ``report``, on the opinions asked about it and on its recognition, newest first."""
    about = Q(subject_kind="reports.report", subject_id=report.public_id)
    about |= Q(subject_kind="reports.opinion", subject_id__in=report.opinions.values("public_id"))
    recognition = Recognition.objects.filter(report=report).values("public_id")
    about |= Q(subject_kind="reports.recognition", subject_id__in=recognition)
    entries = AuditEntry.objects.filter(about).exclude(verb__in=DRAFTING)
    return entries.select_related("user", "detail").order_by("-at", "-pk")


def events(report: Report, entries: list[AuditEntry], *, reader: int) -> list[Event]:
    """``reader`` is the organisation that reads: its own people are called by name alone."""
    return told(entries, reader=reader, names={one.obligation.code: called(one.obligation) for one in _answers(report)})


def told(entries: list[AuditEntry], *, reader: int, names: Mapping[str, str] | None = None) -> list[Event]:
    """``names`` are those of the obligations that the acts are about, by code."""
    acting = {entry.acting_organisation_id for entry in entries}
    others = [organisation for organisation in acting if organisation and organisation != reader]
    organisations = dict(Organisation.objects.filter(pk__in=others).values_list("pk", "name"))
    return _joined([_event(entry, names or {}, organisations) for entry in entries])


def _joined(events_told: list[Event]) -> list[Event]:
    """What somebody did to several answers in a row is one event that names them all; newest first."""
    joined: list[Event] = []
    for event in events_told:
        if joined and _goes_on(joined[-1], event):
            joined[-1] = replace(joined[-1], detail=_both(joined[-1].detail, event.detail))
        else:
            joined.append(event)
    return joined


def _goes_on(later: Event, earlier: Event) -> bool:
    is_same = (later.title, later.who, local_date(later.at)) == (earlier.title, earlier.who, local_date(earlier.at))
    return is_same and not later.tone and bool(later.detail and earlier.detail)


def _both(later: str, earlier: str) -> str:
    known = later.split(BETWEEN)
    return later if earlier in known else BETWEEN.join([earlier, *known])


def _answers(report: Report) -> QuerySet[Any]:
    return report.answers.select_related("obligation").only(
        "report", "obligation__code", "obligation__kind", "obligation__number"
    )


def _event(entry: AuditEntry, names: Mapping[str, str], organisations: dict[int, str]) -> Event:
    who = entry.user.full_name if entry.user else _("Cổng ANTT")
    if organisation := organisations.get(entry.acting_organisation_id or 0):
        who = f"{who}, {organisation}"
    return Event(verb_label(entry.verb), who, entry.at, TONES.get(entry.verb, ""), _detail(entry, names))


def _detail(entry: AuditEntry, names: Mapping[str, str]) -> str:
    said = {**(entry.detail.before or {}), **(entry.detail.after or {})}
    if "receipt" in said:
        return _("Số biên nhận %(receipt)s") % said
    if "obligation" in said:
        return ": ".join(filter(None, [names.get(said["obligation"], ""), _judged(said)]))
    parts = [said.get("title"), said.get("name"), said.get("agency"), entry.detail.note]
    return " · ".join(filter(None, parts))


def _judged(said: dict[str, Any]) -> str:
    if said.get("to_mend"):
        return _("cần bổ sung")
    result = said.get("result")
    return str(ReviewResult(result).label).lower() if result in ReviewResult.values else ""
