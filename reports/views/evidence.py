"""Evidence of an answer: upload, use again, confirm, withdraw; and the library it comes from."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.inspection import inspect
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, way_on
from enterprises.middleware import PortalRequest
from reports import library, shelf
from reports.answering import require_editable
from reports.documents.lists import EVIDENCE
from reports.forms.evidence import EvidenceForm, LibraryFilter
from reports.models import Answer, Evidence, EvidenceUse
from reports.permissions import can_answer
from reports.views.answer_page import evidence_summary
from reports.views.loading import own_answer, own_use
from reports.wording import called, lowered

UNPROCESSABLE = 422
FILES_A_PAGE = 25
# No row has this id.
NOTHING = UUID(int=0)


# ---- for an answer ----


@require_POST
@explain_refusal("reports:answer")
def add(request: PortalRequest, public_id: UUID, answer_id: UUID) -> HttpResponse:
    """Files from this device (one from js/upload.js, several from a plain form), or one of the library."""
    answer = own_answer(request, public_id, answer_id)
    if request.headers.get("X-Upload") == "1":
        return _add_one(request, answer)
    require_editable(answer.report)
    if "existing" in request.POST:
        _use_existing(request, answer)
    elif not _add_several(request, answer):
        return redirect(_page_of(answer))
    return redirect(_files_of(answer))


def _add_one(request: PortalRequest, answer: Answer) -> JsonResponse:
    uploads = request.FILES.getlist("files")
    if len(uploads) != 1:
        return JsonResponse({"error": _("Chưa nhận được tệp nào.")}, status=UNPROCESSABLE)
    try:
        require_editable(answer.report)
        use = _take(request, answer, uploads[0])
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=UNPROCESSABLE)
    uses = list(answer.evidence_uses.select_related("evidence__blob"))
    context = {"row": shelf.file_row(use, on=clock.today()), "answer": answer, "editable": True}
    html = render_to_string("reports/answer/file.html", context, request)
    return JsonResponse({"html": html, "summary": evidence_summary(uses)})


def _take(request: PortalRequest, answer: Answer, upload: UploadedFile) -> EvidenceUse:
    """Inspect, keep, use. Large uploads lie in a temporary file and are read in pieces. Raises Refused."""
    stream = cast("BinaryIO", upload)  # a Django File is one in all but name
    inspected = inspect(stream, upload.name or "")
    evidence = library.add_file(stream, inspected, by=request.actor, at=clock.now())
    return library.use(evidence, answer, by=request.actor, at=clock.now())


def _add_several(request: PortalRequest, answer: Answer) -> bool:
    """Whether all were taken. One refused file does not hold up the others; each refusal names its file."""
    uploads = request.FILES.getlist("files")
    all_taken = bool(uploads)
    if not uploads:
        messages.warning(request, _("Chưa chọn tệp nào."))
    for upload in uploads:
        try:
            use = _take(request, answer, upload)
        except Refused as refused:
            messages.error(request, f"{upload.name}: {refused}")
            all_taken = False
        else:
            messages.success(request, _("Đã thêm %(file)s.") % {"file": use.evidence})
    return all_taken


def _use_existing(request: PortalRequest, answer: Answer) -> None:
    own = Evidence.objects.visible_to(request.actor).filter(organisation_id=answer.organisation_id)
    evidence = get_object_or_404(own, public_id=_uuid(request.POST["existing"]) or NOTHING)
    library.use(evidence, answer, by=request.actor, at=clock.now())
    messages.success(request, _("Đã thêm %(file)s.") % {"file": evidence})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page_of(answer: Answer) -> str:
    return reverse("reports:answer", args=[answer.report.public_id, answer.public_id])


def _files_of(answer: Answer) -> str:
    return f"{_page_of(answer)}#evidence"


@require_POST
def confirm_use(request: PortalRequest, public_id: UUID) -> HttpResponse:
    use = own_use(request, public_id)
    try:
        library.confirm_use(use, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(_page_of(use.answer))
    messages.success(request, _("Đã xác nhận %(file)s.") % {"file": use.evidence})
    return redirect(_files_of(use.answer))


@require_POST
def withdraw_use(request: PortalRequest, public_id: UUID) -> HttpResponse:
    use = own_use(request, public_id)
    try:
        library.withdraw(use, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(_page_of(use.answer))
    messages.info(request, _("Đã gỡ %(file)s khỏi nội dung này; tệp vẫn còn trong kho.") % {"file": use.evidence})
    return redirect(_files_of(use.answer))


# ---- the library ----


@require_GET
def shelves(request: PortalRequest) -> HttpResponseBase:
    """Every file of the organisation. With ``for`` it is chosen from for one answer."""
    require(can_answer(request.actor))
    today = clock.today()
    form = LibraryFilter(request.GET)
    own = Evidence.objects.visible_to(request.actor)
    found = shelf.search(own, words=form.asked("q"), state=form.asked("state"), on=today)
    if wants_file(request):
        return list_file(request, _("Kho minh chứng"), EVIDENCE, found.iterator(chunk_size=CHUNK))
    page = Paginator(shelf.with_uses(found), FILES_A_PAGE).get_page(request.GET.get("page"))
    answer = _chosen_for(request)
    used = {use.evidence_id for use in answer.evidence_uses.all()} if answer else set()
    context = {
        "form": form,
        "page": page,
        "rows": [shelf.library_row(file, used=used, on=today) for file in page],
        "is_filtered": bool(form.asked("q") or form.asked("state")),
        "answer": answer,
        "answer_name": lowered(called(answer.obligation)) if answer else "",
    }
    return render(request, "reports/library.html", context)


def _chosen_for(request: PortalRequest) -> Answer | None:
    wanted = _uuid(request.GET.get("for", ""))
    if wanted is None:
        return None
    own = Answer.objects.filter(organisation_id=request.actor.organisation_id, public_id=wanted)
    return own.select_related("report", "obligation").prefetch_related("evidence_uses").first()


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What a file is and how long it holds; only its own organisation says so."""
    evidence = get_object_or_404(Evidence.objects.visible_to(request.actor), public_id=public_id)
    require(evidence.organisation_id == request.actor.organisation_id and can_answer(request.actor))
    back = way_on(request, reverse("reports:evidence"))
    form = EvidenceForm(request.POST) if request.method == "POST" else EvidenceForm.of(evidence)
    if request.method == "POST" and form.is_valid():
        try:
            library.describe(evidence, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refused as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, _("Đã lưu thông tin của %(file)s.") % {"file": evidence})
            return redirect(back)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "reports/describe.html", {"evidence": evidence, "form": form, "back": back}, status=status)
