"""What happens after a report: received, asked, answered, followed, closed, perhaps opened again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import Deadline, DeadlineKind
from reports.incidents import notices
from reports.incidents.personal_data import refuse_in
from reports.incidents.reporting import lock, require_open
from reports.models import Incident, IncidentNote, NoteKind
from reports.states import CLOSE, FOLLOW, REOPEN

# An early answer is what a question about something going on is for.
ANSWER_WITHIN = timedelta(hours=24)
VERBS: dict[NoteKind, str] = {
    NoteKind.QUESTION: "incident.ask",
    NoteKind.ANSWER: "incident.answer",
    NoteKind.FOLLOW_UP: "incident.add",
}


@transaction.atomic
def follow(incident: Incident, *, by: Actor, at: datetime, seen: int) -> None:
    """The authority has read it and follows it. Raises Refused("stale")."""
    move(incident, FOLLOW, by=by, at=at, seen=seen)


@transaction.atomic
def close(incident: Incident, *, note: str, by: Actor, at: datetime, seen: int) -> None:
    """It has ended; ``note`` says how. Raises Refused with code "note-missing", "personal-data" or "stale"."""
    _require_words(note, "note-missing", _("Ghi kết quả xử lý."))
    move(incident, CLOSE, by=by, at=at, seen=seen, note=note.strip())
    deadlines.close(incident, DeadlineKind.INCIDENT, at=at)
    notices.ended(incident, "closed", note.strip(), at=at)


@transaction.atomic
def reopen(incident: Incident, *, reason: str, by: Actor, at: datetime, seen: int) -> None:
    """Raises Refused with code "reason-missing", "personal-data" or "stale"."""
    _require_words(reason, "reason-missing", _("Ghi lý do mở lại."))
    move(incident, REOPEN, by=by, at=at, seen=seen, note=reason.strip())
    notices.ended(incident, "reopened", reason.strip(), at=at)


@transaction.atomic
def ask(incident: Incident, text: str, *, by: Actor, at: datetime) -> IncidentNote:
    """Ask the enterprise; it has 24 hours. A question before that still waits keeps its day.

    Raises Refused with code "closed", "text-missing" or "personal-data".
    """
    note = _write(incident, NoteKind.QUESTION, text, by=by, at=at)
    if not _open_deadline(incident):
        deadlines.open_deadline(
            incident,
            DeadlineKind.INCIDENT,
            organisation=incident.organisation,
            title=_gettext("trả lời về %(incident)s") % {"incident": incident.facts},
            route="reports:incident",
            due_on=local_date(at + ANSWER_WITHIN),
            rule="hours:24",
            anchor=local_date(at),
            at=at,
        )
    notices.asked(note, at=at)
    return note


@transaction.atomic
def answer(incident: Incident, text: str, *, by: Actor, at: datetime) -> IncidentNote:
    """The enterprise writes: an answer to all that was asked until now, else what happened since. Raises as ``ask``."""
    is_asked = _open_deadline(lock(incident))
    note = _write(incident, NoteKind.ANSWER if is_asked else NoteKind.FOLLOW_UP, text, by=by, at=at)
    deadlines.close(incident, DeadlineKind.INCIDENT, at=at)
    notices.told(note, at=at)
    return note


@transaction.atomic
def add(incident: Incident, text: str, *, by: Actor, at: datetime) -> IncidentNote:
    """The authority writes what it did or learnt; the enterprise reads it. Raises as ``ask``."""
    note = _write(incident, NoteKind.FOLLOW_UP, text, by=by, at=at)
    notices.told(note, at=at)
    return note


def _write(incident: Incident, kind: NoteKind, text: str, *, by: Actor, at: datetime) -> IncidentNote:
    _require_words(text, "text-missing", _("Ghi nội dung trao đổi rồi gửi."))
    locked = lock(incident)
    require_open(locked)
    note = IncidentNote.objects.create(
        board_id=locked.board_id,
        organisation_id=locked.organisation_id,
        incident=locked,
        kind=kind,
        text=text.strip(),
        due_at=at + ANSWER_WITHIN if kind == NoteKind.QUESTION else None,
        written_at=at,
        written_by=by.user,
        spoke_for=by.organisation,
    )
    audit.record(locked, VERBS[kind], by=by, at=at)
    return note


def _require_words(text: str, code: str, message: str | Promise) -> None:
    if not text.strip():
        raise Refused(code, message)
    refuse_in(text)


def _open_deadline(incident: Incident) -> bool:
    about = Deadline.objects.open().filter(subject_kind=incident._meta.label_lower, subject_id=incident.public_id)
    return about.filter(kind=DeadlineKind.INCIDENT).exists()
