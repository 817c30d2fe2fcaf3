"""What is done with one incoming document: keep and read its file, answer it, say that it was answered."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.examination_responses import examination_response
from antt_portal.core.file_responses import file_response
from antt_portal.core.inspection import inspect
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from directives import incoming
from directives.forms.beginning import BlankForm
from directives.forms.incoming import CloseForm, FileForm
from directives.models import IncomingDocument
from directives.permissions import can_close_arrival, can_compose
from directives.views.incoming import UNPROCESSABLE, document_page, kept_document, seen_document
from directives.writing import composing, starting
from enterprises.middleware import PortalRequest


@require_POST
def keep_file(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = kept_document(request, public_id)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        stream = cast("BinaryIO", upload)  # a Django File is one in all but name
        try:
            inspected = inspect(stream, upload.name or "")
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            incoming.keep_file(found, stream, inspected, by=request.actor, at=clock.now())
            messages.success(request, _("Đã lưu tệp, giữ nguyên như tải lên."))
            return redirect(found)
    return document_page(request, found, status=UNPROCESSABLE, file=form)


def _blob(document: IncomingDocument) -> Blob:
    if document.file is None:
        raise Http404(_("Văn bản này chưa có tệp."))
    return document.file


@require_GET
def file(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The very bytes that came."""
    found = seen_document(request, public_id)
    return file_response(request, _blob(found), found.file_name)


@require_GET
def signatures(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = seen_document(request, public_id)
    return examination_response(
        request,
        _blob(found),
        name=found.file_name,
        file_url=reverse("directives:incoming-file", args=[public_id]),
        back_url=found.get_absolute_url(),
        at=clock.now(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Begin the board's report back; it closes the document when it is issued."""
    found = seen_document(request, public_id)
    require(can_compose(request.actor))
    codes = starting.unit_codes(request.actor.organisation)
    form = BlankForm(request.POST or None, codes=codes, kinds=starting.ANSWERING)
    if request.method == "POST" and form.is_valid():
        kind, unit_code = form.cleaned_data["kind"], form.cleaned_data["unit_code"]
        text = starting.answering(found, kind, on=clock.today(), unit_code=unit_code)
        letter = composing.draft(found.organisation, text, by=request.actor, at=clock.now(), about=found)
        return redirect("directives:letter-edit", letter.public_id)
    context = {"form": form, "document": found, "cited": starting.arrived(found)}
    return render(request, "directives/incoming/answer.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def close(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = seen_document(request, public_id)
    require(can_close_arrival(request.actor))
    form = CloseForm(request.POST)
    if not form.is_valid():
        return document_page(request, found, status=UNPROCESSABLE, close=form)
    incoming.close_otherwise(found, form.cleaned_data["note"], by=request.actor, at=clock.now())
    messages.success(request, _("Đã ghi nhận báo cáo lại; thời hạn đã khép."))
    return redirect(found)
