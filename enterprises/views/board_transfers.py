"""A board, or a zone of it, goes to another: page one asks, page two shows; one side offers, the other takes over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.file_responses import file_response
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from enterprises.forms.succession import TransferForm
from enterprises.middleware import PortalRequest
from enterprises.models import BoardTransfer, Succession, SuccessionKind
from enterprises.permissions import can_transfer_board
from enterprises.proving import asks_who
from enterprises.states import TransferStatus
from enterprises.succession import deciding, transferring
from enterprises.views.contacts import CONFLICT, UNPROCESSABLE

PAGE = "enterprises:board-transfer"


@require_http_methods(["GET", "HEAD", "POST"])
def board_transfer_new(request: PortalRequest) -> HttpResponse:
    require(can_transfer_board(request.actor))
    own = request.actor.organisation
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    boards = transferring.others_than(own.board_id)
    form = TransferForm(*posted, organisation=own, boards=boards)
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            return redirect(_begin(request, form))
        except Refused as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
    pending = BoardTransfer.objects.visible_to(request.actor).pending().filter(board=own.board_id).first()
    context = {"form": form, "boards": boards, "pending": pending, "own": own}
    return render(request, "enterprises/succession/transfer_new.html", context, status=status)


def _begin(request: PortalRequest, form: TransferForm) -> BoardTransfer:
    typed, at = form.cleaned_data, clock.now()
    upload = typed["file"]
    why = deciding.ground(
        typed["document"],
        typed["documented_on"],
        board_id=request.actor.board_id,
        at=at,
        stream=upload,
        file_name=upload.name if upload else "",
    )
    to = transferring.coded(typed["to"])
    return transferring.begin(to, on=typed["effective_on"], why=why, by=request.actor, at=at, **form.result)


def _seen(request: PortalRequest, public_id: UUID) -> BoardTransfer:
    return get_object_or_404(BoardTransfer.objects.visible_to(request.actor), public_id=public_id)


@require_GET
def board_transfer(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What would happen, to both sides; of one that was carried out where that is written."""
    found, actor = _seen(request, public_id), request.actor
    on = clock.today()
    with transferring.behind_both(found):
        taken_by = found.accepted_by.user if found.accepted_by else None
    done = Succession.objects.filter(board=actor.board_id, kind=SuccessionKind.BOARD, digest=found.digest)
    context: dict[str, Any] = {
        "transfer": found,
        "preview": transferring.examine(found, on=on) if found.is_pending else None,
        "taken_by": taken_by,
        "done": done.order_by("-pk").first() if found.status == TransferStatus.DONE else None,
        "is_ahead": found.effective_on > on,
        "may_offer": found.status == TransferStatus.DRAFT,
        "may_take": found.status == TransferStatus.OFFERED and actor.board_id == found.to_id,
    }
    return render(request, "enterprises/succession/transfer.html", context)


@require_POST
@asks_who(gettext_lazy("Gửi Ban kế thừa việc sáp nhập, chuyển khu"))
@explain_refusal(back_to=PAGE)
def board_transfer_offer(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found, digest = _seen(request, public_id), request.POST.get("digest", "")
    transferring.offer(found, digest=digest, by=request.actor, at=clock.now(), seen=seen_version(request))
    said = _("Đã gửi. Quản trị của %(board)s được báo; chưa có gì thay đổi cho đến khi bên đó nhận.")
    messages.success(request, said % {"board": found.new_name})
    return redirect(found)


@require_POST
@asks_who(gettext_lazy("Nhận sáp nhập Ban, nhận khu"))
@explain_refusal(back_to=PAGE)
def board_transfer_take_over(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found, digest = _seen(request, public_id), request.POST.get("digest", "")
    taken = transferring.take_over(found, digest=digest, by=request.actor, at=clock.now(), seen=seen_version(request))
    if taken.status == TransferStatus.DONE:
        messages.success(request, _("Đã thực hiện. Các bên liên quan được báo."))
    else:
        messages.success(request, _("Đã nhận. Cổng thực hiện vào ngày có hiệu lực; trước ngày đó hai bên còn bỏ được."))
    return redirect(found)


@require_POST
@explain_refusal(back_to=PAGE)
def board_transfer_drop(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found, reason = _seen(request, public_id), request.POST.get("reason", "").strip()
    transferring.drop(found, reason=reason, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.info(request, _("Đã bỏ. Chưa có gì thay đổi."))
    return redirect("enterprises:successions")


@require_GET
def board_transfer_file(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The document by which it is done; both sides read it."""
    found = _seen(request, public_id)
    if found.file_id is None:
        raise Http404
    with transferring.behind_both(found):
        if found.file is None:
            raise Http404
        return file_response(request, found.file, found.file_name)
