"""One directive as one organisation got it: what it asks, how it came, how far it got."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from antt_portal.core import clock
from antt_portal.core.web import explain_refusal, require
from directives.arriving.entrusting import entrust, receivers_of
from directives.arriving.receiving import note_opened
from directives.arriving.rungs import ladder_of
from directives.arriving.story import predecessor_of, story_of, successor_of
from directives.asking.applying import obligations_for
from directives.forms.deliveries import AssigneeForm
from directives.forwarding.deadlines import count_through
from directives.models import Acknowledgement, Delivery, LetterStatus, ObligationKind, Proof
from directives.permissions import can_acknowledge, can_assign_delivery, can_reach, is_receiver
from directives.views.delivery_files import bundle_of
from directives.views.delivery_loading import seen_delivery
from enterprises.middleware import PortalRequest


@require_safe
def delivery(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Seen by its receiver it is opened, the first time; seen by the board it is not."""
    found = seen_delivery(request, public_id, "directive__letter__issuer", "assignee")
    if _is_read(request, found):
        note_opened(found, by=request.actor, proof=Proof.PORTAL, at=clock.now())
        found.refresh_from_db(fields=["delivered_at", "opened_at"])
    return render(request, "directives/delivery/page.html", _context(request, found))


def _is_read(request: PortalRequest, found: Delivery) -> bool:
    """A person looks at it now: neither a question for the headers alone nor a browser that fetches ahead."""
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    is_first = found.opened_at is None and found.ended_at is None
    return is_first and request.method == "GET" and not is_ahead and is_receiver(request.actor, found)


def _context(request: PortalRequest, found: Delivery) -> dict[str, Any]:
    ladder = ladder_of(found, on=clock.today())
    asked = obligations_for(found)
    letter = found.directive.letter
    requests = list(found.requests.all())
    stands = found.ended_at is None
    forwards, waiting = count_through(found.directive, found.organisation)
    return {
        "delivery": found,
        "directive": found.directive,
        "letter": letter,
        "bundle": bundle_of(found),
        "items": [one for one in asked if one.kind == ObligationKind.DIRECTIVE],
        "emphases": [one for one in asked if one.kind == ObligationKind.EMPHASIS],
        "forwarding": next((one for one in asked if one.kind == ObligationKind.FORWARDING), None),
        "forwards": forwards,
        "to_forward": stands and waiting,
        "requests": requests,
        "open_requests": [one for one in requests if one.reported_at is None] if stands else [],
        "routes": [one for one in found.routes.all() if one.sent_at],
        "ladder": ladder,
        "events": story_of(found),
        "acknowledgement": Acknowledgement.objects.filter(delivery=found).first() if found.acknowledged_at else None,
        "successor": successor_of(found),
        "predecessor": predecessor_of(found),
        "is_replaced": letter.status == LetterStatus.REPLACED,
        "is_receiver": is_receiver(request.actor, found),
        "reaches": stands and can_reach(request.actor, found),
        "hand_overs": found.hand_overs.select_related("handed_by", "recorded_by"),
        "acknowledges": stands and found.acknowledged_at is None and can_acknowledge(request.actor, found),
        "assignee_form": _assignee_form(request, found),
        "today": clock.today(),
    }


def _assignee_form(request: PortalRequest, found: Delivery) -> AssigneeForm | None:
    if found.ended_at is not None or not can_assign_delivery(request.actor, found):
        return None
    chosen = found.assignee.public_id if found.assignee else None
    return AssigneeForm(people=receivers_of(found.organisation, clock.now()), initial={"assignee": chosen})


@require_POST
@explain_refusal(back_to="directives:delivery")
def assign(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = seen_delivery(request, public_id)
    require(can_assign_delivery(request.actor, found))
    form = AssigneeForm(request.POST, people=receivers_of(found.organisation, clock.now()))
    if form.is_valid():
        to = form.cleaned_data["assignee"]
        entrust(found, to, by=request.actor, at=clock.now())
        messages.success(request, _("Đã giao %(name)s.") % {"name": to} if to else _("Đã ghi chưa giao ai."))
    else:
        messages.error(request, _("Người được chọn hiện không nhận văn bản của tổ chức. Chưa giao."))
    return redirect(found)
