"""Photos and files of an incident: taken in one by one or together, shown to whoever sees the incident."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.file_responses import file_response
from antt_portal.core.inspection import inspect
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from enterprises.middleware import PortalRequest
from reports.incidents.reporting import add_file
from reports.models import Incident, IncidentFile
from reports.permissions import can_tell_incident
from reports.views.files import picture_response
from reports.views.incident_page import PICTURES, incident_for
from reports.views.incidents import take_files
from reports.views.review import UNPROCESSABLE


@require_POST
def incident_add_files(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One file from js/upload.js, several from a plain form."""
    found = incident_for(request, public_id)
    require(can_tell_incident(request.actor, found))
    if request.headers.get("X-Upload") == "1":
        return _add_one(request, found)
    if taken := take_files(request, found):
        messages.success(request, _("Đã thêm %(count)s tệp.") % {"count": taken})
    elif not request.FILES:
        messages.warning(request, _("Chưa chọn tệp nào."))
    return redirect(f"{found.get_absolute_url()}#files")


def _add_one(request: PortalRequest, found: Incident) -> JsonResponse:
    uploads = request.FILES.getlist("files")
    if len(uploads) != 1:
        return JsonResponse({"error": _("Chưa nhận được tệp nào.")}, status=UNPROCESSABLE)
    stream = cast("BinaryIO", uploads[0])  # a Django File is one in all but name
    try:
        inspected = inspect(stream, uploads[0].name or "")
        file = add_file(found, stream, inspected, by=request.actor, at=clock.now())
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=UNPROCESSABLE)
    context = {"file": file, "is_picture": file.blob.media_type in PICTURES}
    return JsonResponse({"html": render_to_string("reports/incidents/file.html", context, request)})


def _file(request: PortalRequest, public_id: UUID) -> IncidentFile:
    visible = IncidentFile.objects.filter(incident__in=Incident.objects.visible_to(request.actor))
    return get_object_or_404(visible.select_related("blob"), public_id=public_id)


@require_GET
def incident_file(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    found = _file(request, public_id)
    return file_response(request, found.blob, found.file_name)


@require_GET
def incident_picture(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Drawn anew from its pixels, so that it does not say where and by whom it was taken."""
    return picture_response(request, _file(request, public_id).blob)
