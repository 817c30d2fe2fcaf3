"""One deadline: what, whose, why this day, who was told of it and who will be, and all that was done about it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from enterprises.actor import Actor
from enterprises.due import agenda, extending, pausing
from enterprises.due.timeline import history_of
from enterprises.forms.deadlines import REFUSE, AskForm, DecideForm, PauseForm
from enterprises.middleware import PortalRequest
from enterprises.models import Deadline, Extension, Ladder, Pause
from enterprises.permissions import can_ask_extension, can_decide_extension, can_pause
from enterprises.reminding.stepping import steps_ahead
from enterprises.reminding.wording import audience_words, step_words, why_this_day

UNPROCESSABLE, CONFLICT = 422, 409


def deadline_for(request: PortalRequest, public_id: UUID) -> Deadline:
    """Not visible and not there are the same answer, found by the same query."""
    seen = agenda.visible(request.actor, clock.today()).select_related("organisation", "assignee")
    return get_object_or_404(seen, public_id=public_id)


@require_GET
def deadline(request: PortalRequest, public_id: UUID) -> HttpResponse:
    return page(request, deadline_for(request, public_id))


def page(request: PortalRequest, due: Deadline, *, status: int = 200, **bound: Any) -> HttpResponse:
    """``bound`` are forms with errors, shown again with what was typed: ask, decide or pause_form."""
    actor, on = request.actor, clock.today()
    extension = due.extensions.undecided().select_related("asked_by").first()
    pause = due.pauses.on(on).first()
    workdays = CalendarDay.objects.calendar_for(due.board_id).between(on, due.due_on)
    context = {
        "due": due,
        "today": on,
        "is_own": due.organisation_id == actor.organisation_id,
        "is_party": actor.is_board or due.organisation_id == actor.organisation_id,
        "why": why_this_day(due),
        "workdays": max(0, workdays),
        "workdays_late": max(0, -workdays),
        "ahead": _ahead(due, pause),
        "history": history_of(due, actor),
        "extension": extension,
        "pause": pause,
        "may_withdraw": extension is not None and can_ask_extension(actor, due),
        "may_end_pause": pause is not None and can_pause(actor, due),
        "shown_again": next(iter(bound.values()), None),
        **_forms(actor, due, extension, pause),
        **bound,
    }
    return render(request, "enterprises/deadline.html", context, status=status)


def _ahead(due: Deadline, pause: Pause | None) -> list[tuple[date, str, str]]:
    """The day of each step, which it is, and whom it tells; none of those that are held back."""
    steps = steps_ahead(due, Ladder.objects.in_force_for(due.board_id), at=clock.now())
    told = [one for one in steps if pause is None or one.on > pause.until]
    return [(one.on, step_words(one.code), audience_words(one.steps)) for one in told]


def _forms(actor: Actor, due: Deadline, extension: Extension | None, pause: Pause | None) -> dict[str, Any]:
    """What may be done about an open deadline."""
    if due.closed_at is not None:
        return {}
    found: dict[str, Any] = {}
    if extension is None and can_ask_extension(actor, due):
        found["ask"] = AskForm()
    if extension is not None and can_decide_extension(actor, due):
        found["decide"] = DecideForm(extension=extension)
    if pause is None and can_pause(actor, due):
        found["pause_form"] = PauseForm()
    return found


@require_POST
def ask(request: PortalRequest, public_id: UUID) -> HttpResponse:
    due = deadline_for(request, public_id)
    require(can_ask_extension(request.actor, due))
    form = AskForm(request.POST)
    if not form.is_valid():
        return page(request, due, status=UNPROCESSABLE, ask=form)
    try:
        extending.ask(due, by=request.actor, at=clock.now(), **form.cleaned_data)
    except Refused as refused:
        form.add_error("until" if refused.code in {"not-later", "too-far"} else None, str(refused))
        return page(request, due, status=CONFLICT, ask=form)
    messages.success(request, _("Đã gửi đề nghị gia hạn. Hạn cũ vẫn giữ đến khi Ban Quản lý quyết định."))
    return redirect(due)


def _extension(request: PortalRequest, public_id: UUID) -> Extension:
    seen = agenda.visible(request.actor, clock.today())
    found = Extension.objects.filter(deadline__in=seen.values("pk")).select_related(
        "deadline__organisation", "asked_by"
    )
    return get_object_or_404(found, public_id=public_id)


@require_POST
def extension_withdraw(request: PortalRequest, public_id: UUID) -> HttpResponse:
    extension = _extension(request, public_id)
    require(can_ask_extension(request.actor, extension.deadline))
    try:
        extending.withdraw(extension, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã rút đề nghị gia hạn. Hạn cũ vẫn giữ."))
    return redirect(extension.deadline)


@require_POST
def extension_decide(request: PortalRequest, public_id: UUID) -> HttpResponse:
    extension = _extension(request, public_id)
    require(can_decide_extension(request.actor, extension.deadline))
    form = DecideForm(request.POST, extension=extension)
    if not form.is_valid():
        return page(request, extension.deadline, status=UNPROCESSABLE, decide=form)
    try:
        messages.success(request, _decided(request, extension, form.cleaned_data))
    except Refused as refused:
        if refused.code in {"decided", "closed"}:
            messages.error(request, str(refused))
            return redirect(extension.deadline)
        form.add_error("until", str(refused))
        return page(request, extension.deadline, status=CONFLICT, decide=form)
    return redirect(extension.deadline)


def _decided(request: PortalRequest, extension: Extension, typed: dict[str, Any]) -> str:
    by, at = request.actor, clock.now()
    if typed["verdict"] == REFUSE:
        extending.refuse(extension, note=typed["note"], by=by, at=at)
        return _("Đã trả lời không gia hạn.")
    extending.grant(extension, until=typed["until"], note=typed["note"], by=by, at=at)
    return _("Đã gia hạn. Lời nhắc theo hạn mới; nơi đề nghị được báo.")


@require_POST
def pause(request: PortalRequest, public_id: UUID) -> HttpResponse:
    due = deadline_for(request, public_id)
    require(can_pause(request.actor, due))
    form = PauseForm(request.POST)
    if not form.is_valid():
        return page(request, due, status=UNPROCESSABLE, pause_form=form)
    try:
        pausing.pause(due, by=request.actor, at=clock.now(), **form.cleaned_data)
    except Refused as refused:
        form.add_error("until" if refused.code in {"not-ahead", "too-far"} else None, str(refused))
        return page(request, due, status=CONFLICT, pause_form=form)
    messages.success(request, _("Đã tạm ngừng nhắc. Thời hạn vẫn giữ nguyên."))
    return redirect(due)


@require_POST
def pause_end(request: PortalRequest, public_id: UUID) -> HttpResponse:
    seen = agenda.visible(request.actor, clock.today())
    found = get_object_or_404(
        Pause.objects.filter(deadline__in=seen.values("pk")).select_related("deadline__organisation"),
        public_id=public_id,
    )
    require(can_pause(request.actor, found.deadline))
    try:
        pausing.end(found, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Việc này được nhắc trở lại từ mốc kế tiếp."))
    return redirect(found.deadline)
