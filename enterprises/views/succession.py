"""Kế thừa, thay đổi: page one asks, page two shows what would happen; then it is confirmed, or dropped."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.file_responses import file_response
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from enterprises.documents.lists import SUCCESSIONS
from enterprises.forms.succession import FORMS, SuccessionForm
from enterprises.middleware import PortalRequest
from enterprises.models import BoardTransfer, Organisation, Succession, SuccessionKind
from enterprises.permissions import (
    can_begin_succession,
    can_decide_succession,
    can_list_successions,
    can_transfer_board,
)
from enterprises.proving import asks_who
from enterprises.succession import deciding
from enterprises.succession.beginning import kinds_for
from enterprises.succession.examining import Preview, preview
from enterprises.succession.parts import Line
from enterprises.succession.undoing import how_to_undo
from enterprises.views.contacts import CONFLICT, UNPROCESSABLE

PAGE_SIZE = 50


@require_GET
def successions(request: PortalRequest) -> HttpResponseBase:
    require(can_list_successions(request.actor))
    rows = Succession.objects.visible_to(request.actor).for_list()
    if wants_file(request):
        return list_file(request, _("Kế thừa, thay đổi"), SUCCESSIONS, rows.iterator(chunk_size=CHUNK))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    transfers = BoardTransfer.objects.visible_to(request.actor).order_by("-made_at")
    context = {"page": page, "transfers": transfers, "can_transfer": can_transfer_board(request.actor)}
    return render(request, "enterprises/succession/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def succession_new(request: PortalRequest, public_id: UUID, kind: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), public_id=public_id)
    require(can_begin_succession(request.actor, organisation))
    if kind not in kinds_for(organisation):
        raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FORMS[kind](*posted, organisation=organisation)
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            return redirect(_begin(request, organisation, SuccessionKind(kind), form))
        except Refused as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
    pending = organisation.successions.pending().first()
    context = {"organisation": organisation, "kind": SuccessionKind(kind), "form": form, "pending": pending}
    return render(request, "enterprises/succession/new.html", context, status=status)


def _begin(
    request: PortalRequest, organisation: Organisation, kind: SuccessionKind, form: SuccessionForm
) -> Succession:
    typed, at = form.cleaned_data, clock.now()
    upload = typed["file"]
    why = deciding.ground(
        typed["document"],
        typed["documented_on"],
        board_id=organisation.board_id,
        at=at,
        stream=upload,
        file_name=upload.name if upload else "",
    )
    return deciding.begin(organisation, kind, on=typed["effective_on"], why=why, by=request.actor, at=at, **form.result)


def _seen(request: PortalRequest, public_id: UUID) -> Succession:
    related = ("organisation", "successor", "zone", "file", "made_by", "confirmed_by__user")
    return get_object_or_404(Succession.objects.visible_to(request.actor).select_related(*related), public_id=public_id)


def _kept(request: PortalRequest, public_id: UUID) -> Succession:
    found = _seen(request, public_id)
    require(can_decide_succession(request.actor, found))
    return found


@require_GET
def succession(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What would happen, as things stand now; of one that was carried out what happened, as it was said then."""
    found = _seen(request, public_id)
    told = preview(found) if found.is_pending else Preview([Line.of(one) for one in found.lines])
    context: dict[str, Any] = {
        "succession": found,
        "preview": told,
        "is_ahead": found.effective_on > clock.today(),
        "can_decide": found.is_pending and can_decide_succession(request.actor, found),
        "links": request.actor.is_board,
        "undo": how_to_undo(found),
    }
    return render(request, "enterprises/succession/page.html", context)


@require_POST
@asks_who(gettext_lazy("Thực hiện kế thừa, thay đổi"))
@explain_refusal(back_to="enterprises:succession")
def succession_confirm(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    digest, seen = request.POST.get("digest", ""), seen_version(request)
    done = deciding.confirm(found, digest=digest, by=request.actor, at=clock.now(), seen=seen)
    if done.status == "done":
        messages.success(request, _("Đã thực hiện. Các bên liên quan được báo."))
    else:
        messages.success(request, _("Đã xác nhận. Cổng thực hiện vào ngày có hiệu lực; trước ngày đó còn bỏ được."))
    return redirect(found)


@require_POST
@explain_refusal(back_to="enterprises:succession")
def succession_drop(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    deciding.drop(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.info(request, _("Đã bỏ. Chưa có gì thay đổi."))
    return redirect("enterprises:organisation", found.organisation.public_id)


@require_GET
def succession_file(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The document by which it was done; for the board's people."""
    require(can_list_successions(request.actor))
    found = _seen(request, public_id)
    if found.file is None:
        raise Http404
    return file_response(request, found.file, found.file_name)
