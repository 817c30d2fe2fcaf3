"""The duties of the law that return, as the board keeps them."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.due_rules import DueRule, RuleKind, days_between
from antt_portal.core.list_files import list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from enterprises.documents.lists import DUTIES
from enterprises.duties import keeping as verbs
from enterprises.duties.owing import rule_of
from enterprises.forms.duties import DutyForm, VerifyForm
from enterprises.middleware import PortalRequest
from enterprises.models import RecurringDuty
from enterprises.permissions import can_keep_duties, can_see_rules

UNPROCESSABLE, CONFLICT = 422, 409
EXAMPLES, AS_FAR_AS = 3, timedelta(days=4 * 366)
SHOWN: dict[str, Callable[[RecurringDuty, date], bool]] = {
    "": lambda _one, _today: True,
    "on": lambda one, _today: one.is_asked,
    "off": lambda one, _today: not one.is_asked,
    "unverified": lambda one, _today: not one.is_verified,
    "ended": lambda one, today: one.valid_to is not None and one.valid_to < today,
}


def _duty(request: PortalRequest, public_id: UUID) -> RecurringDuty:
    seen = RecurringDuty.objects.of(request.actor.organisation.board)
    return get_object_or_404(seen.select_related("board"), public_id=public_id)


@require_GET
def duties(request: PortalRequest) -> HttpResponseBase:
    require(can_see_rules(request.actor))
    today = clock.today()
    wanted = request.GET.get("show", "")
    keep = SHOWN.get(wanted, SHOWN[""])
    rows = RecurringDuty.objects.of(request.actor.organisation.board)
    if wants_file(request):
        return list_file(request, _("Nghĩa vụ định kỳ"), DUTIES, (one for one in rows if keep(one, today)))
    filters = [
        ("", _("Tất cả")),
        ("on", _("Đang nhắc")),
        ("off", _("Không nhắc")),
        ("unverified", _("Chờ xác minh")),
        ("ended", _("Hết hiệu lực")),
    ]
    context = {
        "rows": [(one, _examples(rule_of(one), today), _after_event(one)) for one in rows if keep(one, today)],
        "filters": filters,
        "wanted": wanted,
        "today": today,
        "can_keep": can_keep_duties(request.actor),
    }
    return render(request, "enterprises/duties/list.html", context)


def _examples(rule: DueRule | None, today: date) -> list[date]:
    """The next days on which it falls due; none for what follows from events."""
    if rule is None or not rule.recurs:
        return []
    return list(islice(days_between(rule, today, today + AS_FAR_AS), EXAMPLES))


def _after_event(duty: RecurringDuty) -> str:
    """“12 giờ sau sự việc”; empty for what recurs."""
    count = duty.offset or 0
    match duty.rule:
        case RuleKind.EVENT_HOURS | RuleKind.EVENT_DAYS | RuleKind.EVENT_WORKDAYS if count == 0:
            return _("Ngay khi xảy ra")
        case RuleKind.EVENT_HOURS:
            text = ngettext("%(count)s giờ sau sự việc", "%(count)s giờ sau sự việc", count)
        case RuleKind.EVENT_DAYS:
            text = ngettext("%(count)s ngày sau sự việc", "%(count)s ngày sau sự việc", count)
        case RuleKind.EVENT_WORKDAYS:
            text = ngettext("%(count)s ngày làm việc sau sự việc", "%(count)s ngày làm việc sau sự việc", count)
        case _:
            return ""
    return text % {"count": count}


@require_http_methods(["GET", "HEAD", "POST"])
def duty_new(request: PortalRequest) -> HttpResponse:
    require(can_keep_duties(request.actor))
    if request.method != "POST":
        return _page(request, None, DutyForm())
    form = DutyForm(request.POST)
    if not form.is_valid() or "preview" in request.POST:
        return _page(request, None, form)
    verbs.add(request.actor.organisation.board, form.cleaned_data, by=request.actor, at=clock.now())
    messages.success(request, _("Đã thêm nghĩa vụ. Doanh nghiệp được nhắc từ hai tháng trước hạn."))
    return redirect("enterprises:duties")


@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Seen by the board; saved as a copy of its own. “Xem ngày” shows the days that come and saves nothing."""
    require(can_keep_duties(request.actor) if request.method == "POST" else can_see_rules(request.actor))
    found = _duty(request, public_id)
    if request.method != "POST":
        return _page(request, found, DutyForm(instance=found))
    form = DutyForm(request.POST, instance=found)
    if not form.is_valid() or "preview" in request.POST:
        return _page(request, found, form)
    board, seen = request.actor.organisation.board, seen_version(request)
    try:
        verbs.edit(board, found, form.cleaned_data, seen=seen, by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, found, form, status=CONFLICT)
    messages.success(request, _("Đã lưu. Các kỳ chưa đến hạn chuyển theo."))
    return redirect("enterprises:duties")


def _page(request: PortalRequest, found: RecurringDuty | None, form: DutyForm, *, status: int = 200) -> HttpResponse:
    rule = (form.rule() if form.is_bound else rule_of(found) if found else None) if not form.errors else None
    context: dict[str, Any] = {
        "duty": found,
        "form": form,
        "verify": VerifyForm(),
        "version": seen_version(request) if request.method == "POST" else found.version if found else 0,
        "days": _examples(rule, clock.today()),
        "can_keep": can_keep_duties(request.actor),
    }
    faulty = UNPROCESSABLE if form.errors and status == 200 else status
    return render(request, "enterprises/duties/duty.html", context, status=faulty)


@require_POST
@explain_refusal(back_to="enterprises:duty")
def duty_verify(request: PortalRequest, public_id: UUID) -> HttpResponse:
    require(can_keep_duties(request.actor))
    found, board = _duty(request, public_id), request.actor.organisation.board
    basis, seen = request.POST.get("basis", "")[:300], seen_version(request)
    verbs.verify(board, found, basis=basis, seen=seen, by=request.actor, at=clock.now())
    messages.success(request, _("Đã ghi là đã xác minh."))
    return redirect("enterprises:duties")


@require_POST
@explain_refusal(back_to="enterprises:duty")
def duty_switch(request: PortalRequest, public_id: UUID) -> HttpResponse:
    require(can_keep_duties(request.actor))
    found, board = _duty(request, public_id), request.actor.organisation.board
    on = request.POST.get("on") == "1"
    verbs.switch(board, found, on=on, seen=seen_version(request), by=request.actor, at=clock.now())
    said = _("Đã bật: doanh nghiệp được nhắc.") if on else _("Đã tắt: các kỳ đang mở được đóng, không nhắc nữa.")
    messages.success(request, said)
    return redirect("enterprises:duties")
