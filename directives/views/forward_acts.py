"""Forwarding itself, and what goes with it: the covering letter as it will be, and as it was sent."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock, papers
from antt_portal.core.examination_responses import examination_response
from antt_portal.core.file_responses import file_response
from antt_portal.core.models import Paper
from antt_portal.core.paper_responses import paper_response, preview_response
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, seen_version
from directives.forms.forward import choice_of
from directives.forwarding import covering, passing_on, preparing
from directives.forwarding.listing import Choice, Place, forward_list
from directives.models import Forwarding, ForwardingStatus
from directives.views.forward import UNPROCESSABLE, keep_signed, keep_typed, refused_page, save_typed
from directives.views.forward_page import covering_form, forward_page, own_delivery
from enterprises.middleware import PortalRequest
from enterprises.proving import asks_who


@require_POST
def send(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What was typed is saved first; whoever was not chosen needs a reason."""
    found = own_delivery(request, public_id)
    draft, choice = preparing.drafted(found), choice_of(request.POST)
    form = covering_form(request, draft, request.POST)
    is_draft = draft.status == ForwardingStatus.DRAFT
    if is_draft and not form.is_valid():
        return forward_page(request, found, form=form, choice=choice, status=UNPROCESSABLE)
    listed = forward_list(found, on=clock.today())
    without_reason = [one for one in listed.waiting if not one.is_chosen(choice) and not one.reason(choice)]
    if without_reason:
        return forward_page(
            request, found, form=form, choice=choice, status=UNPROCESSABLE, without_reason=without_reason
        )
    try:
        ready = save_typed(request, found, form) if is_draft else draft
        seen = ready.version if is_draft else seen_version(request)
        count = passing_on.forward(
            ready,
            to=listed.keys_of(choice.to or ()),
            left_out=_left_out(listed.waiting, choice),
            by=request.actor,
            at=clock.now(),
            seen=seen,
        )
    except Refused as refused:
        return refused_page(request, found, form, refused)
    messages.success(request, _said(count))
    return redirect("directives:forward", found.public_id)


def _left_out(waiting: list[Place], choice: Choice) -> dict[int, str]:
    return {one.organisation.pk: one.reason(choice) for one in waiting if not one.is_chosen(choice)}


def _said(count: int) -> str:
    if not count:
        return _("Đã ghi các nơi không gửi.")
    text = ngettext(
        "Đã chuyển tiếp nguyên vẹn bộ văn bản đến %(count)s doanh nghiệp.",
        "Đã chuyển tiếp nguyên vẹn bộ văn bản đến %(count)s doanh nghiệp.",
        count,
    )
    return text % {"count": count}


@require_POST
@explain_refusal(back_to="directives:forward")
def put_back(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = own_delivery(request, public_id)
    if (unsaved := keep_typed(request, found)) is not None:
        return unsaved
    by, at = request.actor, clock.now()
    row = preparing.prepare(found, by=by, at=at)
    for pk in forward_list(found, on=clock.today()).keys_of(request.POST.getlist("organisation")):
        passing_on.put_back(row, pk, by=by, at=at)
        messages.success(request, _("Đã đưa lại vào danh sách chờ chuyển."))
    return redirect("directives:forward", found.public_id)


@require_POST
@asks_who(gettext_lazy("Ký văn bản chuyển tiếp"))
@explain_refusal(back_to="directives:forward")
def sign(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The signed letter that comes after it was sent."""
    found = own_delivery(request, public_id)
    draft = preparing.drafted(found)
    if draft.status != ForwardingStatus.SENT:
        raise Refused("not-sent", _("Chưa chuyển tiếp; tải bản ký lên ở biểu mẫu thư chuyển."))
    keep_signed(request, draft)
    messages.success(request, _("Đã lưu bản ký, giữ nguyên như tải lên. Nơi nhận xem được bản này."))
    return redirect("directives:forward", found.public_id)


# ---- the covering letter ----


@require_GET
@explain_refusal(back_to="directives:forward")
def preview(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The PDF as it will be, not kept."""
    found = own_delivery(request, public_id)
    said = covering.Covering.stored(preparing.drafted(found).covering)
    zones = passing_on.zones_of(found.directive, found.organisation)
    data = covering.covering_letter(found.directive, found.organisation, said, zones, on=clock.today())
    return preview_response(papers.document_for(covering.KIND)(data), covering.file_name_of(said))


def _seen(request: PortalRequest, public_id: UUID) -> Forwarding:
    """For the investor, and once it was sent for its board and whoever got it."""
    visible = Forwarding.objects.visible_to(request.actor).select_related("signed")
    return get_object_or_404(visible, public_id=public_id)


@require_GET
def letter(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """As it was signed, byte by byte; without that, as the portal printed it when it was sent."""
    found = _seen(request, public_id)
    if found.signed:
        return file_response(request, found.signed, found.signed_name)
    paper = get_object_or_404(Paper.objects.about(found._meta.label_lower, found.public_id), kind=covering.KIND)
    return paper_response(paper, at=clock.now())


@require_GET
def signatures(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _seen(request, public_id)
    if found.signed is None:
        raise Http404(_("Thư chuyển này không có bản ký."))
    address = reverse("directives:covering-letter", args=[public_id])
    return examination_response(
        request, found.signed, name=found.signed_name, file_url=address, back_url=address, at=clock.now()
    )
