"""Acts on a dossier: who looks at it, what is asked, what happened, and how it ends."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from antt_portal.core import clock, typed_text
from antt_portal.core.formats import vn_date
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from enterprises.middleware import PortalRequest, keeps_typed_text
from reports.barring import events_of
from reports.consulting import ask_opinion
from reports.forms.review import AcceptForm, EventForm, OpinionRequestForm, ReturnForm
from reports.models import Conclusion, Report, ReportStatus
from reports.permissions import can_assign, can_review
from reports.reading import judged
from reports.reviewers import reviewers_for
from reports.reviewing import accept, assign, decide_barring_event, obstacles, return_report
from reports.views.board_loading import dossier_for
from reports.views.dossier_page import dossier_page
from reports.views.review import CONFLICT, UNPROCESSABLE, show_dossier

# Proposed on the page, to be changed there: no rule gives a term for mending.
MENDING_WORKDAYS = 7


def _reviewable(request: PortalRequest, public_id: UUID) -> Report:
    report = dossier_for(request, public_id)
    require(can_review(request.actor, report))
    return report


def _to_dossier(request: PortalRequest, report: Report, anchor: str = "") -> HttpResponse:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("reports:review", args=[report.public_id]) + query + anchor)


@require_POST
def assign_reviewer(request: PortalRequest, public_id: UUID) -> HttpResponse:
    report = dossier_for(request, public_id)
    require(can_assign(request.actor, report))
    wanted = request.POST.get("to", "")
    to = next((one for one in reviewers_for(report, clock.today()) if str(one.public_id) == wanted), None)
    if wanted and to is None:
        messages.error(request, _("Người này không thẩm định được hồ sơ này. Chưa phân công."))
        return _to_dossier(request, report)
    on_screen = str(report.assignee.public_id) if report.assignee else ""
    if request.POST.get("seen", "") != on_screen:
        messages.error(request, _("Người thẩm định vừa được đổi. Chưa phân công; xem lại rồi phân công."))
        return _to_dossier(request, report)
    try:
        assign(report, to, by=request.actor, at=clock.now(), seen=report.assignee)
    except Refused as refused:
        messages.error(request, str(refused))
        return _to_dossier(request, report)
    text = _("Đã giao hồ sơ cho %(name)s.") % {"name": to} if to else _("Hồ sơ không còn ai phụ trách.")
    messages.success(request, text)
    return _to_dossier(request, report)


@require_POST
def decide_event(request: PortalRequest, public_id: UUID, event_id: UUID) -> HttpResponse:
    report = _reviewable(request, public_id)
    event = get_object_or_404(events_of(report), public_id=event_id)
    form = EventForm(request.POST, event=event, decided=None)
    if not form.is_valid():
        return show_dossier(request, report, event_form=(event, form), status=UNPROCESSABLE)
    try:
        decide_barring_event(
            report,
            event,
            occurred=form.occurred,
            force_majeure=form.force_majeure,
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=clock.now(),
            seen=seen_version(request),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return show_dossier(request, report, event_form=(event, form), status=CONFLICT)
    messages.success(request, _("Đã kết luận về sự việc %(name)s.") % {"name": event.in_language("title")})
    return _to_dossier(request, report, "#events")


@require_POST
def ask(request: PortalRequest, public_id: UUID) -> HttpResponse:
    report = _reviewable(request, public_id)
    form = OpinionRequestForm(request.POST, report=report)
    if not form.is_valid():
        return show_dossier(request, report, opinion_form=form, status=UNPROCESSABLE)
    try:
        opinion = ask_opinion(report, **form.cleaned_data, by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return show_dossier(request, report, opinion_form=form, status=CONFLICT)
    messages.success(request, _("Đã hỏi ý kiến %(name)s.") % {"name": opinion.agency})
    return _to_dossier(request, report, "#opinions")


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def return_dossier(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What goes back, until when; then the act."""
    report = _reviewable(request, public_id)
    if request.method == "POST":
        return _return(request, report)
    typed = typed_text.kept_for(request.session, request.path)
    form = ReturnForm(typed) if typed else ReturnForm(initial={"mend_by": vn_date(_mend_by(report))})
    return _show(request, report, "reports/return.html", form)


def _mend_by(report: Report) -> date:
    return CalendarDay.objects.calendar_for(report.board_id).add(clock.today(), MENDING_WORKDAYS)


def _return(request: PortalRequest, report: Report) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _show(request, report, "reports/return.html", form, status=UNPROCESSABLE)
    try:
        return_report(
            report,
            **form.cleaned_data,
            by=request.actor,
            at=clock.now(),
            seen=seen_version(request),
            read=request.POST.get("judged", ""),
        )
    except Refused as refused:
        form.add_error("mend_by" if refused.code == "mend-date" else None, str(refused))
        return _show(request, report, "reports/return.html", form, status=CONFLICT)
    messages.success(request, _("Đã trả hồ sơ của %(name)s để bổ sung.") % {"name": report.organisation})
    return _after(request, report)


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def accept_dossier(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What stands against it, the conclusion; then the act."""
    report = _reviewable(request, public_id)
    if request.method == "POST":
        return _accept(request, report)
    typed = typed_text.kept_for(request.session, request.path)
    return _show(request, report, "reports/accept.html", AcceptForm(typed, report=report))


def _accept(request: PortalRequest, report: Report) -> HttpResponse:
    form = AcceptForm(request.POST, report=report)
    if not form.is_valid():
        return _show(request, report, "reports/accept.html", form, status=UNPROCESSABLE)
    try:
        accept(
            report,
            conclusion=form.concluded,
            note=form.cleaned_data["note"],
            by=request.actor,
            at=clock.now(),
            seen=seen_version(request),
            read=request.POST.get("judged", ""),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show(request, report, "reports/accept.html", form, status=CONFLICT)
    text = _("Đã tiếp nhận hồ sơ của %(name)s.") if report.is_yearly else _("Đã tiếp nhận báo cáo của %(name)s.")
    messages.success(request, text % {"name": report.organisation})
    return _after(request, report)


def _show(request: PortalRequest, report: Report, template: str, form: Any, *, status: int = 200) -> HttpResponse:
    """A page that concludes: it carries the version of the report and what was judged about it, as shown."""
    page = dossier_page(request, report)
    is_open = report.status == ReportStatus.SUBMITTED
    context = {
        "page": page,
        "report": report,
        "query": page.query,
        "form": form,
        "is_open": is_open,
        "judged": judged(report),
        "opinions": report.opinions.select_related("agency").order_by("due_on", "pk"),
        "obstacles": obstacles(report, Conclusion.NOT_QUALIFIED, "-") if is_open else [],
        "against_qualified": obstacles(report, Conclusion.QUALIFIED, "") if is_open else [],
    }
    return render(request, template, context, status=status)


def _after(request: PortalRequest, report: Report) -> HttpResponse:
    typed_text.drop(request.session, request.path)
    return _to_dossier(request, report)
