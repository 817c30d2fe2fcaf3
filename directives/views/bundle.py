"""The files that go with a draft."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.file_responses import file_response
from antt_portal.core.inspection import inspect
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal
from directives.asking import bundling
from directives.models import Attachment, OfficialLetter
from directives.views.editor_page import Enclosed
from directives.views.letter_loading import own_letter, seen_letter
from enterprises.middleware import PortalRequest

UNPROCESSABLE = 422


def _bundle(letter: OfficialLetter) -> str:
    return reverse("directives:letter-edit", args=[letter.public_id]) + "#enclosures"


@require_POST
@explain_refusal("directives:letter-edit")
def attach(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Files (one from js/upload.js, several from a plain form), or only the name of one that comes later."""
    found = own_letter(request, public_id)
    title = request.POST.get("title", "")
    uploads = request.FILES.getlist("files")
    if request.headers.get("X-Upload") == "1":
        return _attach_one(request, found, title)
    if not uploads:
        bundling.announce(found, title, by=request.actor, at=clock.now())
    for upload in uploads:
        try:
            _take(request, found, upload, title=title)
        except Refused as refused:
            messages.error(request, f"{upload.name}: {refused}")
    return redirect(_bundle(found))


def _attach_one(request: PortalRequest, found: OfficialLetter, title: str) -> JsonResponse:
    uploads = request.FILES.getlist("files")
    if len(uploads) != 1:
        return JsonResponse({"error": _("Chưa nhận được tệp nào.")}, status=UNPROCESSABLE)
    try:
        enclosed = _take(request, found, uploads[0], title=title)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=UNPROCESSABLE)
    context = {"one": enclosed, "letter": found}
    return JsonResponse({"html": render_to_string("directives/compose/enclosure.html", context, request)})


def _take(request: PortalRequest, found: OfficialLetter, upload: object, *, title: str) -> Enclosed:
    stream = cast("BinaryIO", upload)  # a Django File is one in all but name
    name = getattr(upload, "name", "") or ""
    inspected = inspect(stream, name, title=title)
    bundling.attach(found, stream, inspected, title=title, by=request.actor, at=clock.now())
    added = found.enclosures.select_related("blob").latest("pk")
    return Enclosed(title.strip() or added.file_name, added)


@require_POST
@explain_refusal("directives:letter-edit")
def renounce(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = own_letter(request, public_id)
    bundling.renounce(found, request.POST.get("title", ""), by=request.actor, at=clock.now())
    return redirect(_bundle(found))


@require_POST
def detach(request: PortalRequest, public_id: UUID, enclosure_id: UUID) -> HttpResponse:
    found = own_letter(request, public_id)
    attachment = get_object_or_404(found.enclosures.select_related("letter"), public_id=enclosure_id)
    try:
        bundling.detach(attachment, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.info(request, _("Đã gỡ %(file)s.") % {"file": attachment.file_name})
    return redirect(_bundle(found))


@require_GET
def enclosure(request: PortalRequest, public_id: UUID, enclosure_id: UUID) -> HttpResponseBase:
    found = seen_letter(request, public_id)
    attachment: Attachment = get_object_or_404(found.enclosures.select_related("blob"), public_id=enclosure_id)
    return file_response(request, attachment.blob, attachment.file_name)
