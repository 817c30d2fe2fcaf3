"""The register of outgoing documents: read by the board, kept by its clerk, printed and taken to Excel."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import sheets_file
from antt_portal.core.paper_responses import preview_response
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require
from directives.documents.outgoing_register import outgoing_register, register_data
from directives.documents.register_workbook import register_sheet
from directives.documents.volumes import numbers_of, spans_of, volumes_of
from directives.forms.register import EntryForm, RegisterFilter, ReserveForm, SkipForm
from directives.models import EntryState, NumberSeries, RegisterEntry, SeriesGroup
from directives.permissions import can_keep_register, can_see_letters
from directives.writing.numbering import reserve, skip
from directives.writing.registering import FIRST_NUMBER, amend, series_for
from enterprises.middleware import PortalRequest
from enterprises.proving import asks_who

PAGE_SIZE = 50
UNPROCESSABLE = 422
CONFLICT = 409


@require_GET
def register(request: PortalRequest) -> HttpResponse:
    require(can_see_letters(request.actor))
    return _page(request)


def _page(request: PortalRequest, *, status: int = 200, reserve_form: ReserveForm | None = None) -> HttpResponse:
    agency = request.actor.organisation
    years = NumberSeries.objects.filter(agency=agency).values_list("year", flat=True).distinct()
    chosen = RegisterFilter(request.GET, years=years, this_year=clock.today().year)
    series = series_for(agency, chosen.chosen_group, chosen.chosen_year)
    entries = RegisterEntry.objects.visible_to(request.actor).filter(series=series).for_register().order_by("-number")
    if chosen.chosen_state:
        entries = entries.filter(state=chosen.chosen_state)
    context = {
        "filter": chosen,
        "group": chosen.chosen_group,
        "year": chosen.chosen_year,
        "series": series,
        "next_number": f"{series.next_number if series else FIRST_NUMBER:02d}",
        "is_this_year": chosen.chosen_year == clock.today().year,
        "volumes": spans_of(series.last_number) if series else [],
        "page": Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page")),
        "keeps": can_keep_register(request.actor),
        "reserve_form": reserve_form or ReserveForm(initial={"group": chosen.chosen_group, "count": 1}),
    }
    return render(request, "directives/register.html", context, status=status)


def _to_register(group: str, year: int) -> HttpResponse:
    return redirect(f"{reverse('directives:register')}?{urlencode({'group': group, 'year': year})}")


@require_POST
@asks_who(gettext_lazy("Giữ số"))
def register_reserve(request: PortalRequest) -> HttpResponse:
    require(can_keep_register(request.actor))
    form = ReserveForm(request.POST)
    if not form.is_valid():
        return _page(request, status=UNPROCESSABLE, reserve_form=form)
    group, count, reason = (form.cleaned_data[name] for name in ("group", "count", "reason"))
    agency, at = request.actor.organisation, clock.now()
    entries = reserve(agency, SeriesGroup(group), count=count, reason=reason, by=request.actor, at=at)
    numbers = ", ".join(f"{entry.number:02d}" for entry in entries)
    text = ngettext("Đã giữ trước số %(numbers)s.", "Đã giữ trước các số %(numbers)s.", len(entries))
    messages.success(request, text % {"numbers": numbers})
    return _to_register(group, entries[0].series.year)


def _kept_entry(request: PortalRequest, public_id: UUID) -> RegisterEntry:
    visible = RegisterEntry.objects.visible_to(request.actor).select_related("series", "letter", "entered_by")
    entry = get_object_or_404(visible, public_id=public_id)
    require(can_keep_register(request.actor))
    return entry


@require_http_methods(["GET", "HEAD", "POST"])
def register_entry(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One number: its columns that the clerk fills in, or the end of one that was kept."""
    entry = _kept_entry(request, public_id)
    if request.method != "POST":
        return _entry_page(request, entry)
    form = EntryForm(request.POST, instance=_kept_entry(request, public_id))
    if not form.is_valid():
        return _entry_page(request, entry, status=UNPROCESSABLE, form=form)
    try:
        amend(entry, **form.cleaned_data, by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _entry_page(request, entry, status=CONFLICT, form=form)
    messages.success(request, _("Đã ghi vào sổ."))
    return _to_register(entry.series.group, entry.series.year)


def _entry_page(request: PortalRequest, entry: RegisterEntry, *, status: int = 200, **bound: Any) -> HttpResponse:
    context = {
        "entry": entry,
        "form": bound.get("form") or EntryForm(instance=entry),
        "skip_form": bound.get("skip_form") or SkipForm(),
        "is_used": entry.state == EntryState.USED,
        "is_reserved": entry.state == EntryState.RESERVED,
        "shown_again": next(iter(bound.values()), None),
    }
    return render(request, "directives/register_entry.html", context, status=status)


@require_POST
@asks_who(gettext_lazy("Bỏ số"))
@explain_refusal(back_to="directives:register-entry")
def register_skip(request: PortalRequest, public_id: UUID) -> HttpResponse:
    entry = _kept_entry(request, public_id)
    form = SkipForm(request.POST)
    if not form.is_valid():
        return _entry_page(request, entry, status=UNPROCESSABLE, skip_form=form)
    skip(entry, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())
    messages.success(request, _("Đã bỏ số %(number)02d; lý do ghi trong sổ.") % {"number": entry.number})
    return _to_register(entry.series.group, entry.series.year)


def _series(request: PortalRequest, group: str, year: int) -> NumberSeries:
    require(can_see_letters(request.actor))
    own = NumberSeries.objects.filter(agency=request.actor.organisation).select_related("agency")
    return get_object_or_404(own, group=group, year=year)


@require_GET
def register_volume(request: PortalRequest, group: str, year: int, volume: int) -> HttpResponseBase:
    """One volume as a PDF, as the register stands now; it is not kept."""
    series = _series(request, group, year)
    if volume not in volumes_of(series.last_number):
        raise Http404
    first, last = numbers_of(volume)
    entries = series.entries.filter(number__range=(first, last)).order_by("number")
    data = register_data(series, entries, on=clock.today(), at=clock.now(), volume=volume)
    try:
        return preview_response(outgoing_register(data), f"So-van-ban-di-{year}-{group}-{volume}.pdf")
    except Refused as refused:
        messages.error(request, str(refused))
        return _to_register(group, year)


@require_GET
def register_excel(request: PortalRequest, group: str, year: int) -> HttpResponseBase:
    series = _series(request, group, year)
    listed = register_sheet(series, series.entries.order_by("number").iterator(chunk_size=1000))
    return sheets_file(request, [listed], f"So van ban di {year} {series.get_group_display()}")
