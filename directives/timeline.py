"""Who did what with a letter, for its timeline."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from antt_portal.core.models import AuditEntry
from antt_portal.core.verbs import verb_label
from directives.models import OfficialLetter

TONES = {
    "officialletter.send_back": "back",
    "officialletter.issue": "done",
    "incomingdocument.close": "done",
    "officialletter.recall": "late",
    "officialletter.replace": "late",
}
LONGEST = 60


@dataclass(frozen=True)
class Act:
    """One line of the timeline."""

    title: str
    who: str
    at: datetime
    tone: str = ""
    detail: str = ""


def acts_on(letter: OfficialLetter) -> list[Act]:
    """With what happened to the letter's numbers."""
    about = Q(subject_kind="directives.officialletter", subject_id=letter.public_id)
    numbers = letter.register_entries.values("public_id")
    about |= Q(subject_kind="directives.registerentry", subject_id__in=numbers)
    return acts_about(about, _detail)


def acts_about(about: Q, detail: Callable[[AuditEntry], str]) -> list[Act]:
    """The latest first. One query."""
    entries = AuditEntry.objects.filter(about).select_related("user", "detail").order_by("-at", "-pk")
    return [_act(entry, detail(entry)) for entry in entries[:LONGEST]]


def _act(entry: AuditEntry, detail: str) -> Act:
    who = entry.user.full_name if entry.user else _("Cổng ANTT")
    return Act(verb_label(entry.verb), who, entry.at, TONES.get(entry.verb, ""), detail)


def _detail(entry: AuditEntry) -> str:
    said = entry.detail.after or {}
    if number := said.get("number"):
        return _("Số %(number)02d") % {"number": number}
    return entry.detail.note
