"""The review queue of a board: who waits how long, who looks at it; take one, assign many."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock, formats
from antt_portal.core.clock import local_date
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.models import CalendarDay
from antt_portal.core.paging import ByKeys
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from enterprises.middleware import PortalRequest
from enterprises.models import User
from reports.documents.lists import QUEUE
from reports.filters import QueueFilter
from reports.models import Report, ReportStatus
from reports.permissions import ASSIGNERS, can_assign, can_review, can_see_queue, can_take
from reports.queueing import workdays_since
from reports.reviewers import reviewers_of
from reports.reviewing import assign
from reports.views.board_loading import dossier_for

PAGE_SIZE = 25


@dataclass(frozen=True)
class Row:
    """One dossier; ``age`` in working days, None once it is no longer with the board."""

    report: Report
    zones: str
    age: int | None
    due: formats.Due | None
    can_take: bool

    @property
    def status(self) -> str:
        if _is_waiting(self.report) and self.report.submission_count > 1:
            return _("Đã nộp lại, lần %(number)s") % {"number": self.report.submission_count}
        return self.report.get_status_display()


@require_GET
def queue(request: PortalRequest) -> HttpResponseBase:
    require(can_see_queue(request.actor))
    today = clock.today()
    chosen = QueueFilter(request.GET, actor=request.actor, on=today)
    if wants_file(request):
        return list_file(request, _("Hàng chờ thẩm định"), QUEUE, chosen.rows.iterator(chunk_size=CHUNK))
    page = ByKeys(chosen.found, PAGE_SIZE, shown=chosen.shown).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": _rows(request, list(page.object_list), today),
        "query": f"?{chosen.query}" if chosen.query else "",
        "can_assign": request.actor.role in ASSIGNERS,
    }
    return render(request, "reports/queue.html", context)


def _rows(request: PortalRequest, reports: list[Any], today: date) -> list[Row]:
    prefetch_related_objects([request.actor.user], "memberships")
    calendar = CalendarDay.objects.calendar_for(request.actor.board_id)
    waiting = {report.pk: local_date(report.submitted_at) for report in reports if _is_waiting(report)}
    ages = workdays_since(waiting.values(), until=today, calendar=calendar)
    return [
        Row(
            report,
            zones=", ".join(tenancy.zone.name for tenancy in report.organisation.present_tenancies),
            age=ages.get(waiting[report.pk]) if report.pk in waiting else None,
            due=formats.due(report.review_due_on, today=today) if report.review_due_on else None,
            can_take=report.pk in waiting and can_take(request.actor, report),
        )
        for report in reports
    ]


def _is_waiting(report: Report) -> bool:
    return report.status == ReportStatus.SUBMITTED


@require_POST
def take(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """A reviewer puts oneself in charge of a dossier nobody has yet; who comes second is told who has it."""
    report = dossier_for(request, public_id)
    require(can_review(request.actor, report))
    if report.assignee and report.assignee != request.actor.user:
        messages.error(request, _("Hồ sơ đã do %(name)s nhận thẩm định.") % {"name": report.assignee})
        return _to_queue(request)
    try:
        if report.assignee is None:
            assign(report, request.actor.user, by=request.actor, at=clock.now(), seen=None)
    except Refused as refused:
        messages.error(request, str(refused))
        return _to_queue(request)
    messages.success(request, _("Đã nhận thẩm định hồ sơ của %(name)s.") % {"name": report.organisation})
    return redirect(reverse("reports:review", args=[public_id]) + _query(request))


@require_POST
def bulk_assign(request: PortalRequest) -> HttpResponse:
    """Put one person in charge of every ticked dossier. Those that changed meanwhile stay as they are and are named."""
    require(request.actor.role in ASSIGNERS)
    ticked = _ticked(request.POST.getlist("report"))
    to = _chosen_reviewer(request)
    if not ticked or to is None:
        messages.error(request, _("Chọn ít nhất một hồ sơ và một người thẩm định. Chưa phân công hồ sơ nào."))
        return _to_queue(request)
    done, left = 0, []
    chosen = Report.objects.visible_to(request.actor).filter(public_id__in=ticked)
    for report in chosen.select_related("organisation", "assignee"):
        require(can_assign(request.actor, report))
        if _assigned(request, report, to, seen=ticked[report.public_id]):
            done += 1
        else:
            left.append(report.organisation.name)
    _tell(request, done, left, to)
    return _to_queue(request)


def _ticked(values: list[str]) -> dict[UUID, str]:
    """Each checkbox says which dossier, and who was in charge of it on the screen."""
    found = {}
    for value in values:
        report, _space, assignee = value.partition(" ")
        with suppress(ValueError):
            found[UUID(report)] = assignee
    return found


def _chosen_reviewer(request: PortalRequest) -> User | None:
    able = reviewers_of(request.actor.board_id, clock.today())
    return next((user for user in able if str(user.public_id) == request.POST.get("to")), None)


def _assigned(request: PortalRequest, report: Report, to: User, *, seen: str) -> bool:
    if (str(report.assignee.public_id) if report.assignee else "") != seen:
        return False
    try:
        assign(report, to, by=request.actor, at=clock.now(), seen=report.assignee)
    except Refused:
        return False
    return True


def _tell(request: PortalRequest, done: int, left: list[str], to: User) -> None:
    if done:
        text = ngettext("Đã giao %(count)s hồ sơ cho %(name)s.", "Đã giao %(count)s hồ sơ cho %(name)s.", done)
        messages.success(request, text % {"count": done, "name": to})
    if left:
        text = _("Chưa giao: %(names)s. Hồ sơ vừa thay đổi, hoặc %(to)s không thẩm định được hồ sơ đó.")
        messages.warning(request, text % {"names": ", ".join(left), "to": to})


def _query(request: HttpRequest) -> str:
    return f"?{request.GET.urlencode()}" if request.GET else ""


def _to_queue(request: HttpRequest) -> HttpResponse:
    return redirect(reverse("reports:queue") + _query(request))
