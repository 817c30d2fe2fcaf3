"""Preparing a forwarding: the page, saving while typing and by button, the letter as it was signed."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from antt_portal.core import clock, typed_text
from antt_portal.core.formats import vn_time
from antt_portal.core.inspection import inspect
from antt_portal.core.refusal import Refused
from antt_portal.core.web import seen_version
from directives.forms.forward import CoveringForm, SignedForm, choice_of
from directives.forwarding import preparing
from directives.forwarding.listing import forward_list
from directives.models import Delivery, Forwarding, ForwardingStatus
from directives.views.forward_page import covering_form, forward_page, own_delivery
from enterprises.middleware import PortalRequest, keeps_typed_text

UNPROCESSABLE = 422
CONFLICT = 409


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def forward(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = own_delivery(request, public_id)
    if request.method == "POST":
        return _save_while_typing(request, found) if request.headers.get("X-Autosave") == "1" else _save(request, found)
    if typed := typed_text.kept_for(request.session, request.path):
        messages.warning(request, _("Đây là nội dung gõ trước khi phiên làm việc hết, chưa lưu. Xem lại rồi bấm Lưu."))
        form = covering_form(request, preparing.drafted(found), typed)
        return forward_page(request, found, form=form, choice=choice_of(typed))
    return forward_page(request, found)


def save_typed(request: PortalRequest, found: Delivery, form: CoveringForm, *, seen: int | None = None) -> Forwarding:
    """Call with a valid form. ``over`` is the version of a conflict that the person has seen: this shall stand instead.

    Raises what ``preparing.save_covering`` raises.
    """
    by, at = request.actor, clock.now()
    choice = choice_of(request.POST)
    waiting = forward_list(found, on=clock.today()).waiting
    left_out = {one.key: one.reason(choice) for one in waiting if not one.is_chosen(choice)}
    saved = preparing.save_covering(
        preparing.prepare(found, by=by, at=at),
        form.covering(),
        by=by,
        at=at,
        seen=seen or seen_version(request, "over") or seen_version(request),
        left_out=left_out,
    )
    typed_text.drop(request.session, request.path)
    return saved


def keep_typed(request: PortalRequest, found: Delivery) -> HttpResponse | None:
    """Save what the form of a draft brings along with another press; the page again where that cannot be kept."""
    draft = preparing.drafted(found)
    if draft.status != ForwardingStatus.DRAFT or "version" not in request.POST:
        return None
    form = covering_form(request, draft, request.POST)
    if not form.is_valid():
        return forward_page(request, found, form=form, choice=choice_of(request.POST), status=UNPROCESSABLE)
    try:
        save_typed(request, found, form)
    except Refused as refused:
        return refused_page(request, found, form, refused)
    return None


# ---- while typing: JSON for js/autosave.js ----


def _save_while_typing(request: PortalRequest, found: Delivery) -> JsonResponse:
    form = covering_form(request, preparing.drafted(found), request.POST)
    if not form.is_valid():
        label, error = next((form[name].label, errors[0]) for name, errors in form.errors.items())
        return JsonResponse({"error": f"{label}: {error}"}, status=UNPROCESSABLE)
    try:
        saved = save_typed(request, found, form)
    except Refused as refused:
        if refused.code != "stale":
            return JsonResponse({"error": str(refused)}, status=UNPROCESSABLE)
        html = render_to_string("directives/forward/conflict.html", {"conflict": preparing.drafted(found)}, request)
        return JsonResponse({"conflict_html": html}, status=CONFLICT)
    return JsonResponse({"version": saved.version, "saved_at": vn_time(saved.changed_at), "missing": None})


# ---- by button ----


def _save(request: PortalRequest, found: Delivery) -> HttpResponse:
    act = request.POST.get("do", "")
    if act == "drop":
        typed_text.drop(request.session, request.path)
        return redirect(request.path)
    form = covering_form(request, preparing.drafted(found), request.POST)
    if not form.is_valid():
        return forward_page(request, found, form=form, choice=choice_of(request.POST), status=UNPROCESSABLE)
    try:
        _SAVINGS.get(act, save_typed)(request, found, form)
    except Refused as refused:
        return refused_page(request, found, form, refused)
    if act == "preview":
        return redirect("directives:forward-preview", found.public_id)
    messages.success(request, str(_SAID.get(act, _("Đã lưu nháp; chưa gửi nơi nào."))))
    return redirect(request.path)


def refused_page(request: PortalRequest, found: Delivery, form: CoveringForm, refused: Refused) -> HttpResponse:
    """The page as it was typed, with the words of the refusal."""
    more: dict[str, Any] = {}
    present = preparing.drafted(found)
    if refused.code == "stale" and present.status == ForwardingStatus.DRAFT:
        more["conflict"] = present
    else:
        messages.error(request, str(refused))
    return forward_page(request, found, form=form, choice=choice_of(request.POST), status=CONFLICT, **more)


def _sign(request: PortalRequest, found: Delivery, form: CoveringForm) -> Forwarding:
    """The words as typed, and the file that was signed with them."""
    return keep_signed(request, save_typed(request, found, form))


def _unsign(request: PortalRequest, found: Delivery, form: CoveringForm) -> Forwarding:
    """First the file, then the words: they are free to change again."""
    by, at = request.actor, clock.now()
    forwarding = preparing.prepare(found, by=by, at=at)
    preparing.drop_signed(forwarding, by=by, at=at, seen=seen_version(request))
    return save_typed(request, found, form, seen=preparing.drafted(found).version)


def keep_signed(request: PortalRequest, forwarding: Forwarding) -> Forwarding:
    """The uploaded file, inspected. Raises Refused for one that is missing or unfit, and as ``preparing`` does."""
    uploaded = SignedForm(request.POST, request.FILES)
    upload = uploaded.cleaned_data["signed"] if uploaded.is_valid() else None
    if upload is None:
        raise Refused("no-file", _("Chưa chọn tệp bản ký, hoặc tệp rỗng. Phần đã nhập vẫn được giữ."))
    stream = cast("BinaryIO", upload)  # a Django File is one in all but name
    inspected = inspect(stream, upload.name or "")
    preparing.keep_signed(forwarding, stream, inspected, by=request.actor, at=clock.now(), seen=forwarding.version)
    return forwarding


_SAVINGS = {"sign": _sign, "unsign": _unsign}
_SAID = {
    "sign": gettext_lazy("Đã lưu bản ký, giữ nguyên như tải lên."),
    "unsign": gettext_lazy("Đã bỏ bản ký; sửa được lời thư chuyển."),
}
