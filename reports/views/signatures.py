"""What the digital signatures of stored files are worth, for those who may have the file."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.examination_responses import examination_response
from enterprises.middleware import PortalRequest
from reports.models import Evidence
from reports.views.board_loading import batch_for


@require_GET
def evidence_signatures(request: PortalRequest, public_id: UUID) -> HttpResponse:
    visible = Evidence.objects.visible_to(request.actor).select_related("blob")
    evidence: Evidence = get_object_or_404(visible, public_id=public_id)
    return examination_response(
        request,
        evidence.blob,
        name=str(evidence),
        file_url=reverse("reports:evidence-file", args=[public_id]),
        back_url=reverse("reports:evidence" if request.actor.is_enterprise else "home"),
        at=clock.now(),
    )


@require_GET
def decision_signatures(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Of another authority's decision, as the clerk received it, or of the board's own."""
    found = batch_for(request, public_id)
    if found.decision_file is None:
        raise Http404
    return examination_response(
        request,
        found.decision_file,
        name=found.decision_file_name,
        file_url=reverse("reports:decision-file", args=[public_id]),
        back_url=found.get_absolute_url(),
        at=clock.now(),
    )
