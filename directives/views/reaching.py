"""Presses that reach somebody without an account: a personal link, its end, an invitation from the forward page."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antt_portal.core import clock
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, posted_id, require
from directives.arriving import access
from directives.forwarding.listing import forward_list
from directives.models import AccessLink
from directives.views.delivery_loading import delivery_to_reach
from directives.views.forward import keep_typed
from directives.views.forward_page import own_delivery
from enterprises.middleware import PortalRequest
from enterprises.models import Contact, Organisation
from enterprises.people import invitations
from enterprises.permissions import can_invite


@require_POST
@explain_refusal(back_to="directives:hand-over")
def send_link(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = delivery_to_reach(request, public_id)
    named = posted_id(request, "contact")
    contact = _contacts(found.organisation).filter(public_id=named).first() if named else None
    if contact is None:
        raise Refused("no-contact", _("Chưa chọn đầu mối còn hiệu lực. Chưa gửi gì."))
    link = access.send_link(found, contact, by=request.actor, at=clock.now())
    said = {"name": link.name, "address": link.address}
    messages.success(request, _("Đã gửi liên kết đến %(name)s (%(address)s), dùng được 30 ngày.") % said)
    return redirect("directives:hand-over", public_id)


@require_POST
def revoke_link(request: PortalRequest, public_id: UUID) -> HttpResponse:
    link = get_object_or_404(AccessLink.objects.select_related("delivery"), public_id=public_id)
    found = delivery_to_reach(request, link.delivery.public_id)
    if not AccessLink.objects.made_by(request.actor).filter(pk=link.pk).exists():
        raise Http404(_("Không có liên kết này."))
    try:
        access.revoke(link, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã hủy liên kết; từ nay không mở được văn bản bằng liên kết này."))
    return redirect("directives:hand-over", found.public_id)


@require_POST
@explain_refusal(back_to="directives:forward")
def invite(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The newest registered contact of one tenant in the list; where there is none, the page to name one."""
    found = own_delivery(request, public_id)
    organisation = _listed(request, forward_list(found, on=clock.today()).organisations)
    require(can_invite(request.actor, organisation, clock.today()))
    if (unsaved := keep_typed(request, found)) is not None:
        return unsaved
    contact = _contacts(organisation).order_by("-valid_from", "-pk").first()
    if contact is None:
        messages.info(
            request, _("Chưa có đầu mối đã xác nhận để mời. Khai đầu mối; Ban Quản lý xác nhận rồi mời được.")
        )
        return redirect("enterprises:contacts", organisation.public_id)
    invitations.invite(organisation, contact, by=request.actor, at=clock.now())
    said = {"name": contact.name, "organisation": organisation}
    messages.success(request, _("Đã mời %(name)s mở tài khoản cho %(organisation)s.") % said)
    return redirect("directives:forward", public_id)


def _contacts(organisation: Organisation) -> QuerySet[Contact]:
    return Contact.objects.registered(clock.today()).filter(organisation=organisation)


def _listed(request: PortalRequest, organisations: list[Organisation]) -> Organisation:
    wanted = request.POST.get("organisation", "")
    found = next((one for one in organisations if str(one.public_id) == wanted), None)
    if found is None:
        raise Http404(_("Doanh nghiệp này không có trong danh sách chuyển tiếp."))
    return found
