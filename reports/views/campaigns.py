"""Campaigns of the board: the list, planning one, moving its window, copying last year's."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock
from antt_portal.core.list_files import list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from directives.campaigns import campaigning
from directives.campaigns.copying import copy_for
from directives.models import Campaign
from enterprises.middleware import PortalRequest
from reports.documents.lists import CAMPAIGNS
from reports.forms.campaigns import CampaignForm, CopyForm
from reports.permissions import can_run_campaign, can_run_campaigns, can_see_campaigns
from reports.views.review import CONFLICT, UNPROCESSABLE


def campaign_for(request: PortalRequest, public_id: UUID) -> Campaign:
    """For everybody of the board."""
    visible = Campaign.objects.visible_to(request.actor).select_related("board", "copied_from")
    return get_object_or_404(visible, public_id=public_id)


def run_campaign(request: PortalRequest, public_id: UUID) -> Campaign:
    """For those who run it."""
    found = campaign_for(request, public_id)
    require(can_run_campaign(request.actor, found))
    return found


@require_GET
def campaigns(request: PortalRequest) -> HttpResponseBase:
    require(can_see_campaigns(request.actor))
    found = Campaign.objects.visible_to(request.actor).annotate(letter_count=Count("directives"))
    if wants_file(request):
        return list_file(request, _("Đợt cao điểm"), CAMPAIGNS, found)
    context = {"campaigns": found, "today": clock.today(), "can_run": can_run_campaigns(request.actor)}
    return render(request, "reports/campaign/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_new(request: PortalRequest) -> HttpResponse:
    """The button “Xem ngày” shows the days that come of the offsets and saves nothing."""
    require(can_run_campaigns(request.actor))
    today = clock.today()
    if request.method != "POST":
        return _show_form(request, CampaignForm(on=today))
    form = CampaignForm(request.POST, on=today)
    if not form.days() or "show" in request.POST:
        return _show_form(request, form)
    board, name = request.actor.organisation.board, form.cleaned_data["name"]
    try:
        made = campaigning.create(board, name, form.window(), by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show_form(request, form, status=CONFLICT)
    messages.success(request, _("Đã lập đợt cao điểm."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_edit(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found, today = run_campaign(request, public_id), clock.today()
    if request.method != "POST":
        return _show_form(request, CampaignForm(on=today, campaign=found), found)
    form = CampaignForm(request.POST, on=today, campaign=found)
    if not form.days() or "show" in request.POST:
        return _show_form(request, form, found)
    seen, name = seen_version(request), form.cleaned_data["name"]
    try:
        campaigning.edit(found, name, form.window(), by=request.actor, at=clock.now(), seen=seen)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show_form(request, form, found, status=CONFLICT)
    messages.success(request, _("Đã lưu thời gian của đợt; các việc tính theo Tết chuyển ngày theo."))
    return redirect(found)


def _show_form(
    request: PortalRequest, form: CampaignForm, found: Campaign | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "campaign": found, "days": form.days()}
    faulty = UNPROCESSABLE if form.errors and status == 200 else status
    return render(request, "reports/campaign/edit.html", context, status=faulty)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_copy(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The copy's own page lists what is to be confirmed."""
    found, today = run_campaign(request, public_id), clock.today()
    form = CopyForm(request.POST if request.method == "POST" else None, campaign=found, on=today)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                made = copy_for(found, form.cleaned_data["tet_year"], by=request.actor, at=clock.now())
            except Refused as refused:
                form.add_error(None, str(refused))
                status = CONFLICT
            else:
                messages.success(request, _("Đã chép. Xem lại từng phần dưới đây rồi xác nhận."))
                return redirect(made)
    return render(request, "reports/campaign/copy.html", {"campaign": found, "form": form}, status=status)
