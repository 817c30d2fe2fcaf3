"""The year of one organisation: its two filings, what is missing, what was returned."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.web import explain_refusal, require
from antt_portal.core.workdays import evaluation_period, evaluation_year
from enterprises.middleware import PortalRequest
from reports.answering import carry_forward
from reports.board_letters import requests_for
from reports.implementing import asking
from reports.incidents.suggesting import meanings_of
from reports.models import YEARLY_KINDS, Report, ReportKind, ReportStatus
from reports.opening import due_on, open_by_hand, years_in_reach
from reports.permissions import can_file, can_submit
from reports.progress import Progress, progress_of
from reports.states import AWAITING_ENTERPRISE
from reports.views.loading import own_report, report_for
from reports.views.overview import about, heads_of, last_return, names, outcome, timeline_page

FIRST_YEAR, LAST_YEAR = 2000, 2199


@dataclass(frozen=True)
class Filing:
    """One of the two filings on the page of a year; ``progress`` is None where it has not been opened."""

    kind: ReportKind
    due_on: date
    progress: Progress | None
    can_open: bool

    @property
    def report(self) -> Report | None:
        return self.progress.report if self.progress else None


@require_GET
def current_year(request: PortalRequest) -> HttpResponse:
    """The year of a report that was sent back, else the evaluation year of today, else the latest with a report."""
    require(can_file(request.actor))
    own = Report.objects.visible_to(request.actor).yearly().order_by("-year").values_list("year", flat=True)
    year = own.filter(status=ReportStatus.RETURNED).last() or evaluation_year(clock.today())
    if not own.filter(year=year).exists():
        year = own.first() or year
    return redirect("reports:year", year)


@require_GET
def year_page(request: PortalRequest, year: int) -> HttpResponse:
    require(can_file(request.actor))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    today = clock.today()
    filings = _filings(request, year, today)
    progresses = {filing.kind: filing.progress for filing in filings if filing.progress}
    main = progresses.get(ReportKind.SELF_ASSESSMENT) or progresses.get(ReportKind.REGISTRATION)
    context = {
        "year": str(year),
        "period": evaluation_period(year),
        "today": today,
        "filings": filings,
        "returned": [_returned(progress) for progress in progresses.values() if _is_returned(progress)],
        "neighbours": _neighbours(request, year, today),
        "has_bundle": any(progress.report.submission_count for progress in progresses.values()),
        **(_beside(request, main) if main else {}),
    }
    return render(request, "reports/year.html", context)


def _filings(request: PortalRequest, year: int, today: date) -> list[Filing]:
    own = Report.objects.visible_to(request.actor).yearly().filter(year=year).select_related("organisation")
    found = {report.kind: progress_of(report, on=today) for report in own}
    return [
        Filing(kind, due_on(kind, year), found.get(kind), can_open=year in years_in_reach(kind, today))
        for kind in YEARLY_KINDS
    ]


def _is_returned(progress: Progress) -> bool:
    return last_return(progress.report) is not None


def _returned(progress: Progress) -> dict[str, Any]:
    return {"progress": progress, "by": last_return(progress.report), "report": progress.report}


def _beside(request: PortalRequest, progress: Progress) -> dict[str, Any]:
    """The panels beside the answers of one report."""
    report = progress.report
    return {
        "report": report,
        "progress": progress,
        "editable": report.status in AWAITING_ENTERPRISE,
        "about": about(report) if report.is_yearly else None,
        "asking": asking(report),
        "last_year": str(report.year - 1) if report.is_yearly else "",
        "heads": names(heads_of(report.organisation, clock.now())),
        "may_submit": can_submit(request.actor, report),
        "meanings": meanings_of(report),
    }


def _neighbours(request: PortalRequest, year: int, today: date) -> dict[str, str]:
    """The years before and after, where there is something to see or to open."""
    own = Report.objects.visible_to(request.actor).yearly().filter(year__in=[year - 1, year + 1])
    known = set(own.values_list("year", flat=True)) | set(years_in_reach(ReportKind.REGISTRATION, today))
    wanted = {"before": year - 1, "after": year + 1}
    return {name: str(other) for name, other in wanted.items() if other in known}


@require_GET
def report_page(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One report. The board reviews it on pages of its own, an agency sees what it was asked about others."""
    report = report_for(request, public_id)
    if request.actor.is_board:
        return redirect("reports:review", report.public_id)
    if request.actor.organisation_id != report.organisation_id:
        asked = report.opinions.filter(agency=request.actor.organisation).order_by("-asked_at")[:1].get()
        return redirect("reports:opinion", asked.public_id)
    progress = progress_of(report, on=clock.today())
    acts, events = timeline_page(request, report)
    context = {
        **_beside(request, progress),
        "year": str(report.year),
        "today": clock.today(),
        "returned": [_returned(progress)] if _is_returned(progress) else [],
        "submissions": list(report.submissions.select_related("submitted_by").order_by("-number")),
        **outcome(report),
        "letters": requests_for(report),
        "acts": acts,
        "events": events,
    }
    return render(request, "reports/report.html", context)


@require_POST
@explain_refusal("reports:year")
def open_report(request: PortalRequest, year: int) -> HttpResponse:
    require(can_file(request.actor))
    kind = request.POST.get("kind", "")
    if kind not in YEARLY_KINDS:
        raise Http404
    report = open_by_hand(request.actor.organisation, ReportKind(kind), year, by=request.actor, at=clock.now())
    messages.success(request, _("Đã mở hồ sơ %(report)s.") % {"report": report})
    return redirect(report)


@require_POST
@explain_refusal("reports:report")
def carry(request: PortalRequest, public_id: UUID) -> HttpResponse:
    report = own_report(request, public_id)
    count = carry_forward(report, by=request.actor, at=clock.now())
    text = ngettext(
        "Đã mang %(count)s mục từ năm trước. Mỗi mục ghi “Chưa xác nhận” cho đến khi được xem lại và xác nhận.",
        "Đã mang %(count)s mục từ năm trước. Mỗi mục ghi “Chưa xác nhận” cho đến khi được xem lại và xác nhận.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect(reverse("reports:report", args=[public_id]))
