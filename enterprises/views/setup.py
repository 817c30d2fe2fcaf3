"""What a board sets for itself, in one place."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from antt_portal.core.web import require
from enterprises.middleware import PortalRequest
from enterprises.permissions import can_see_rules


@require_GET
def setup(request: PortalRequest) -> HttpResponse:
    require(can_see_rules(request.actor))
    return render(request, "enterprises/setup.html")
