"""Whom a roll-up proposes to commend; and taking back what was chosen for it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.folding import search_key
from antt_portal.core.refusal import Refused
from enterprises.middleware import PortalRequest
from enterprises.models import Organisation
from reports.forms.rollups import NominationForm
from reports.models import Nomination, Quotation, RollUp
from reports.rollups.writing import candidates, nominate, unquote, withdraw
from reports.views.review import CONFLICT, UNPROCESSABLE
from reports.views.rollup_page import own_rollup

FOUND_AT_MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
def rollup_nominations(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Suggested are those with accepted reports or a recognition; ``?q=`` finds any enterprise."""
    found = own_rollup(request, public_id)
    named = Organisation.objects.visible_to(request.actor).enterprises()
    if request.method == "POST":
        form = NominationForm(request.POST, organisations=named)
        return _nominate(request, found, form) if form.is_valid() else _show(request, found, form, UNPROCESSABLE)
    words = request.GET.get("q", "").strip()
    offered = named.filter(search_key__contains=search_key(words)).for_list() if words else candidates(found)
    few = Organisation.objects.filter(pk__in=list(offered.values_list("pk", flat=True)[:FOUND_AT_MOST])).for_list()
    return _show(request, found, NominationForm(organisations=few), words=words, count=offered.count())


def _nominate(request: PortalRequest, found: RollUp, form: NominationForm) -> HttpResponse:
    typed = form.cleaned_data
    try:
        nominate(found, typed["organisation"], typed["reason"], by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show(request, found, form, CONFLICT)
    messages.success(request, _("Đã đưa vào danh sách đề nghị khen thưởng."))
    return redirect("reports:rollup-nominations", found.public_id)


def _show(request: PortalRequest, found: RollUp, form: NominationForm, status: int = 200, **more: Any) -> HttpResponse:
    nominations = found.nominations.select_related("organisation", "nominated_by")
    context = {"rollup": found, "form": form, "nominations": nominations, **more}
    return render(request, "reports/rollup/nominations.html", context, status=status)


@require_POST
def rollup_withdraw(request: PortalRequest, public_id: UUID, nomination_id: UUID) -> HttpResponse:
    found = own_rollup(request, public_id)
    named = Nomination.objects.select_related("organisation").filter(rollup=found)
    return _take_back(request, found, withdraw, get_object_or_404(named, public_id=nomination_id))


@require_POST
def rollup_unquote(request: PortalRequest, public_id: UUID, quotation_id: UUID) -> HttpResponse:
    found = own_rollup(request, public_id)
    chosen = Quotation.objects.select_related("submission").filter(rollup=found)
    return _take_back(request, found, unquote, get_object_or_404(chosen, public_id=quotation_id))


def _take_back(request: PortalRequest, found: RollUp, verb: Any, row: Nomination | Quotation) -> HttpResponse:
    try:
        verb(row, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã bỏ khỏi báo cáo."))
    return redirect(found)
