"""One list on its way: proposed, approved or sent back, decided. What cannot be undone is confirmed first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.file_responses import file_response
from antt_portal.core.list_files import list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from enterprises.middleware import PortalRequest
from enterprises.proving import asks_who
from reports.deciding import Decision, draft_decision, letter_of, record_decision
from reports.documents.lists import BATCH
from reports.forms.recognition import DecisionForm, ReasonForm, RefusalForm
from reports.listing import Entry, entries_for
from reports.models import BatchStatus, RecognitionBatch
from reports.permissions import can_approve, can_edit_batch, can_record_decision
from reports.recognising import approve, propose, send_back
from reports.views.board_loading import batch_for
from reports.views.decision_file import KeptFile, keep_file, kept_file

UNPROCESSABLE = 422
# Which field of the form a refusal is about.
FIELD_OF = {"decision-date": "decided_on", "decision-number": "number"}
CONFLICT = 409


@require_GET
def batch(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    found = batch_for(request, public_id)
    entries = entries_for(found, request.actor)
    if wants_file(request):
        title = _("Danh sách đề nghị công nhận năm %(year)s") % {"year": found.year}
        return list_file(request, title, BATCH, entries)
    return _page(request, found, entries)


def _page(
    request: PortalRequest, found: RecognitionBatch, entries: list[Entry], *, status: int = 200, **bound: Any
) -> HttpResponse:
    """The page of a list; ``bound`` are forms shown again with what was typed."""
    actor = request.actor
    letter = letter_of(found)
    is_drafted = found.decided_by_board and letter is not None
    may_decide = found.status == BatchStatus.APPROVED and not is_drafted and can_record_decision(actor, found)
    decision_form = RefusalForm if found.decided_by_board else DecisionForm
    context = {
        "batch": found,
        "entries": entries,
        "today": clock.today(),
        "letter": letter,
        "can_edit": found.status == BatchStatus.DRAFT and can_edit_batch(actor, found),
        "can_approve": found.status == BatchStatus.PROPOSED and can_approve(actor, found),
        "can_decide": may_decide,
        "reason_form": bound.get("reason") or ReasonForm(),
        "decision_form": bound.get("decision") or decision_form(entries=entries),
        "kept": bound.get("kept"),
        "shown_again": bound,
    }
    return render(request, "reports/batch.html", context, status=status)


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
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            send_back(found, reason=reason, by=request.actor, at=clock.now(), seen=seen_version(request))
        except Refused as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
        else:
            messages.success(request, _("Đã trả danh sách cho người lập."))
            return redirect(found)
    return _page(request, found, entries_for(found, request.actor), status=status, reason=form)


@require_POST
@asks_who(gettext_lazy("Duyệt danh sách công nhận"))
@explain_refusal(back_to="reports:batch")
def batch_approve(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """First the whole list once more with what speaks against it, then the act."""
    found = batch_for(request, public_id)
    require(can_approve(request.actor, found))
    if "confirmed" not in request.POST and found.status == BatchStatus.PROPOSED:
        context = {
            "batch": found,
            "entries": entries_for(found, request.actor),
            "version": seen_version(request),
            "today": clock.today(),
        }
        return render(request, "reports/approve.html", context)
    approve(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.success(request, _("Đã duyệt danh sách."))
    return redirect(found)


@require_POST
@asks_who(gettext_lazy("Ghi quyết định công nhận"))
def batch_decide(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """First everything typed once more, then the act. A file sent once is kept until then.

    A board that recognises itself types no number: its decision is drafted, signed and numbered like any letter.
    """
    found = batch_for(request, public_id)
    require(can_record_decision(request.actor, found))
    entries = entries_for(found, request.actor)
    if found.decided_by_board:
        return _draft(request, found, entries)
    form = DecisionForm(request.POST, request.FILES, entries=entries)
    kept = _kept(request, found, form)
    if not form.is_valid() or "edit" in request.POST:
        status = 200 if "edit" in request.POST else UNPROCESSABLE
        return _page(request, found, entries, status=status, decision=form, kept=kept)
    if "confirmed" not in request.POST and found.status == BatchStatus.APPROVED:
        context = {"batch": found, "form": form, "kept": kept, "version": seen_version(request)}
        return render(request, "reports/decide.html", context | {"posted": _posted(form)})
    told, refused = _decision(form, kept), form.refused()
    try:
        record_decision(found, told, refused=refused, by=request.actor, at=clock.now(), seen=seen_version(request))
    except Refused as refusal:
        form.add_error(FIELD_OF.get(refusal.code), str(refusal))
        return _page(request, found, entries, status=CONFLICT, decision=form, kept=kept)
    messages.success(request, _("Đã ghi quyết định. Giấy công nhận đang được lập."))
    return redirect(found)


def _draft(request: PortalRequest, found: RecognitionBatch, entries: list[Entry]) -> HttpResponse:
    form = RefusalForm(request.POST, entries=entries)
    if not form.is_valid():
        return _page(request, found, entries, status=UNPROCESSABLE, decision=form)
    try:
        letter = draft_decision(
            found, refused=form.refused(), by=request.actor, at=clock.now(), seen=seen_version(request)
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, entries, status=CONFLICT, decision=form)
    text = _("Đã lập dự thảo quyết định; %(name)s soạn tiếp và trình ký.")
    messages.success(request, text % {"name": letter.drafted_by})
    return redirect(found)


def _kept(request: PortalRequest, found: RecognitionBatch, form: DecisionForm) -> KeptFile | None:
    """The file sent now, else the one kept before."""
    upload = request.FILES.get("file")
    if upload and "file" not in form.errors:
        try:
            return keep_file(found, upload, at=clock.now())
        except Refused as refused:
            form.add_error("file", str(refused))
    return kept_file(found, request.POST.get("kept", ""))


def _decision(form: DecisionForm, kept: KeptFile | None) -> Decision:
    typed = form.cleaned_data
    return Decision(
        number=typed["number"],
        decided_on=typed["decided_on"],
        signer=typed["signer"],
        file=kept.blob if kept else None,
        file_name=kept.name if kept else "",
        office=typed["office"],
    )


def _posted(form: DecisionForm) -> list[tuple[str, str]]:
    """What was typed, to be sent again from the page that confirms."""
    return [(name, form.data.get(name, "")) for name in form.fields if name != "file"]


@require_GET
def decision_file(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    found = batch_for(request, public_id)
    if found.decision_file is None:
        raise Http404
    return file_response(request, found.decision_file, found.decision_file_name, as_attachment=True)
