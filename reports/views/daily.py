"""Daily reports: an organisation's own page, and the board's page of a day."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock, typed_text
from antt_portal.core.formats import vn_date
from antt_portal.core.models import Paper
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from directives.models import Campaign, CampaignStatus
from enterprises.middleware import PortalRequest, keeps_typed_text
from reports.campaigns.compiling import KIND, compile_day
from reports.campaigns.daily import counts_of, report_day, report_nothing
from reports.campaigns.days import day_of
from reports.forms.campaigns import CompileForm, DayNoteForm
from reports.models import DailyCompile, DailyReport
from reports.models.daily import name_counts
from reports.permissions import can_report_day, can_report_incident, can_run_campaign
from reports.views.campaigns import campaign_for, run_campaign
from reports.views.review import CONFLICT, UNPROCESSABLE


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def daily_report(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The button “Không có vụ việc” reports at once; the other one sends the note with the day's incidents."""
    visible = DailyReport.objects.visible_to(request.actor).select_related("campaign", "organisation")
    found = get_object_or_404(visible, public_id=public_id)
    if request.method != "POST":
        return _show(request, found, DayNoteForm(typed_text.kept_for(request.session, request.path) or None))
    require(can_report_day(request.actor, found))
    form = DayNoteForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=UNPROCESSABLE)
    by, at, seen = request.actor, clock.now(), seen_version(request)
    try:
        if "nothing" in request.POST:
            report_nothing(found, by=by, at=at, seen=seen)
        else:
            report_day(found, form.cleaned_data["note"], by=by, at=at, seen=seen)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show(request, found, form, status=CONFLICT)
    typed_text.drop(request.session, request.path)
    messages.success(request, _("Đã gửi báo cáo ngày %(day)s.") % {"day": vn_date(found.day)})
    return redirect(found)


def _show(request: PortalRequest, found: DailyReport, form: DayNoteForm, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    counts = counts_of(found, at)
    versions = list(found.versions.select_related("recorded_by").order_by("-number"))
    last = versions[0] if versions else None
    is_open = found.campaign.status != CampaignStatus.CLOSED
    context = {
        "report": found,
        "form": form,
        "counts": name_counts(counts),
        "last": last,
        "earlier": versions[1:],
        "is_late": bool(versions) and versions[-1].recorded_at > found.due_at,
        "is_overdue": last is None and at > found.due_at,
        "is_behind": last is not None and last.counts != counts,
        "may_report": can_report_day(request.actor, found) and is_open,
        "may_report_incident": can_report_incident(request.actor),
        "others": _others(found),
    }
    return render(request, "reports/campaign/daily.html", context, status=status)


def _others(found: DailyReport) -> list[DailyReport]:
    """The same organisation's other days in the campaign, the latest first."""
    days = DailyReport.objects.filter(campaign=found.campaign_id, organisation=found.organisation_id)
    return list(days.exclude(pk=found.pk).order_by("-day"))


def _day_in(campaign: Campaign, text: str) -> date:
    """Raises Http404 for what is no day of the daily window."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if campaign.daily_from is None or campaign.daily_to is None or not campaign.daily_from <= day <= campaign.daily_to:
        raise Http404(_("Ngày này không thuộc thời gian báo cáo hằng ngày."))
    return day


@require_GET
def campaign_day(request: PortalRequest, public_id: UUID, day: str) -> HttpResponse:
    found = campaign_for(request, public_id)
    return _show_day(request, found, _day_in(found, day), CompileForm())


@require_POST
def campaign_day_compile(request: PortalRequest, public_id: UUID, day: str) -> HttpResponse:
    found = run_campaign(request, public_id)
    chosen, form = _day_in(found, day), CompileForm(request.POST)
    if not form.is_valid():
        return _show_day(request, found, chosen, form, status=UNPROCESSABLE)
    try:
        note, seen = form.cleaned_data["note"], seen_version(request)
        compile_day(found, chosen, note, by=request.actor, at=clock.now(), seen=seen)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show_day(request, found, chosen, form, status=CONFLICT)
    messages.success(request, _("Đã lập báo cáo ngày; số liệu giữ nguyên như lúc lập."))
    return redirect(reverse("reports:campaign-day", args=[public_id, day]))


def _show_day(
    request: PortalRequest, found: Campaign, day: date, form: CompileForm, *, status: int = 200
) -> HttpResponse:
    at = clock.now()
    made = list(DailyCompile.objects.filter(campaign=found, day=day).select_related("made_by").order_by("-number"))
    papers = Paper.objects.filter(kind=KIND, subject_id__in=[one.public_id for one in made])
    of_compile = {one.subject_id: one for one in papers}
    context = {
        "campaign": found,
        "day": day_of(found, day, at=at),
        "form": form,
        "compiles": [(one, of_compile.get(one.public_id)) for one in made],
        "last_number": made[0].number if made else 0,
        "may_compile": can_run_campaign(request.actor, found)
        and found.status != CampaignStatus.CLOSED
        and day <= clock.today(),
    }
    return render(request, "reports/campaign/day.html", context, status=status)
