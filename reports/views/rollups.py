"""Roll-ups of the board: the list, and beginning one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from enterprises.middleware import PortalRequest
from reports.documents.lists import ROLL_UPS
from reports.forms.rollups import NOW, ScopeForm
from reports.models import RollUp, RollUpScope
from reports.permissions import can_roll_up, can_see_rollups
from reports.rollups.preparing import begin
from reports.views.review import CONFLICT, UNPROCESSABLE

A_PAGE = 30


@require_GET
def rollups(request: PortalRequest) -> HttpResponseBase:
    require(can_see_rollups(request.actor))
    found = RollUp.objects.visible_to(request.actor).for_list()
    if wants_file(request):
        return list_file(request, _("Báo cáo tổng hợp"), ROLL_UPS, found.iterator(chunk_size=CHUNK))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/rollup/list.html", {"page": page, "can_begin": can_roll_up(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def rollup_new(request: PortalRequest) -> HttpResponse:
    require(can_roll_up(request.actor))
    at = clock.now()
    given: dict[str, Any] = {"actor": request.actor, "on": clock.today(), "at": at}
    if request.method != "POST":
        return _show(request, ScopeForm(initial=_asked_for(request), **given))
    form = ScopeForm(request.POST, **given)
    if not form.is_valid():
        return _show(request, form, status=UNPROCESSABLE)
    try:
        rollup = begin(form.chosen(), moment=form.moment, by=request.actor, at=at)
    except Refused as refused:
        form.add_error("day" if refused.code == "future" else None, str(refused))
        return _show(request, form, status=CONFLICT)
    messages.success(request, _("Đã tính số liệu. Xem lại rồi chốt."))
    return redirect(rollup)


def _asked_for(request: PortalRequest) -> dict[str, Any]:
    """What the page that led here is about: ``?directive=`` or ``?campaign=``."""
    for scope in (RollUpScope.DIRECTIVE, RollUpScope.CAMPAIGN):
        if named := request.GET.get(scope):
            return {"scope": scope, scope: named, "when": NOW}
    return {"when": NOW}


def _show(request: PortalRequest, form: ScopeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "reports/rollup/new.html", {"form": form}, status=status)
