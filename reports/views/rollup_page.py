"""One roll-up: its figures, what is said about them, and the acts on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.canonical import digest
from antt_portal.core.clock import local_date
from antt_portal.core.models import AuditEntry, CalendarDay
from antt_portal.core.web import explain_refusal, require, seen_version
from enterprises.middleware import PortalRequest
from reports.forms.rollups import MomentForm, NarrativeForm
from reports.models import RollUp, RollUpStatus
from reports.permissions import can_edit_rollup
from reports.rollups.comparing import compare
from reports.rollups.figures import figures_of, names_of
from reports.rollups.preparing import change_moment, freeze
from reports.rollups.reading import Figures, read
from reports.rollups.reporting import compose, frozen_figures, superiors_of
from reports.rollups.writing import letter_of
from reports.timeline import told
from reports.views.review import UNPROCESSABLE

ACTS_SHOWN = 15
SHOWN = 100  # of a list; the report has all of it


def rollup_for(request: PortalRequest, public_id: UUID) -> RollUp:
    visible = RollUp.objects.visible_to(request.actor).select_related("campaign", "created_by", "frozen_by")
    return get_object_or_404(visible, public_id=public_id)


def own_rollup(request: PortalRequest, public_id: UUID) -> RollUp:
    """For those who work on it."""
    found = rollup_for(request, public_id)
    require(can_edit_rollup(request.actor, found))
    return found


@require_GET
def rollup(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """``?compare=1`` counts again what was frozen."""
    found = rollup_for(request, public_id)
    again = found.is_frozen and request.GET.get("compare") == "1"
    return _show(request, found, comparison=compare(found) if again else None)


def _figures(found: RollUp) -> tuple[Figures, str]:
    """With their digest: what was frozen, or what would be now."""
    if found.is_frozen:
        return frozen_figures(found), found.sha256
    counted = figures_of(found)
    names = names_of(counted, on=local_date(found.moment))
    return read(counted, names, calendar=CalendarDay.objects.calendar_for(found.board_id)), digest(counted)


def _show(
    request: PortalRequest, found: RollUp, *, form: MomentForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    figures, sha256 = _figures(found)
    letter = letter_of(found)
    acts = AuditEntry.objects.about(found._meta.label_lower, found.public_id)[:ACTS_SHOWN]
    context = {
        "rollup": found,
        "figures": figures,
        "sha256": sha256,
        "shown": SHOWN,
        "is_long": max(map(len, (figures.late, figures.unanswered, figures.unreached))) > SHOWN,
        "letter": letter,
        "may_edit": letter is None and can_edit_rollup(request.actor, found),
        "is_draft": found.status == RollUpStatus.DRAFT,
        "narrative": [(field.label, field.initial) for field in NarrativeForm.of(found) if field.initial],
        "quotations": found.quotations.select_related("organisation", "submission").prefetch_related("evidence"),
        "nominations": found.nominations.select_related("organisation"),
        "superiors": superiors_of(found),
        "moment_form": form or MomentForm(at=clock.now()),
        "acts": told(list(acts), reader=request.actor.organisation_id),
        **more,
    }
    return render(request, "reports/rollup/page.html", context, status=status)


@require_POST
@explain_refusal(back_to="reports:rollup")
def rollup_moment(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found, at = own_rollup(request, public_id), clock.now()
    form = MomentForm(request.POST, at=at)
    if not form.is_valid():
        return _show(request, found, form=form, status=UNPROCESSABLE)
    change_moment(found, form.moment, by=request.actor, at=at, seen=seen_version(request))
    messages.success(request, _("Đã tính lại theo thời điểm mới."))
    return redirect(found)


@require_POST
@explain_refusal(back_to="reports:rollup")
def rollup_freeze(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = own_rollup(request, public_id)
    shown = request.POST.get("shown", "")
    freeze(found, shown=shown, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.success(request, _("Đã chốt số liệu. Viết lời báo cáo, chọn lời trích rồi lập báo cáo."))
    return redirect(found)


@require_POST
@explain_refusal(back_to="reports:rollup")
def rollup_compose(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = own_rollup(request, public_id)
    answers_superior = "answers_superior" in request.POST
    letter = compose(
        found, answers_superior=answers_superior, by=request.actor, at=clock.now(), seen=seen_version(request)
    )
    messages.success(request, _("Đã lập dự thảo báo cáo; soạn nốt, chọn người ký rồi trình."))
    return redirect("directives:letter-edit", letter.public_id)
