"""Stored papers, handed to whoever may read them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.models import Paper
from antt_portal.core.paper_responses import paper_response
from antt_portal.core.refusal import Refused
from enterprises.middleware import PortalRequest
from reports.permissions import can_read_paper


@require_GET
def paper(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The owner's, the board's, and of a filing also an asked agency's; nobody else learns that it exists."""
    found = Paper.objects.select_related("blob").filter(public_id=public_id).first()
    if found is None or not can_read_paper(request.actor, found):
        raise Http404
    try:
        return paper_response(found, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("home")
