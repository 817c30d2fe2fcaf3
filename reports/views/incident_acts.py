"""Acts on an incident, each sent by a button of its page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antt_portal.core import clock
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from enterprises.middleware import PortalRequest
from reports.forms.incidents import AuthorityNoteForm, EndForm, NoteForm, ReopenForm
from reports.incidents import following
from reports.incidents.deciding import decide
from reports.models import Incident, Severity
from reports.permissions import can_handle_incident, can_tell_incident
from reports.views.incident_page import decision_form, incident_for, show_incident
from reports.views.review import CONFLICT, UNPROCESSABLE


def _handled(request: PortalRequest, public_id: UUID) -> Incident:
    found = incident_for(request, public_id)
    require(can_handle_incident(request.actor, found))
    return found


def _sent(
    request: PortalRequest, found: Incident, form: Any, act: Callable[[Any], object], *, name: str, said: str
) -> HttpResponse:
    """Check ``form``, act, say so; else the page again with what was typed in it."""
    if not form.is_valid():
        return show_incident(request, found, form=(name, form), status=UNPROCESSABLE)
    try:
        act(form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        fresh = incident_for(request, found.public_id)
        return show_incident(request, fresh, form=(name, form), status=CONFLICT)
    messages.success(request, said)
    return redirect(found)


@require_POST
@explain_refusal("reports:incident")
def incident_follow(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _handled(request, public_id)
    following.follow(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.success(request, _("Đã tiếp nhận; doanh nghiệp thấy vụ việc đang được theo dõi."))
    return redirect(found)


@require_POST
def incident_say(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """An entry of the thread: a question or a note of the authority, an answer or a follow-up of the enterprise."""
    found = incident_for(request, public_id)
    by = request.actor

    def say(typed: Any) -> object:
        verb = following.answer if by.is_enterprise else following.ask if typed["wants_answer"] else following.add
        return verb(found, typed["text"], by=by, at=clock.now())

    if can_tell_incident(by, found):
        said = _("Đã gửi Ban Quản lý và công an.")
        return _sent(request, found, NoteForm(request.POST), say, name="note_form", said=said)
    require(can_handle_incident(by, found))
    return _sent(request, found, AuthorityNoteForm(request.POST), say, name="note_form", said=_("Đã gửi doanh nghiệp."))


@require_POST
def incident_decide(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _handled(request, public_id)

    def act(typed: Any) -> object:
        severity = Severity(typed.pop("severity"))
        seen = seen_version(request)
        return decide(found, severity=severity, **typed, by=request.actor, at=clock.now(), seen=seen)

    form = decision_form(found, request.POST)
    return _sent(request, found, form, act, name="decision_form", said=_("Đã ghi kết luận về vụ việc."))


@require_POST
def incident_close(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _handled(request, public_id)

    def act(typed: Any) -> object:
        return following.close(found, note=typed["note"], by=request.actor, at=clock.now(), seen=seen_version(request))

    form = EndForm(request.POST, auto_id="id_end_%s")
    return _sent(request, found, form, act, name="end_form", said=_("Đã kết thúc vụ việc."))


@require_POST
def incident_reopen(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _handled(request, public_id)

    def act(typed: Any) -> object:
        return following.reopen(
            found, reason=typed["note"], by=request.actor, at=clock.now(), seen=seen_version(request)
        )

    form = ReopenForm(request.POST, auto_id="id_end_%s")
    return _sent(request, found, form, act, name="end_form", said=_("Đã mở lại vụ việc."))
