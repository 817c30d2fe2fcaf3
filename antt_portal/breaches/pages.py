"""Sổ vi phạm dữ liệu cá nhân: what is written down, how long is left, what was reported."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from antt_portal.breaches import keeping
from antt_portal.breaches.forms import BreachForm, OutcomeForm, SentForm
from antt_portal.breaches.models import Breach
from antt_portal.breaches.permissions import can_keep_breaches
from antt_portal.core import clock
from antt_portal.core.formats import vn_date, vn_time
from antt_portal.core.list_files import CHUNK, ListColumn, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from enterprises.middleware import PortalRequest

PAGE_SIZE = 50
UNPROCESSABLE, CONFLICT = 422, 409
HOUR = 3600
# Which field of a form a refusal is about.
FIELD_OF = {"in-future": "time", "too-early": "time"}


class Standing(NamedTuple):
    """As a tag says it."""

    tone: str
    label: str


def standing(breach: Breach) -> Standing:
    if breach.closed_at is not None:
        return Standing("none", _("Đã kết thúc"))
    if breach.reported_at is not None:
        is_late = breach.reported_at > breach.due_at
        return Standing("back", _("Đã báo, quá hạn")) if is_late else Standing("done", _("Đã báo trong hạn"))
    hours = int((breach.due_at - clock.now()).total_seconds() // HOUR)
    if hours < 0:
        text = ngettext("Quá hạn %(count)s giờ", "Quá hạn %(count)s giờ", -hours)
        return Standing("late", text % {"count": -hours})
    return Standing("todo", ngettext("Còn %(count)s giờ", "Còn %(count)s giờ", hours) % {"count": hours})


COLUMNS: list[ListColumn[Breach]] = [
    ListColumn(pgettext_lazy("what is to be done", "Việc"), 60, lambda one: one.what),
    ListColumn(gettext_lazy("Phát hiện"), 18, lambda one: one.discovered_at),
    ListColumn(gettext_lazy("Hạn báo"), 18, lambda one: one.due_at),
    ListColumn(gettext_lazy("Số người bị ảnh hưởng"), 12, lambda one: one.people_count),
    ListColumn(gettext_lazy("Văn bản"), 24, lambda one: one.report_number),
    ListColumn(gettext_lazy("Báo cơ quan chuyên trách"), 18, lambda one: one.reported_at),
    ListColumn(gettext_lazy("Trạng thái"), 24, lambda one: standing(one).label),
]


@require_safe
def breaches(request: PortalRequest) -> HttpResponseBase:
    require(can_keep_breaches(request.actor))
    found = Breach.objects.visible_to(request.actor).for_list()
    if wants_file(request):
        return list_file(request, _("Vi phạm dữ liệu cá nhân"), COLUMNS, found.iterator(chunk_size=CHUNK))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(one, standing(one)) for one in page]
    return render(request, "breaches/list.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def breach_new(request: PortalRequest) -> HttpResponse:
    require(can_keep_breaches(request.actor))
    now = clock.now()
    form = BreachForm(request.POST if request.method == "POST" else None, initial=_just_now())
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            made = keeping.enter(form.facts(), by=request.actor, at=now)
        except Refused as refused:
            form.add_error(FIELD_OF.get(refused.code), str(refused))
            status = CONFLICT
        else:
            messages.success(request, _("Đã ghi. Quản trị của Ban nhận thư ngay và khi thời hạn còn 24 giờ, 6 giờ."))
            return redirect(made)
    return render(request, "breaches/new.html", {"form": form}, status=status)


def _just_now() -> dict[str, str]:
    now = clock.now()
    return {"day": vn_date(now), "time": vn_time(now)}


def _found(request: PortalRequest, public_id: UUID) -> Breach:
    require(can_keep_breaches(request.actor) or not request.actor.is_board)
    visible = Breach.objects.visible_to(request.actor).select_related("entered_by")
    return get_object_or_404(visible, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def breach(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What is known; sent again when more is."""
    found = _found(request, public_id)
    if request.method != "POST":
        return _page(request, found)
    form = BreachForm(request.POST)

    def act(**how: Any) -> None:
        keeping.correct(found, form.facts(), **how)

    return _done(request, found, act, said=_("Đã lưu."), facts=form)


@require_POST
def breach_report(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found, form = _found(request, public_id), SentForm(request.POST)

    def act(**how: Any) -> None:
        keeping.report(found, number=form.cleaned_data["number"], reported_at=form.moment(), **how)

    return _done(request, found, act, said=_("Đã ghi văn bản báo cáo. Thời hạn 72 giờ dừng lại."), sent=form)


@require_POST
def breach_close(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found, form = _found(request, public_id), OutcomeForm(request.POST)

    def act(**how: Any) -> None:
        keeping.close(found, outcome=form.cleaned_data["outcome"], **how)

    return _done(request, found, act, said=_("Đã kết thúc vụ này."), outcome=form)


def _done(
    request: PortalRequest, found: Breach, act: Callable[..., None], *, said: str, **sent: forms.Form
) -> HttpResponse:
    """Do it and say so, or show the page again with what was typed and what is wrong."""
    (form,) = sent.values()
    if not form.is_valid():
        return _page(request, found, status=UNPROCESSABLE, **sent)
    try:
        act(seen=seen_version(request), by=request.actor, at=clock.now())
    except Refused as refused:
        about = FIELD_OF.get(refused.code)
        form.add_error(about if about in form.fields else None, str(refused))
        return _page(request, found, status=CONFLICT, **sent)
    messages.success(request, said)
    return redirect(found)


def _page(request: PortalRequest, found: Breach, *, status: int = 200, **bound: forms.Form) -> HttpResponse:
    context = {
        "breach": found,
        "standing": standing(found),
        "facts": bound.get("facts") or BreachForm(initial=BreachForm.told(found), auto_id="id_facts_%s"),
        "sent": bound.get("sent") or SentForm(initial=_just_now(), auto_id="id_sent_%s"),
        "outcome": bound.get("outcome") or OutcomeForm(),
        "shown_again": next(iter(bound.values()), None),
    }
    return render(request, "breaches/breach.html", context, status=status)
