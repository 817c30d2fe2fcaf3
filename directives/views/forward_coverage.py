"""An investor reminds its own tenants."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from antt_portal.core import clock
from directives.coverage.nudging import nudge
from directives.views.coverage_acts import say
from directives.views.coverage_page import delivery_of
from directives.views.forward_page import own_delivery
from directives.views.own_coverage import sent_on
from enterprises.middleware import PortalRequest


@require_POST
def remind(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """``organisation`` names one of those it forwarded to; without it all of them that owe something."""
    own = own_delivery(request, public_id)
    mine, one = sent_on(own), request.POST.get("organisation", "")
    whom = delivery_of(mine, one) if one else mine
    say(request, nudge(own.directive, whom, by=request.actor, at=clock.now()))
    return redirect("directives:forward", public_id)
