"""The deadlines of one's own organisation: as a list, and as a month."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.models import CalendarDay
from enterprises.documents.lists import DEADLINES
from enterprises.due import agenda
from enterprises.due.months import month_of, month_on
from enterprises.filters import DeadlineFilter
from enterprises.middleware import PortalRequest
from enterprises.models import Deadline

PAGE_SIZE = 25
TITLE = pgettext_lazy("what is due", "Thời hạn")
LATE, WEEK, LATER, DONE = _("Quá hạn"), _("Tuần này"), _("Sau đó"), _("Đã xong")


@dataclass(frozen=True)
class Group:
    title: str | Promise
    rows: list[Deadline]


@require_GET
def deadlines(request: PortalRequest) -> HttpResponseBase:
    today = clock.today()
    chosen = DeadlineFilter(request.GET, actor=request.actor, on=today)
    if wants_file(request):
        return list_file(request, str(TITLE), DEADLINES, chosen.rows.iterator(chunk_size=CHUNK))
    page = Paginator(chosen.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    by_title = groupby(page.object_list, key=lambda due: _title(due, chosen))
    context = {
        "filter": chosen,
        "page": page,
        "groups": [Group(title, list(rows)) for title, rows in by_title],
        "today": today,
    }
    return render(request, "enterprises/deadlines.html", context)


def _title(due: Deadline, chosen: DeadlineFilter) -> str | Promise:
    if due.closed_at is not None:
        return DONE
    if due.due_on < chosen.today:
        return LATE
    return WEEK if due.due_on <= chosen.week_ends_on else LATER


@require_GET
def month(request: PortalRequest) -> HttpResponse:
    """Monday first, with days off as the board works them."""
    today = clock.today()
    first = month_on(request.GET.get("month", ""), today)
    calendar = CalendarDay.objects.calendar_for(request.actor.board_id)
    weeks = month_of(first, agenda.own(request.actor), calendar)
    context = {
        "first": first,
        "weeks": weeks,
        "is_empty": not any(day.rows and day.in_month for week in weeks for day in week),
        "before": first - timedelta(days=1),
        "after": _next(first),
        "today": today,
    }
    return render(request, "enterprises/deadlines_month.html", context)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
