"""Loading what an address names, as far as the person may see it; anything else is not found."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from antt_portal.core.web import require
from enterprises.middleware import PortalRequest
from reports.models import Answer, EvidenceUse, Report
from reports.permissions import can_edit


def report_for(request: PortalRequest, public_id: UUID) -> Report:
    visible = Report.objects.visible_to(request.actor).select_related("organisation", "submitted_by", "assignee")
    return _placed(request, get_object_or_404(visible, public_id=public_id))


def _placed(request: PortalRequest, report: Report) -> Report:
    """An answer to a directive stands among the documents received, not in the year."""
    if not report.is_yearly:
        request.beside = "directives:delivery"
    return report


def own_report(request: PortalRequest, public_id: UUID) -> Report:
    """A report of the organisation the person writes for; others who see it get 403."""
    report = report_for(request, public_id)
    require(can_edit(request.actor, report))
    return report


def own_answer(request: PortalRequest, public_id: UUID, answer_id: UUID) -> Answer:
    visible = Answer.objects.filter(report__in=Report.objects.visible_to(request.actor), report__public_id=public_id)
    related = visible.select_related("report__organisation", "obligation__instrument__letter", "updated_by")
    answer = get_object_or_404(related, public_id=answer_id)
    require(can_edit(request.actor, _placed(request, answer.report)))
    return answer


def own_use(request: PortalRequest, public_id: UUID) -> EvidenceUse:
    visible = EvidenceUse.objects.filter(answer__report__in=Report.objects.visible_to(request.actor))
    related = visible.select_related("evidence__blob", "answer__report__organisation", "answer__obligation")
    use = get_object_or_404(related, public_id=public_id)
    require(can_edit(request.actor, use.answer.report))
    return use
