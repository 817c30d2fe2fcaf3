"""Loading what an address of the authority's pages names: not visible is not found, the wrong role is refused."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from antt_portal.core import clock
from antt_portal.core.web import require
from enterprises.middleware import PortalRequest
from reports.models import Answer, Opinion, Recognition, RecognitionBatch, Report
from reports.permissions import can_see_queue


def dossier_for(request: PortalRequest, public_id: UUID) -> Report:
    """A report that was handed in, for anybody of its board."""
    related = ("organisation", "board", "assignee", "submitted_by", "accepted_by")
    visible = Report.objects.visible_to(request.actor).for_queue(clock.today()).select_related(*related)
    report = get_object_or_404(visible, public_id=public_id)
    require(can_see_queue(request.actor))
    return report


def answer_of(report: Report, answer_id: UUID) -> Answer:
    answer = get_object_or_404(report.answers.select_related("obligation__instrument"), public_id=answer_id)
    answer.report = report
    return answer


def opinion_for(request: PortalRequest, public_id: UUID) -> Opinion:
    related = ("report__organisation", "agency", "asked_by", "answered_by")
    return get_object_or_404(Opinion.objects.visible_to(request.actor).select_related(*related), public_id=public_id)


def batch_for(request: PortalRequest, public_id: UUID) -> RecognitionBatch:
    related = ("recogniser", "created_by", "approved_by", "decision_file")
    return get_object_or_404(
        RecognitionBatch.objects.visible_to(request.actor).select_related(*related), public_id=public_id
    )


def recognition_for(request: PortalRequest, public_id: UUID) -> Recognition:
    """Enterprises see their own too, but these pages are the board's."""
    related = ("organisation", "batch__recogniser", "report")
    recognition = get_object_or_404(
        Recognition.objects.visible_to(request.actor).select_related(*related), public_id=public_id
    )
    require(can_see_queue(request.actor))
    return recognition
