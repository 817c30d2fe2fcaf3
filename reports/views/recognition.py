"""Who waits for recognition, and the lists that carry it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from antt_portal.core.workdays import evaluation_year
from enterprises.middleware import PortalRequest
from enterprises.models import Organisation
from enterprises.proving import asks_who
from reports.candidates import candidates, recognisers
from reports.documents.lists import PAST_RECOGNITIONS, RECOGNITIONS
from reports.forms.recognition import RevokeForm
from reports.models import PastRecognition, Recognition, RecognitionBatch, RecognitionStatus, Report
from reports.permissions import can_propose_recognition, can_revoke, can_see_queue
from reports.recognising import create_batch, remove, revoke
from reports.views.board_loading import recognition_for

FIRST_YEAR, LAST_YEAR = 2020, 2100
UNPROCESSABLE = 422
CONFLICT = 409
PAST_A_PAGE = 25
LISTS_A_PAGE = 25
WAITING_A_PAGE = 100  # of whom a list is made at a time


@dataclass(frozen=True)
class Group:
    """Candidates with one recogniser; None where nobody decided who recognises them."""

    recogniser: Organisation | None
    reports: list[Report]


@require_GET
def recognition(request: PortalRequest) -> HttpResponseBase:
    require(can_see_queue(request.actor))
    year = _year(request.GET.get("year", ""))
    past = PastRecognition.objects.visible_to(request.actor).filter(year=year)
    past = past.select_related("organisation").order_by("organisation__sort_key", "pk")
    if wants_file(request):
        return _file(request, year, past)
    batches = RecognitionBatch.objects.visible_to(request.actor).filter(year=year).for_list()
    all_waiting = candidates(request.actor.board_id, year)
    # All their keys come from an index; sorted by name, each look would read the organisations of all of them.
    keys = list(all_waiting.order_by("pk").values_list("pk", flat=True))
    waiting = Paginator(keys, WAITING_A_PAGE).get_page(request.GET.get("waiting"))
    context = {
        "year": year,
        "waiting": waiting,
        "groups": _groups(_with_names(list(waiting.object_list))),
        "batches": Paginator(batches, LISTS_A_PAGE).get_page(request.GET.get("lists")),
        "can_propose": can_propose_recognition(request.actor),
        "past": Paginator(past, PAST_A_PAGE).get_page(request.GET.get("past")),
    }
    return render(request, "reports/recognition.html", context)


def _with_names(keys: Iterable[int]) -> QuerySet[Report]:
    found = Report.objects.filter(pk__in=keys).select_related("organisation")
    return found.order_by("organisation__sort_key", "pk")


def _file(request: PortalRequest, year: int, past: QuerySet[PastRecognition]) -> HttpResponseBase:
    """The enterprises of every list of the year; with ``of=past`` those whose results were moved in."""
    if request.GET.get("of") == "past":
        title = _("Kết quả đã nhập năm %(year)s") % {"year": year}
        return list_file(request, title, PAST_RECOGNITIONS, past.iterator(chunk_size=CHUNK))
    rows = Recognition.objects.visible_to(request.actor).filter(year=year)
    rows = rows.select_related("organisation", "batch__recogniser").order_by("organisation__sort_key", "pk")
    title = _("Công nhận năm %(year)s") % {"year": year}
    return list_file(request, title, RECOGNITIONS, rows.iterator(chunk_size=CHUNK))


def _year(typed: str) -> int:
    """The year asked for; without one the year whose dossiers are now decided on: last year's until it is over."""
    if typed.isascii() and typed.isdigit() and FIRST_YEAR <= int(typed[:5]) <= LAST_YEAR:
        return int(typed)
    return evaluation_year(clock.today()) - 1


def _groups(page: Iterable[Report]) -> list[Group]:
    waiting = list(page)
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
@asks_who(gettext_lazy("Thu hồi công nhận"))
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
