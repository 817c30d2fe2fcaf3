"""The steps by which the board reminds, kind by kind: seen by the board, set by its unit heads and administrators."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import list_file, wants_file
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from enterprises.documents.lists import LADDER_STEPS, StepOfKind
from enterprises.forms.ladders import BLANK_ROWS, BaseStepFormSet, SampleForm, StepFormSet, initial
from enterprises.middleware import PortalRequest
from enterprises.models import DeadlineKind, Ladder, LadderStep
from enterprises.permissions import can_keep_ladders, can_see_rules
from enterprises.reminding import ladders as verbs
from enterprises.reminding.ladders import Step
from enterprises.reminding.wording import step_words

UNPROCESSABLE, CONFLICT = 422, 409
A_MONTH = timedelta(days=30)


@require_GET
def ladders(request: PortalRequest) -> HttpResponseBase:
    require(can_see_rules(request.actor))
    found = Ladder.objects.counting_for(request.actor.board_id)
    if wants_file(request):
        return list_file(request, _("Các mốc nhắc"), LADDER_STEPS, _steps(found))
    context = {"kinds": [(kind, found.get(kind.value), _in_words(found.get(kind.value))) for kind in DeadlineKind]}
    return render(request, "enterprises/ladders/list.html", context)


def _steps(found: dict[str, Ladder]) -> Iterator[StepOfKind]:
    """A row for each; a kind without any has one that says so."""
    for kind in DeadlineKind:
        ladder = found.get(kind.value)
        steps: list[LadderStep | None] = [*ladder.steps.all()] if ladder else []
        yield from (StepOfKind(kind, ladder, step) for step in steps or [None])


def _in_words(found: Ladder | None) -> list[tuple[LadderStep, str]]:
    return [(step, step_words(step.code)) for step in found.steps.all()] if found else []


def _kind(text: str) -> DeadlineKind:
    if text not in DeadlineKind.values:
        raise Http404
    return DeadlineKind(text)


@require_http_methods(["GET", "HEAD", "POST"])
def ladder(request: PortalRequest, kind: str) -> HttpResponse:
    """Edit, or only try out with a day (``act=preview``, or ``due_on`` in the address): nothing is saved then."""
    require(can_keep_ladders(request.actor) if request.method == "POST" else can_see_rules(request.actor))
    wanted = _kind(kind)
    found = Ladder.objects.counting_for(request.actor.board_id).get(wanted.value)
    if request.method != "POST":
        steps = verbs.steps_of(found) if found else []
        return _page(request, wanted, found, StepFormSet(initial=initial(steps)), steps)
    data = request.POST
    if data.get("act") == "more":
        return _page(request, wanted, found, StepFormSet(_with_more_rows(data)), [])
    forms = StepFormSet(data)
    if not forms.is_valid():
        return _page(request, wanted, found, forms, [], status=UNPROCESSABLE)
    if data.get("act") == "preview":
        return _page(request, wanted, found, forms, forms.steps())
    return _save(request, wanted, found, forms)


def _save(request: PortalRequest, kind: DeadlineKind, found: Ladder | None, forms: BaseStepFormSet) -> HttpResponse:
    board, seen, is_on = request.actor.organisation.board, seen_version(request), "is_on" in request.POST
    try:
        verbs.keep(board, kind, forms.steps(), is_on=is_on, seen=seen, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, kind, found, forms, [], status=CONFLICT)
    messages.success(request, _("Đã lưu các mốc nhắc. Thời hạn đang mở dùng ngay các mốc này."))
    return redirect("enterprises:ladders")


def _with_more_rows(data: QueryDict) -> QueryDict:
    typed = data.copy()
    total = typed.get("form-TOTAL_FORMS", "")
    typed["form-TOTAL_FORMS"] = str(int(total) + BLANK_ROWS) if total.isascii() and total.isdigit() else total
    return typed


def _page(
    request: PortalRequest,
    kind: DeadlineKind,
    found: Ladder | None,
    forms: BaseStepFormSet,
    steps: list[Step],
    *,
    status: int = 200,
) -> HttpResponse:
    own = found if found and found.board_id else None
    typed = request.POST if request.method == "POST" else request.GET
    sample = SampleForm(typed if typed.get("due_on") else {"due_on": f"{clock.today() + A_MONTH:%d/%m/%Y}"})
    due_on = sample.cleaned_data["due_on"] if sample.is_valid() else None
    context = {
        "kind": kind,
        "ladder": found,
        "is_own": own is not None,
        "version": seen_version(request) if request.method == "POST" else own.version if own else 0,
        "is_on": "is_on" in request.POST if request.method == "POST" else found is None or found.is_on,
        "forms": forms,
        "sample": sample,
        "reached": _sample(request, steps, due_on) if due_on else [],
        "can_keep": can_keep_ladders(request.actor),
    }
    return render(request, "enterprises/ladders/ladder.html", context, status=status)


def _sample(request: PortalRequest, steps: list[Step], due_on: date) -> list[dict[str, Any]]:
    """Each step with its day, and the day on which its mail goes out: the next working one, unless it is urgent."""
    calendar = CalendarDay.objects.calendar_for(request.actor.board_id)
    return [
        {
            "step": one.step,
            "on": one.on,
            "mail_on": one.on if one.step.is_urgent else calendar.next_working(one.on),
        }
        for one in verbs.on_calendar(steps, due_on)
    ]


@require_POST
@explain_refusal(back_to="enterprises:ladder")
def ladder_reset(request: PortalRequest, kind: str) -> HttpResponse:
    require(can_keep_ladders(request.actor))
    board = request.actor.organisation.board
    verbs.reset(board, _kind(kind), seen=seen_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Đã trở về các mốc mặc định của Cổng."))
    return redirect("enterprises:ladders")
