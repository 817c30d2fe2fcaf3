"""One list on its way: proposed, approved or sent back, decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import blobs, clock
from antt_portal.core.inspection import inspect
from antt_portal.core.models import Blob, Paper
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from enterprises.middleware import PortalRequest
from reports.forms.recognition import DecisionForm, ReasonForm
from reports.models import BatchStatus, Opinion, Recognition, RecognitionBatch
from reports.permissions import can_approve, can_edit_batch, can_record_decision, can_revoke
from reports.recognising import Decision, approve, propose, record_decision, send_back
from reports.views.board_loading import batch_for

PDF = "application/pdf"


@require_GET
def batch(request: PortalRequest, public_id: UUID) -> HttpResponse:
    return _page(request, batch_for(request, public_id))


def _page(request: PortalRequest, found: RecognitionBatch, **bound: Any) -> HttpResponse:
    """The page of a list; ``bound`` are forms with errors, shown again with what was typed."""
    entries = _entries(found)
    actor = request.actor
    may_approve = found.status == BatchStatus.PROPOSED and can_approve(actor, found)
    may_decide = found.status == BatchStatus.APPROVED and can_record_decision(actor, found)
    context = {
        "batch": found,
        "entries": entries,
        "today": clock.today(),
        "papers": Paper.objects.about("reports.recognitionbatch", found.public_id),
        "can_edit": found.status == BatchStatus.DRAFT and can_edit_batch(actor, found),
        "can_approve": may_approve,
        "can_decide": may_decide,
        "can_revoke": any(can_revoke(actor, entry) for entry in entries[:1]),
        "reason_form": bound.get("reason") or ReasonForm(),
        "decision_form": bound.get("decision") or DecisionForm(recognitions=entries),
    }
    return render(request, "reports/batch.html", context, status=400 if bound else 200)


def _entries(found: RecognitionBatch) -> list[Recognition]:
    """The list with what a leader looks at: who reviewed, which agencies said what. Papers come as ``certificate``."""
    opinions = Prefetch("report__opinions", Opinion.objects.select_related("agency"))
    rows = found.recognitions.select_related("organisation", "report__accepted_by").prefetch_related(opinions)
    entries = list(rows.order_by("organisation__sort_key", "pk"))
    for entry in entries:
        entry.batch = found
    certificates = Paper.objects.about("reports.recognition", *[entry.public_id for entry in entries])
    by_subject = {paper.subject_id: paper for paper in certificates}
    for entry in entries:
        entry.certificate = by_subject.get(entry.public_id)  # type: ignore[attr-defined]
    return entries


@require_POST
@explain_refusal(back_to="reports:batch")
def batch_propose(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = batch_for(request, public_id)
    require(can_edit_batch(request.actor, found))
    propose(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.success(request, _("Đã trình lãnh đạo Ban."))
    return redirect(found)


@require_POST
def batch_send_back(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = batch_for(request, public_id)
    require(can_approve(request.actor, found))
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            send_back(found, reason=reason, by=request.actor, at=clock.now(), seen=seen_version(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã trả danh sách cho người lập."))
            return redirect(found)
    return _page(request, found, reason=form)


@require_POST
@explain_refusal(back_to="reports:batch")
def batch_approve(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = batch_for(request, public_id)
    require(can_approve(request.actor, found))
    approve(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.success(request, _("Đã duyệt danh sách."))
    return redirect(found)


@require_POST
def batch_decide(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = batch_for(request, public_id)
    require(can_record_decision(request.actor, found))
    form = DecisionForm(request.POST, request.FILES, recognitions=_entries(found))
    if form.is_valid():
        try:
            _decide(request, found, form)
        except Refused as refused:
            form.add_error("file" if refused.code in FILE_CODES else None, str(refused))
        else:
            messages.success(request, _("Đã ghi quyết định. Giấy công nhận đang được lập."))
            return redirect(found)
    return _page(request, found, decision=form)


FILE_CODES = frozenset({"not-a-pdf"})


def _decide(request: PortalRequest, found: RecognitionBatch, form: DecisionForm) -> None:
    typed = form.cleaned_data
    blob, file_name = _kept_file(request, typed["file"]) if typed["file"] else (None, "")
    decision = Decision(
        number=typed["number"],
        decided_on=typed["decided_on"],
        signer=typed["signer"],
        office=typed["office"],
        file=blob,
        file_name=file_name,
    )
    at, seen = clock.now(), seen_version(request)
    record_decision(found, decision, refused=form.refused(), by=request.actor, at=at, seen=seen)


def _kept_file(request: PortalRequest, upload: Any) -> tuple[Blob, str]:
    """The decision's file, inspected like any upload and kept untouched. Bytes first, row later."""
    inspected = inspect(upload, upload.name)
    if inspected.media_type != PDF:
        raise Refused("not-a-pdf", _("Quyết định phải là tệp PDF."))
    blob = blobs.keep(
        upload,
        sha256=inspected.sha256,
        size=inspected.size,
        media_type=PDF,
        board_id=request.actor.board_id,
        at=clock.now(),
    )
    return blob, inspected.file_name


@require_GET
def decision_file(request: PortalRequest, public_id: UUID) -> FileResponse:
    found = batch_for(request, public_id)
    if found.decision_file is None:
        raise Http404
    response = FileResponse(
        blobs.open_blob(found.decision_file), filename=found.decision_file_name, content_type=PDF, as_attachment=True
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
