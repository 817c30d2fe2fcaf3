"""One incident: what was said, what was asked, what was decided; and correcting what was said."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock, typed_text
from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from enterprises.middleware import PortalRequest, keeps_typed_text
from enterprises.models import Deadline, DeadlineKind
from reports.forms.incidents import (
    AuthorityNoteForm,
    CorrectionReasonForm,
    DecisionForm,
    EndForm,
    IncidentForm,
    NoteForm,
    ReopenForm,
)
from reports.incidents.deciding import events_in
from reports.incidents.reporting import correct, zones_of
from reports.incidents.suggesting import Meaning, latest_decisions
from reports.incidents.telling import editions, running, said
from reports.models import Incident, IncidentStatus
from reports.permissions import can_handle_incident, can_tell_incident
from reports.timeline import told
from reports.views.review import CONFLICT, UNPROCESSABLE

ACTS_A_PAGE = 15
PICTURES = frozenset({"image/jpeg", "image/png", "image/heic"})


def incident_for(request: PortalRequest, public_id: UUID) -> Incident:
    visible = Incident.objects.visible_to(request.actor).select_related("organisation", "reported_by")
    return get_object_or_404(visible, public_id=public_id)


@require_GET
def incident(request: PortalRequest, public_id: UUID) -> HttpResponse:
    return show_incident(request, incident_for(request, public_id))


def show_incident(
    request: PortalRequest, found: Incident, *, form: tuple[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """``form`` is one that was sent and cannot be taken, by its name in the context."""
    prefetch_related_objects([request.actor.user], "memberships")
    told_editions = editions(found)
    facts = told_editions[0].facts
    meaning = Meaning(facts, latest_decisions([found.pk]).get(found.pk))
    may_handle = can_handle_incident(request.actor, found)
    may_tell = can_tell_incident(request.actor, found)
    acts = Paginator(AuditEntry.objects.about("reports.incident", found.public_id), ACTS_A_PAGE)
    page = acts.get_page(request.GET.get("acts"))
    context = {
        "incident": found,
        "facts": facts,
        "said": said(facts).items(),
        "clocks": running(facts, at=clock.now()),
        "editions": told_editions[:-1],
        "first_edition": told_editions[-1],
        "files": [(file, file.blob.media_type in PICTURES) for file in found.files.select_related("blob", "added_by")],
        "notes": found.notes.select_related("written_by", "spoke_for"),
        "waits_for": _question_deadline(found),
        "meaning": meaning,
        "suggested": _suggested(meaning),
        "decisions": list(found.decisions.select_related("event", "decided_by", "spoke_for").order_by("-pk")),
        "may_handle": may_handle,
        "may_tell": may_tell,
        "is_open": found.status != IncidentStatus.CLOSED,
        "today": clock.today(),
        "acts": page,
        "events": told(list(page), reader=request.actor.organisation_id),
        **_forms(found, may_handle=may_handle, may_tell=may_tell),
        **(dict([form]) if form else {}),
    }
    return render(request, "reports/incidents/incident.html", context, status=status)


def _question_deadline(found: Incident) -> Deadline | None:
    about = Deadline.objects.open().filter(subject_kind=found._meta.label_lower, subject_id=found.public_id)
    return about.filter(kind=DeadlineKind.INCIDENT).first()


def _suggested(meaning: Meaning) -> Any:
    """The barring event an undecided incident may be; None where there is no such event in the year."""
    if not meaning.is_suggestion or not meaning.code:
        return None
    return events_in(meaning.facts.year, meaning.facts.board_id).filter(code=meaning.code).first()


def decision_form(found: Incident, data: Any = None) -> DecisionForm:
    decided = latest_decisions([found.pk]).get(found.pk)
    events = events_in(found.facts.year, found.board_id)
    return DecisionForm(data, events=events, decided=decided, auto_id="id_decision_%s")


def _forms(found: Incident, *, may_handle: bool, may_tell: bool) -> dict[str, Any]:
    """The forms of those who may act now."""
    is_open = found.status != IncidentStatus.CLOSED
    forms: dict[str, Any] = {}
    if is_open and may_handle:
        forms["note_form"] = AuthorityNoteForm()
    elif is_open and may_tell:
        forms["note_form"] = NoteForm()
    if may_handle and found.status != IncidentStatus.REPORTED:
        forms["decision_form"] = decision_form(found)
        forms["end_form"] = (EndForm if is_open else ReopenForm)(auto_id="id_end_%s")
    return forms


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def incident_correct(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = incident_for(request, public_id)
    require(can_tell_incident(request.actor, found))
    zones = zones_of(request.actor.organisation, at=clock.now())
    if request.method == "POST":
        return _correct(request, found, IncidentForm(request.POST, zones=zones), CorrectionReasonForm(request.POST))
    if typed := typed_text.kept_for(request.session, request.path):
        return _show_correct(request, found, IncidentForm(typed, zones=zones), CorrectionReasonForm(typed))
    return _show_correct(request, found, IncidentForm.of(found.facts, zones), CorrectionReasonForm())


def _correct(request: PortalRequest, found: Incident, form: IncidentForm, reason: CorrectionReasonForm) -> HttpResponse:
    if not (form.is_valid() & reason.is_valid()):
        return _show_correct(request, found, form, reason, status=UNPROCESSABLE)
    try:
        correct(
            found,
            form.facts(),
            reason=reason.cleaned_data["reason"],
            by=request.actor,
            at=clock.now(),
            seen=seen_version(request),
        )
    except Refused as refused:
        form.add_error("time" if refused.code == "in-future" else None, str(refused))
        return _show_correct(request, found, form, reason, status=CONFLICT)
    typed_text.drop(request.session, request.path)
    messages.success(request, _("Đã ghi bản sửa; bản trước vẫn còn."))
    return redirect(found)


def _show_correct(
    request: PortalRequest, found: Incident, form: IncidentForm, reason: CorrectionReasonForm, *, status: int = 200
) -> HttpResponse:
    context = {"incident": found, "facts": found.facts, "form": form, "reason_form": reason}
    return render(request, "reports/incidents/correct.html", context, status=status)
