"""The page of a campaign: its steps, letters, answers, incidents, roster and days; and the same figures as files."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from antt_portal.core import clock
from antt_portal.core.clock import local_date
from antt_portal.core.models import AuditEntry
from antt_portal.core.paper_responses import preview_response
from antt_portal.core.refusal import Refused
from antt_portal.core.viewing import shows_people
from antt_portal.core.workbook_responses import workbook_response
from antt_portal.core.workdays import tet, tet_name
from directives.models import Campaign, CampaignStatus, CampaignStep, DutyShift
from directives.views.coverage_page import stairs_of
from enterprises.middleware import PortalRequest
from reports.campaigns.days import days_of
from reports.campaigns.figures import figures_of
from reports.documents.campaign import campaign_data, campaign_paper
from reports.documents.campaign_workbook import campaign_workbook
from reports.forms.campaigns import ShiftForm, StepForm
from reports.permissions import can_run_campaign
from reports.timeline import told
from reports.views.campaigns import campaign_for

ACTS_SHOWN = 15
NO_CONTENT = 204
SOON = timedelta(hours=24)


@dataclass(frozen=True)
class ShiftRow:
    shift: DutyShift
    is_now: bool

    @property
    def dialled(self) -> str:
        """The number as a telephone wants it."""
        return "".join(one for one in self.shift.phone if one.isdigit() or one == "+")


@dataclass(frozen=True)
class StepRow:
    step: CampaignStep
    is_late: bool
    form: StepForm | None


@require_GET
@vary_on_headers("HX-Request")
def campaign(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Asked by htmx with the stamp that the page has, it answers with the figures, or 204 while they are the same."""
    found = campaign_for(request, public_id)
    seen = request.headers.get("X-Figures-Seen", "")
    if not seen:
        return show_campaign(request, found)
    figures = figures_of(found, at=clock.now())
    if seen == figures.stamp:
        return HttpResponse(status=NO_CONTENT)
    context = {"campaign": found, "figures": figures, "stairs": stairs_of(figures.total), "is_fresh": True}
    return render(request, "reports/campaign/figures.html", context)


def show_campaign(request: PortalRequest, found: Campaign, *, status: int = 200, **bound: Any) -> HttpResponse:
    """``bound`` are forms that were sent and cannot be taken, by their names in the context."""
    at = clock.now()
    today = local_date(at)
    runs = can_run_campaign(request.actor, found) and found.status != CampaignStatus.CLOSED
    figures = figures_of(found, at=at)
    shifts = [ShiftRow(one, one.starts_at <= at < one.ends_at) for one in found.shifts.select_related("organisation")]
    context = {
        "campaign": found,
        "today": today,
        "tet": _tet_words(found, today),
        "runs": runs,
        "can_copy": can_run_campaign(request.actor, found) and found.tet_year is not None,
        "can_close": today >= found.ends_on and found.status == CampaignStatus.RUNNING,
        "steps": _steps(found, today, runs=runs, bound=bound.get("bound_step")),
        "figures": figures,
        "stairs": stairs_of(figures.total),
        "shifts": shifts,
        "on_duty": [row for row in shifts if row.is_now],
        "next_on_duty": _next(shifts, at),
        "days": days_of(found, at=at),
        "to_confirm": _to_confirm(found),
        "acts": told(list(_acts(found)[:ACTS_SHOWN]), reader=request.actor.organisation_id),
        "step_form": bound.get("step_form") or StepForm(campaign=found),
        "shift_form": bound.get("shift_form") or ShiftForm(campaign=found, on=today),
    }
    return shows_people(render(request, "reports/campaign/campaign.html", context, status=status), found)


def _tet_words(found: Campaign, today: date) -> dict[str, Any] | None:
    if found.tet_year is None:
        return None
    first_day = tet(found.tet_year)
    return {"name": f"{tet_name(found.tet_year)} {found.tet_year}", "on": first_day, "days": (first_day - today).days}


def _steps(found: Campaign, today: date, *, runs: bool, bound: tuple[int, StepForm] | None) -> list[StepRow]:
    rows = []
    for step in found.steps.select_related("done_by"):
        is_late = step.done_at is None and step.due_on < today
        form = bound[1] if bound and bound[0] == step.pk else StepForm(campaign=found, step=step)
        rows.append(StepRow(step, is_late, form if runs else None))
    return rows


def _next(shifts: list[ShiftRow], at: datetime) -> list[ShiftRow]:
    return [row for row in shifts if at < row.shift.starts_at <= at + SOON]


def _to_confirm(found: Campaign) -> dict[str, Any] | None:
    """What was copied and nobody looked at yet; None when everything holds."""
    listed = {
        "itself": found.to_confirm,
        "steps": list(found.steps.filter(to_confirm=True)),
        "shifts": list(found.shifts.filter(to_confirm=True)),
        "letters": list(found.directives.filter(to_confirm=True).select_related("letter").order_by("pk")),
    }
    return listed if any(listed.values()) else None


def _acts(found: Campaign) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.about(found._meta.label_lower, found.public_id)


@require_GET
def campaign_excel(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    found = campaign_for(request, public_id)
    return workbook_response(campaign_workbook(figures_of(found, at=clock.now())), found.name)


@require_GET
def campaign_pdf(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The figures of this moment; the paper is not kept."""
    found = campaign_for(request, public_id)
    data = campaign_data(figures_of(found, at=clock.now()), request.actor.organisation)
    try:
        return preview_response(campaign_paper(data), f"{found.name}.pdf")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(found)
