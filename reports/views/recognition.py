"""Who waits for recognition, and the lists that carry it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from antt_portal.core.workdays import evaluation_year
from enterprises.middleware import PortalRequest
from enterprises.models import Organisation
from reports.candidates import candidates, recognisers
from reports.forms.recognition import RevokeForm
from reports.models import RecognitionBatch, RecognitionStatus, Report
from reports.permissions import can_propose_recognition, can_revoke, can_see_queue
from reports.recognising import create_batch, remove, revoke
from reports.views.board_loading import recognition_for

FIRST_YEAR, LAST_YEAR = 2020, 2100
UNPROCESSABLE = 422
CONFLICT = 409


@dataclass(frozen=True)
class Group:
    """Candidates with one recogniser; None where nobody decided who recognises them."""

    recogniser: Organisation | None
    reports: list[Report]


@require_GET
def recognition(request: PortalRequest) -> HttpResponse:
    require(can_see_queue(request.actor))
    year = _year(request.GET.get("year", ""))
    batches = RecognitionBatch.objects.visible_to(request.actor).filter(year=year).for_list()
    context = {
        "year": year,
        "groups": _groups(request.actor.board_id, year),
        "batches": batches,
        "can_propose": can_propose_recognition(request.actor),
    }
    return render(request, "reports/recognition.html", context)


def _year(typed: str) -> int:
    """The year asked for; without one the year whose dossiers are now decided on: last year's until it is over."""
    if typed.isascii() and typed.isdigit() and FIRST_YEAR <= int(typed[:5]) <= LAST_YEAR:
        return int(typed)
    return evaluation_year(clock.today()) - 1


def _groups(board_id: int, year: int) -> list[Group]:
    waiting = list(candidates(board_id, year))
    whose = recognisers(waiting)
    groups: dict[int | None, Group] = {}
    for report in waiting:
        authority = whose[report.pk]
        key = authority.pk if authority else None
        groups.setdefault(key, Group(authority, [])).reports.append(report)
    return list(groups.values())


@require_POST
def batch_create(request: PortalRequest) -> HttpResponse:
    require(can_propose_recognition(request.actor))
    year = _year(request.POST.get("year", ""))
    recogniser = get_object_or_404(
        Organisation, board_id=request.actor.board_id, public_id=_uuid(request.POST.get("recogniser", ""))
    )
    wanted = [_uuid(one) for one in request.POST.getlist("report")]
    chosen = Report.objects.visible_to(request.actor).filter(public_id__in=[one for one in wanted if one])
    try:
        batch = create_batch(
            chosen.select_related("organisation"), recogniser, year=year, by=request.actor, at=clock.now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("reports:recognition")
    messages.success(request, _("Đã lập danh sách."))
    return redirect(batch)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
def recognition_remove(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = recognition_for(request, public_id)
    require(can_propose_recognition(request.actor))
    batch = found.batch
    try:
        remove(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã đưa %(name)s khỏi danh sách.") % {"name": found.organisation})
    return redirect(batch)


@require_http_methods(["GET", "HEAD", "POST"])
def recognition_revoke(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Revoking one: a page that says what happens, then the act."""
    found = recognition_for(request, public_id)
    require(can_revoke(request.actor, found))
    form = RevokeForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = UNPROCESSABLE
    if form.is_valid():
        try:
            revoke(found, **form.cleaned_data, by=request.actor, at=clock.now(), seen=seen_version(request))
        except Refused as refused:
            form.add_error("on" if refused.code == "revocation-date" else None, str(refused))
            status = CONFLICT
        else:
            messages.success(request, _("Đã thu hồi. Các doanh nghiệp khác trong danh sách không đổi."))
            return redirect(found.batch)
    context = {"recognition": found, "form": form, "stands": found.status == RecognitionStatus.RECOGNISED}
    return render(request, "reports/revoke.html", context, status=status)
