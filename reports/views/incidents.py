"""Incidents: the list, reporting one, the figures of a year."""

from typing import BinaryIO, cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock, typed_text
from antt_portal.core.inspection import inspect
from antt_portal.core.list_files import list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from enterprises.middleware import PortalRequest, keeps_typed_text
from reports.documents.lists import INCIDENTS
from reports.forms.incident_filter import FiguresFilter, IncidentFilter
from reports.forms.incidents import IncidentForm
from reports.incidents.figures import figures
from reports.incidents.reporting import add_file, report, zones_of
from reports.incidents.suggesting import with_decisions
from reports.models import Incident
from reports.permissions import can_report_incident, can_see_incidents, can_watch_incidents
from reports.views.review import CONFLICT, UNPROCESSABLE

PAGE_SIZE = 25


@require_GET
def incidents(request: PortalRequest) -> HttpResponseBase:
    """An enterprise sees what it reported; the authority sees everything, and filters it."""
    require(can_see_incidents(request.actor))
    chosen = IncidentFilter(request.GET, actor=request.actor, on=clock.today())
    if wants_file(request):
        return list_file(request, _("Vụ việc"), INCIDENTS, with_decisions(list(chosen.narrow())))
    page = Paginator(chosen.narrow(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": with_decisions(list(page.object_list)),
        "is_watcher": can_watch_incidents(request.actor),
        "can_report": can_report_incident(request.actor),
    }
    return render(request, "reports/incidents/list.html", context)


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def incident_new(request: PortalRequest) -> HttpResponse:
    """The form names the incident beforehand, so that a second press finds the one reported by the first."""
    require(can_report_incident(request.actor))
    zones = zones_of(request.actor.organisation, at=clock.now())
    if request.method == "POST":
        return _report(request, IncidentForm(request.POST, zones=zones))
    if typed := typed_text.kept_for(request.session, request.path):
        messages.warning(request, _("Đây là nội dung gõ trước khi phiên làm việc hết, chưa gửi. Xem lại rồi gửi."))
        return _show_new(request, IncidentForm(typed, zones=zones), typed.get("incident"))
    return _show_new(request, IncidentForm(initial=IncidentForm.at(clock.now()), zones=zones))


def _report(request: PortalRequest, form: IncidentForm) -> HttpResponse:
    name = request.POST.get("incident")
    if not form.is_valid():
        return _show_new(request, form, name, status=UNPROCESSABLE)
    try:
        incident = report(form.facts(), by=request.actor, at=clock.now(), public_id=_uuid(name))
    except Refused as refused:
        form.add_error("time" if refused.code == "in-future" else None, str(refused))
        return _show_new(request, form, name, status=CONFLICT)
    typed_text.drop(request.session, request.path)
    take_files(request, incident)
    messages.success(request, _("Đã báo. Ban Quản lý và công an nhận ngay; diễn biến tiếp theo ghi ở trang này."))
    return redirect(incident)


def _show_new(
    request: PortalRequest, form: IncidentForm, name: str | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "name": _uuid(name) or uuid4()}
    return render(request, "reports/incidents/new.html", context, status=status)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def take_files(request: PortalRequest, incident: Incident) -> int:
    """How many were taken. One refused file holds up neither the report nor the others; each refusal names it."""
    taken = 0
    for upload in request.FILES.getlist("files"):
        stream = cast("BinaryIO", upload)  # a Django File is one in all but name
        try:
            inspected = inspect(stream, upload.name or "")
            add_file(incident, stream, inspected, by=request.actor, at=clock.now())
        except Refused as refused:
            messages.error(request, f"{upload.name}: {refused}")
        else:
            taken += 1
    return taken


@require_GET
def incident_figures(request: PortalRequest) -> HttpResponse:
    require(can_watch_incidents(request.actor))
    chosen = FiguresFilter(request.GET, actor=request.actor, on=clock.today())
    context = {
        "filter": chosen,
        "year": str(chosen.chosen_year),
        "figures": figures(chosen.narrow(), chosen.zones, chosen.chosen_year),
    }
    return render(request, "reports/incidents/figures.html", context)
