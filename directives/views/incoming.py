"""The register of incoming documents: the list, a new entry, one document and its correction."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock
from antt_portal.core.examining import is_examinable
from antt_portal.core.inspection import inspect
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from directives import incoming
from directives.documents.lists import INCOMING
from directives.documents.volumes import spans_of
from directives.forms.incoming import ArrivalForm, CloseForm, ColumnsForm, FileForm, IncomingFilter, amending
from directives.models import ArrivalSeries, IncomingDocument, OfficialLetter
from directives.permissions import can_close_arrival, can_compose, can_keep_arrivals, can_see_letters
from directives.timeline import Act, acts_about
from enterprises.middleware import PortalRequest

PAGE_SIZE = 25
UNPROCESSABLE = 422
CONFLICT = 409


def seen_document(request: PortalRequest, public_id: UUID) -> IncomingDocument:
    """For everybody of the board."""
    related = ("organisation", "file", "closed_by_letter", "entered_by")
    visible = IncomingDocument.objects.visible_to(request.actor).select_related(*related)
    return get_object_or_404(visible, public_id=public_id)


def kept_document(request: PortalRequest, public_id: UUID) -> IncomingDocument:
    """For the clerk."""
    document = seen_document(request, public_id)
    require(can_keep_arrivals(request.actor))
    return document


@require_GET
def documents(request: PortalRequest) -> HttpResponseBase:
    require(can_see_letters(request.actor))
    visible = IncomingDocument.objects.visible_to(request.actor)
    books = ArrivalSeries.objects.filter(organisation=request.actor.organisation, last_number__gt=0).order_by("-year")
    chosen = IncomingFilter(request.GET, years=[book.year for book in books])
    rows = chosen.rows(visible).for_list()
    if wants_file(request):
        return list_file(request, _("Văn bản đến"), INCOMING, rows.iterator(chunk_size=CHUNK))
    book = next((one for one in books if one.year == chosen.chosen_year), books.first())
    context = {
        "filter": chosen,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "keeps": can_keep_arrivals(request.actor),
        "book": book,
        "volumes": spans_of(book.last_number) if book else [],
        "today": clock.today(),
    }
    return render(request, "directives/incoming/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """A second entry of the same document is warned about, and made by a second press."""
    require(can_keep_arrivals(request.actor))
    if request.method != "POST":
        return _new_page(request, ArrivalForm(initial={"arrived_on": clock.today()}))
    form = ArrivalForm(request.POST, request.FILES)
    if not form.is_valid():
        return _new_page(request, form, status=UNPROCESSABLE)
    columns = form.columns()
    try:
        document = _enter(request, columns, form.cleaned_data["file"])
    except Refused as refused:
        form.add_error(None, str(refused))
        known = IncomingDocument.objects.none()
        if refused.code == "entered-before":
            known = request.actor.organisation.incoming_documents.known_as(columns.key)
        return _new_page(request, form, status=CONFLICT, known=known, key=columns.key)
    messages.success(request, _("Đã vào sổ, số đến %(number)s.") % {"number": document.arrival_text})
    return redirect(document)


def _enter(request: PortalRequest, columns: incoming.Columns, upload: UploadedFile | None) -> IncomingDocument:
    """The file is judged first: without it nothing is entered."""
    by, at = request.actor, clock.now()
    stream = cast("BinaryIO", upload)  # a Django File is one in all but name
    inspected = inspect(stream, upload.name or "") if upload else None
    told = request.POST.get("although_known", "")
    document = incoming.enter(by.organisation, columns, by=by, at=at, although_known=told)
    if inspected:
        incoming.keep_file(document, stream, inspected, by=by, at=at)
    return document


def _new_page(request: PortalRequest, form: ArrivalForm, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "directives/incoming/new.html", {"form": form, **more}, status=status)


@require_GET
def document(request: PortalRequest, public_id: UUID) -> HttpResponse:
    return document_page(request, seen_document(request, public_id))


def document_page(request: PortalRequest, found: IncomingDocument, *, status: int = 200, **bound: Any) -> HttpResponse:
    """``bound`` are forms shown again with what was typed."""
    about = OfficialLetter.objects.about(found._meta.label_lower, found.public_id)
    alike = found.organisation.incoming_documents.known_as(found.document_key).exclude(pk=found.pk)
    context = {
        "document": found,
        "alike": alike,
        "answers": about,
        "passed_on": found.directives.select_related("letter").order_by("pk"),
        "events": _events(found),
        "keeps": can_keep_arrivals(request.actor),
        "answers_it": found.closed_at is None and can_compose(request.actor),
        "closes": found.closed_at is None and can_close_arrival(request.actor),
        "has_signatures": found.file is not None and is_examinable(found.file),
        "file_form": bound.get("file") or FileForm(),
        "close_form": bound.get("close") or CloseForm(),
        "shown_again": next(iter(bound.values()), None),
        "today": clock.today(),
    }
    return render(request, "directives/incoming/document.html", context, status=status)


def _events(found: IncomingDocument) -> list[Act]:
    return acts_about(Q(subject_kind=found._meta.label_lower, subject_id=found.public_id), _said)


def _said(entry: AuditEntry) -> str:
    """Which columns were corrected; otherwise what was noted."""
    if entry.verb != "incomingdocument.amend":
        return entry.detail.note
    return ", ".join(str(ColumnsForm.base_fields[name].label) for name in entry.detail.before or {})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = kept_document(request, public_id)
    if request.method != "POST":
        return _edit_page(request, found, amending(found))
    form = ColumnsForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, found, form, status=UNPROCESSABLE)
    try:
        incoming.amend(found, form.columns(), by=request.actor, at=clock.now(), seen=seen_version(request))
    except Refused as refused:
        form.add_error(None, str(refused))
        return _edit_page(request, found, form, status=CONFLICT)
    messages.success(request, _("Đã sửa trong sổ; nội dung trước khi sửa được giữ lại."))
    return redirect(found)


def _edit_page(
    request: PortalRequest, found: IncomingDocument, form: ColumnsForm, *, status: int = 200
) -> HttpResponse:
    """After a refusal the form keeps the version it was read with: loading the page anew shows the latest."""
    version = seen_version(request) if form.is_bound else found.version
    context = {"document": found, "form": form, "version": str(version)}
    return render(request, "directives/incoming/edit.html", context, status=status)
