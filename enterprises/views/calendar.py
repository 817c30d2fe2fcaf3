"""The board's calendar: a year at a time, days of its own, the yearly decision as a list, and what moves with them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.formats import number_vn, vn_date
from antt_portal.core.list_files import list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require
from enterprises.forms.calendar import DayForm, DayListForm
from enterprises.middleware import PortalRequest
from enterprises.models import DeadlineKind, Ladder
from enterprises.permissions import can_keep_calendar, can_see_rules
from enterprises.reminding import ladders
from enterprises.views.calendar_year import CALENDAR_DAYS, months, named_days
from enterprises.workdays import day_lists
from enterprises.workdays import keeping as calendars
from enterprises.workdays.day_lists import FIRST_YEAR, Problem, Unreadable
from enterprises.workdays.keeping import Exceptional, Kept
from enterprises.workdays.recomputing import Move, moving

LISTED = 50
UNPROCESSABLE = 422
LAST_YEAR_SHOWN = 2035  # as far as the days of Tết are known to be right


@require_GET
def calendar(request: PortalRequest) -> HttpResponseBase:
    require(can_see_rules(request.actor))
    year = _asked_year(request)
    if wants_file(request):
        title = _("Lịch làm việc %(year)s") % {"year": year}
        return list_file(request, title, CALENDAR_DAYS, named_days(request.actor.organisation.board, year))
    return _year(request, year, DayForm())


def _asked_year(request: PortalRequest) -> int:
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else clock.today().year
    return min(max(year, FIRST_YEAR), LAST_YEAR_SHOWN)


def _year(request: PortalRequest, year: int, form: DayForm) -> HttpResponse:
    named = named_days(request.actor.organisation.board, year)
    context = {
        "year": year,
        "months": months(year, named),
        "named": named,
        "earlier": year - 1 if year > FIRST_YEAR else None,
        "later": year + 1 if year < LAST_YEAR_SHOWN else None,
        "form": form,
        "today": clock.today(),
        "can_keep": can_keep_calendar(request.actor),
    }
    return render(request, "enterprises/calendar/year.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@explain_refusal(back_to="enterprises:calendar")
def calendar_day(request: PortalRequest) -> HttpResponse:
    """One day: shows what would move; the page that shows it saves as a list of one."""
    require(can_keep_calendar(request.actor))
    form = DayForm(request.POST)
    if not form.is_valid():
        return _year(request, _asked_year(request), form)
    return _preview(request, [form.exceptional()])


@require_POST
@explain_refusal(back_to="enterprises:calendar")
def calendar_drop(request: PortalRequest) -> HttpResponse:
    """Take back a day of the board's own; ``act=save`` does, anything else shows what would move."""
    require(can_keep_calendar(request.actor))
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Refused("day", _("Không rõ ngày nào. Không có gì thay đổi.")) from error
    board = request.actor.organisation.board
    if request.POST.get("act") != "save":
        return _preview(request, [], [day])
    kept = calendars.drop(board, day, by=request.actor, at=clock.now())
    messages.success(request, _("Đã bỏ ngày riêng %(day)s.") % {"day": vn_date(day)} + " " + _moved(kept))
    return redirect(f"{reverse('enterprises:calendar')}?year={day.year}")


@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusal(back_to="enterprises:calendar-import")
def calendar_import(request: PortalRequest) -> HttpResponse:
    """The yearly decision as a list: all of it or nothing."""
    require(can_keep_calendar(request.actor))
    if request.method != "POST":
        return render(request, "enterprises/calendar/import.html", {"form": DayListForm()})
    form = DayListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _import_page(request, form, [])
    file = form.cleaned_data["file"]
    try:
        rows = day_lists.read_file(file.read()) if file else day_lists.read_text(form.cleaned_data["rows"])
    except Unreadable as unreadable:
        return _import_page(request, form, [Problem(0, unreadable.text)])
    days, problems = day_lists.parse(rows)
    if problems:
        return _import_page(request, form, problems)
    if request.POST.get("act") != "save":
        return _preview(request, days)
    return _save(request, days)


def _import_page(request: PortalRequest, form: DayListForm, problems: Sequence[Problem]) -> HttpResponse:
    context = {"form": form, "problems": problems}
    return render(request, "enterprises/calendar/import.html", context, status=UNPROCESSABLE)


def _save(request: PortalRequest, days: Sequence[Exceptional]) -> HttpResponse:
    kept = calendars.keep(request.actor.organisation.board, days, by=request.actor, at=clock.now())
    if kept.days:
        said = ngettext("Đã lưu %(count)s ngày.", "Đã lưu %(count)s ngày.", kept.days) % {"count": kept.days}
        messages.success(request, f"{said} {_moved(kept)}")
    else:
        messages.info(request, _("Các ngày này đã có trong lịch. Không có gì thay đổi."))
    return redirect(f"{reverse('enterprises:calendar')}?year={days[0].day.year}")


def _moved(kept: Kept) -> str:
    if not kept.deadlines:
        return _("Không thời hạn nào chuyển ngày.")
    text = ngettext(
        "%(count)s thời hạn đã chuyển ngày, người liên quan được báo.",
        "%(count)s thời hạn đã chuyển ngày, người liên quan được báo.",
        kept.deadlines,
    )
    return text % {"count": number_vn(kept.deadlines)}


def _preview(request: PortalRequest, days: Sequence[Exceptional], without: Sequence[date] = ()) -> HttpResponse:
    board, at = request.actor.organisation.board, clock.now()
    moves = calendars.foresee(board, days, without, at=at)
    counts: Counter[str] = Counter()
    for one in moves:
        counts[one.kind] += one.count
    context = {
        "days": days,
        "without": without,
        "rows": day_lists.written(days),
        "total": sum(counts.values()),
        "kinds": [(DeadlineKind(kind).label, count) for kind, count in counts.most_common()],
        "listed": _listed(request, moves),
        "limit": LISTED,
    }
    return render(request, "enterprises/calendar/preview.html", context)


def _listed(request: PortalRequest, moves: Sequence[Move]) -> list[dict[str, Any]]:
    """The first that would move, with the steps of their ladders that would then lie behind."""
    if not moves:
        return []
    board, today = request.actor.organisation.board, clock.today()
    own = Ladder.objects.counting_for(board.pk)
    first: Any = moving(board, moves).select_related("organisation")
    return [
        {
            "deadline": one,
            "after": one.after_on,
            "skipped": ladders.skipped(own.get(one.kind), before=one.due_on, after=one.after_on, on=today),
        }
        for one in first.order_by("due_on", "pk")[:LISTED]
    ]
