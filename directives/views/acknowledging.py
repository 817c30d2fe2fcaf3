"""Acknowledging is an act of its own: a page says what is acknowledged, for whom and by whom, before the press, and
the same address says afterwards what was, with the proof and with what is left to do (decision 0073)."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from antt_portal.core import clock
from antt_portal.core.web import explain_refusal, require
from directives.arriving import acknowledging
from directives.asking.applying import obligations_for
from directives.forwarding.deadlines import waiting_through
from directives.models import Delivery, ObligationKind, Proof
from directives.permissions import can_acknowledge, is_receiver
from directives.views.delivery_files import bundle_of
from directives.views.delivery_loading import seen_delivery
from enterprises.actor import Actor
from enterprises.middleware import PortalRequest
from enterprises.models import OrganisationKind

SHORT = 12  # characters of a digest that people compare by eye


@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusal(back_to="directives:delivery")
def acknowledge(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = seen_delivery(request, public_id)
    require(can_acknowledge(request.actor, found))
    if request.method == "POST":
        return _acknowledged(request, found)
    if found.acknowledged_at is not None:
        return redirect(found) if found.ended_at else _receipt(request, found)
    context = {
        "delivery": found,
        "directive": found.directive,
        "letter": found.directive.letter,
        "bundle": bundle_of(found),
        "short_digest": found.directive.bundle_sha256[:SHORT],
        "person": request.actor.user.full_name,
        "office": request.actor.role.label,
        "organisation": found.organisation,
    }
    return render(request, "directives/delivery/acknowledge.html", context)


def _acknowledged(request: PortalRequest, found: Delivery) -> HttpResponse:
    acknowledging.acknowledge(
        found,
        bundle_sha256=request.POST.get("bundle_sha256", ""),
        by=request.actor,
        person=request.actor.user.full_name,
        office=_printed_office(request.actor),
        proof=Proof.PORTAL,
        at=clock.now(),
    )
    return redirect("directives:acknowledge", found.public_id)


def _receipt(request: PortalRequest, found: Delivery) -> HttpResponse:
    context = {
        "delivery": found,
        "letter": found.directive.letter,
        "acknowledgement": found.acknowledgement,
        "open_requests": found.requests.filter(reported_at__isnull=True),
        "is_receiver": is_receiver(request.actor, found),
        "today": clock.today(),
    }
    if found.kind == OrganisationKind.INVESTOR:
        context["to_forward"] = waiting_through(found.directive, found.organisation).exists()
        context["forwarding"] = next(iter(obligations_for(found, ObligationKind.FORWARDING)), None)
    return render(request, "directives/delivery/receipt.html", context)


def _printed_office(actor: Actor) -> str:
    """As papers say it, whatever language the page is in."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(actor.role.label)
