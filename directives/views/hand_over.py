"""Reaching an organisation outside the portal: one page with paper, personal links and the way to an account."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock
from antt_portal.core.file_responses import file_response
from antt_portal.core.folding import ascii_name
from antt_portal.core.inspection import inspect
from antt_portal.core.paper_responses import preview_response
from antt_portal.core.refusal import Refused
from antt_portal.core.viewing import shows_people
from antt_portal.core.web import explain_refusal
from directives.arriving import handing_paper
from directives.arriving.rungs import ladder_of
from directives.documents.hand_over_slip import hand_over_slip
from directives.forms.reaching import HandOverForm
from directives.models import AccessLink, Delivery, HandOver, LetterStatus
from directives.views.delivery_loading import delivery_to_reach
from enterprises.middleware import PortalRequest
from enterprises.models import Contact
from enterprises.permissions import can_invite

UNPROCESSABLE, CONFLICT = 422, 409
# What a refusal is about, where a field of the form is.
FIELD_OF = {"future": "at", "before-issue": "at", "no-proof": "file"}


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = delivery_to_reach(request, public_id)
    if request.method != "POST":
        return _page(request, found, HandOverForm())
    form = HandOverForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form, status=UNPROCESSABLE)
    upload = form.cleaned_data["file"]
    stream = cast("BinaryIO", upload)  # a Django File is one in all but name
    try:
        inspected = inspect(stream, upload.name or "")
    except Refused as refused:
        form.add_error("file", str(refused))
        return _page(request, found, form, status=UNPROCESSABLE)
    try:
        handing_paper.hand_over(found, stream, inspected, form.taken(), by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(FIELD_OF.get(refused.code), str(refused))
        return _page(request, found, form, status=CONFLICT)
    messages.success(request, _("Đã ghi giao bản giấy."))
    return redirect("directives:hand-over", public_id)


def _page(request: PortalRequest, found: Delivery, form: HandOverForm, *, status: int = 200) -> HttpResponse:
    at, on = clock.now(), clock.today()
    organisation, letter = found.organisation, found.directive.letter
    links = AccessLink.objects.filter(delivery=found)
    good = set(links.filter(revoked_at=None, expires_at__gt=at).values_list("address", flat=True))
    contacts = Contact.objects.registered(on).filter(organisation=organisation).order_by("-valid_from", "-pk")
    context = {
        "delivery": found,
        "letter": letter,
        "is_out": letter.status == LetterStatus.ISSUED,
        "form": form,
        "ladder": ladder_of(found, on=on),
        "hand_overs": HandOver.objects.filter(delivery=found)
        .of(request.actor)
        .select_related("handed_by", "recorded_by"),
        "links": links.made_by(request.actor).order_by("-created_at", "-pk"),
        "now": at,
        "contacts": [(one, one.email in good) for one in contacts],
        "may_invite": can_invite(request.actor, organisation, on),
        "back_url": _back(request, found),
    }
    return shows_people(render(request, "directives/hand_over/page.html", context, status=status), organisation)


def _back(request: PortalRequest, found: Delivery) -> str:
    """The delivery for the board; for an investor its own page of forwarding."""
    if request.actor.is_board:
        return found.get_absolute_url()
    own = Delivery.objects.filter(directive=found.directive, organisation=request.actor.organisation).first()
    return reverse("directives:forward", args=[own.public_id]) if own else reverse("directives:inbox")


@require_GET
@explain_refusal(back_to="directives:hand-over")
def slip(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """To print before; not kept."""
    found = delivery_to_reach(request, public_id)
    paper = hand_over_slip(found, request.actor.organisation, on=clock.today(), at=clock.now())
    return preview_response(paper, f"{ascii_name(f'phieu-giao-nhan-{found.directive.letter}')}.pdf")


@require_GET
def file(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The slip or photo as it was uploaded, for the board, who handed over and who received."""
    found = get_object_or_404(HandOver.objects.of(request.actor).select_related("file"), public_id=public_id)
    return file_response(request, found.file, found.file_name)
