"""Check and hand in; the receipt; the versions handed in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.folding import ascii_name
from antt_portal.core.models import Paper
from antt_portal.core.paper_responses import preview_response
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from enterprises.middleware import PortalRequest
from enterprises.models import Deadline, DeadlineKind
from reports.differences import compare, compare_versions
from reports.documents import preview
from reports.filing import submit as submit_report
from reports.forms.filing import HandInForm
from reports.freezing import freeze, freeze_answer
from reports.implementing import asking
from reports.incidents.suggesting import meanings_of
from reports.models import Report, ReportStatus, Submission
from reports.opening import is_late
from reports.permissions import can_submit
from reports.progress import progress_of
from reports.states import AWAITING_ENTERPRISE
from reports.views.loading import own_report, report_for
from reports.views.overview import heads_of, names

UNPROCESSABLE = 422


@require_GET
def check(request: PortalRequest, public_id: UUID) -> HttpResponse:
    return _show_check(request, own_report(request, public_id), HandInForm())


def _show_check(request: PortalRequest, report: Report, form: HandInForm, status: int = 200) -> HttpResponse:
    if report.status not in AWAITING_ENTERPRISE:
        return redirect(report)
    progress = progress_of(report, on=clock.today())
    context = {
        "report": report,
        "version": str(report.version),
        "progress": progress,
        "answers": [
            (row, compare(row.answer.obligation.fields, freeze_answer(row.answer), None)) for row in progress.rows
        ],
        "form": form,
        "year": str(report.year),
        "meanings": meanings_of(report),
        "may_submit": can_submit(request.actor, report),
        "heads": names(heads_of(report.organisation, clock.now())),
        "is_late": is_late(report, clock.now()),
        "asking": asking(report),
    }
    return render(request, "reports/check.html", context, status=status)


@require_GET
@explain_refusal("reports:check")
def preview_paper(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The paper as it will be, marked as a preview and kept nowhere."""
    report = own_report(request, public_id)
    document = preview(freeze(report, at=clock.now()))
    return preview_response(document, f"{ascii_name(report.title)}-xem-truoc.pdf")


@require_POST
@explain_refusal("reports:check")
def submit(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Hand in. Pressed twice by the same person, the second press shows the receipt of the first."""
    report = own_report(request, public_id)
    require(can_submit(request.actor, report), _("Chỉ người đứng đầu nộp được hồ sơ."))
    seen = seen_version(request)
    if receipt := _already_in(request, report, seen):
        return redirect("reports:receipt", public_id, receipt.number)
    form = HandInForm(request.POST)
    if not form.is_valid():
        return _show_check(request, report, form, UNPROCESSABLE)
    try:
        receipt = submit_report(report, by=request.actor, at=clock.now(), seen=seen)
    except Refused:
        report.refresh_from_db()
        if receipt := _already_in(request, report, seen):
            return redirect("reports:receipt", public_id, receipt.number)
        raise
    messages.success(request, _("Đã nộp hồ sơ. Số biên nhận %(receipt)s.") % {"receipt": receipt.receipt})
    return redirect("reports:receipt", public_id, receipt.number)


def _already_in(request: PortalRequest, report: Report, seen: int) -> Submission | None:
    """What this person handed in from the very page that is sent again."""
    mine = report.status == ReportStatus.SUBMITTED and report.submitted_by_id == request.user.pk
    return report.submissions.last() if mine and report.version == seen + 1 else None


def _submission(report: Report, number: int) -> Submission:
    return get_object_or_404(report.submissions.select_related("submitted_by"), number=number)


def _paper_of(submission: Submission) -> Paper | None:
    return Paper.objects.about("reports.submission", submission.public_id).first()


@require_GET
def receipt(request: PortalRequest, public_id: UUID, number: int) -> HttpResponse:
    report = own_report(request, public_id)
    submission = _submission(report, number)
    reviewing = Deadline.objects.open().filter(
        subject_kind="reports.report", subject_id=report.public_id, kind=DeadlineKind.REVIEW
    )
    context = {
        "report": report,
        "submission": submission,
        "paper": _paper_of(submission),
        "review_by": reviewing.values_list("due_on", flat=True).first(),
        "board": submission.frozen["organisation"]["board"]["name"],
    }
    return render(request, "reports/receipt.html", context)


@require_GET
def version(request: PortalRequest, public_id: UUID, number: int) -> HttpResponse:
    """A version as handed in, and what it changed against the one before."""
    report = report_for(request, public_id)
    submission = _submission(report, number)
    before = report.submissions.filter(number=number - 1).first()
    answers = compare_versions(submission.frozen, before.frozen if before else None)
    context: dict[str, Any] = {
        "report": report,
        "submission": submission,
        "before": before,
        "after": report.submissions.filter(number=number + 1).first(),
        "changed": [one for one in answers if before and one.difference.is_changed],
        "same": [one for one in answers if not before or not one.difference.is_changed],
        "paper": _paper_of(submission),
    }
    return render(request, "reports/version.html", context)
