"""Reports that directives want: the way to one, and saying at once that there is nothing to report."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal
from directives.models import Delivery, ReportRequest
from enterprises.middleware import PortalRequest
from reports.implementing import answer_nothing, open_for
from reports.models import Report
from reports.permissions import can_answer
from reports.views.loading import own_report


@require_GET
def answer_request(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Opens the report on the first visit of whoever is asked; the board finds it once it was handed in."""
    actor = request.actor
    visible = ReportRequest.objects.filter(delivery__in=Delivery.objects.visible_to(actor))
    wanted = get_object_or_404(visible.select_related("delivery"), public_id=public_id)
    if not can_answer(actor):
        return redirect(get_object_or_404(Report.objects.visible_to(actor), request=wanted))
    try:
        return redirect(open_for(wanted, by=actor, at=clock.now()))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(wanted.delivery)


@require_POST
@explain_refusal("reports:report")
def nothing(request: PortalRequest, public_id: UUID) -> HttpResponse:
    report = own_report(request, public_id)
    count = answer_nothing(report, by=request.actor, at=clock.now())
    text = ngettext(
        "Đã ghi %(count)s nội dung: không có nội dung phải báo cáo. Chưa nộp.",
        "Đã ghi %(count)s nội dung: không có nội dung phải báo cáo. Chưa nộp.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect(report)
