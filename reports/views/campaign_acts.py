"""What is done on the page of a campaign: steps, roster, confirming, beginning and closing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antt_portal.core import clock
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, seen_version
from directives.campaigns import campaigning
from directives.models import Campaign
from enterprises.middleware import PortalRequest
from reports.campaigns.daily import close_campaign
from reports.forms.campaigns import ShiftForm, StepForm
from reports.views.campaign_page import show_campaign
from reports.views.campaigns import run_campaign
from reports.views.review import CONFLICT, UNPROCESSABLE

PAGE = "reports:campaign"


def _back(found: Campaign, part: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(PAGE, args=[found.public_id])}#{part}")


@require_POST
def campaign_step_add(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = run_campaign(request, public_id)
    form = StepForm(request.POST, campaign=found)
    if not form.is_valid():
        return show_campaign(request, found, status=UNPROCESSABLE, step_form=form)
    try:
        campaigning.put_step(found, **form.values(), by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return show_campaign(request, found, status=CONFLICT, step_form=form)
    messages.success(request, _("Đã thêm việc."))
    return _back(found, "steps")


@require_POST
def campaign_step(request: PortalRequest, public_id: UUID, step_id: UUID) -> HttpResponse:
    """``do`` is the button: done, undone, drop, or save what was typed."""
    found = run_campaign(request, public_id)
    step = get_object_or_404(found.steps, public_id=step_id)
    by, at, do = request.actor, clock.now(), request.POST.get("do", "")
    try:
        match do:
            case "done" | "undone":
                campaigning.finish_step(step, done=do == "done", by=by, at=at)
            case "drop":
                campaigning.drop_step(step, by=by, at=at)
            case _:
                form = StepForm(request.POST, campaign=found, step=step)
                if not form.is_valid():
                    return show_campaign(request, found, status=UNPROCESSABLE, bound_step=(step.pk, form))
                campaigning.put_step(found, **form.values(), step=step, by=by, at=at)
    except Refused as refused:
        messages.error(request, str(refused))
    return _back(found, "steps")


@require_POST
def campaign_shift_add(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = run_campaign(request, public_id)
    form = ShiftForm(request.POST, campaign=found, on=clock.today())
    if not form.is_valid():
        return show_campaign(request, found, status=UNPROCESSABLE, shift_form=form)
    try:
        campaigning.put_on_duty(found, [form.shift()], by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return show_campaign(request, found, status=CONFLICT, shift_form=form)
    messages.success(request, _("Đã ghi ca trực."))
    return _back(found, "roster")


@require_POST
@explain_refusal(back_to=PAGE)
def campaign_confirm(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = run_campaign(request, public_id)
    campaigning.confirm(found, by=request.actor, at=clock.now())
    messages.success(request, _("Đã xác nhận thời gian, các việc và lịch trực."))
    return redirect(found)


@require_POST
@explain_refusal(back_to=PAGE)
def campaign_open(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = run_campaign(request, public_id)
    campaigning.open_campaign(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.success(request, _("Đợt cao điểm bắt đầu triển khai."))
    return redirect(found)


@require_POST
@explain_refusal(back_to=PAGE)
def campaign_close(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = run_campaign(request, public_id)
    close_campaign(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.success(request, _("Đã tổng kết, đóng đợt cao điểm."))
    return redirect(found)


@require_POST
def campaign_shift_drop(request: PortalRequest, public_id: UUID, shift_id: UUID) -> HttpResponse:
    found = run_campaign(request, public_id)
    shift = get_object_or_404(found.shifts, public_id=shift_id)
    try:
        campaigning.take_off_duty(shift, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã bỏ ca trực."))
    return _back(found, "roster")
