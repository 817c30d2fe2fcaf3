"""The register of incoming documents of one year, printed and taken to Excel."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.list_files import sheets_file
from antt_portal.core.paper_responses import preview_response
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from directives.documents.incoming_register import arrivals_data, incoming_register
from directives.documents.incoming_register_workbook import arrivals_sheet
from directives.documents.volumes import numbers_of, volumes_of
from directives.models import ArrivalSeries, IncomingDocument
from directives.permissions import can_see_letters
from enterprises.middleware import PortalRequest


def _series(request: PortalRequest, year: int) -> ArrivalSeries:
    require(can_see_letters(request.actor))
    own = ArrivalSeries.objects.filter(organisation=request.actor.organisation).select_related("organisation")
    return get_object_or_404(own, year=year)


@require_GET
def volume(request: PortalRequest, year: int, volume: int) -> HttpResponseBase:
    """One volume as a PDF, as the register stands now; it is not kept."""
    series = _series(request, year)
    if volume not in volumes_of(series.last_number):
        raise Http404
    arrived = _of(series).filter(arrival_number__range=numbers_of(volume))
    data = arrivals_data(series, arrived, on=clock.today(), at=clock.now(), volume=volume)
    try:
        return preview_response(incoming_register(data), f"So-van-ban-den-{year}-{volume}.pdf")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("directives:incoming-documents")


@require_GET
def excel(request: PortalRequest, year: int) -> HttpResponseBase:
    series = _series(request, year)
    listed = arrivals_sheet(series, _of(series).iterator(chunk_size=1000))
    return sheets_file(request, [listed], _("Sổ văn bản đến %(year)s") % {"year": year})


def _of(series: ArrivalSeries) -> QuerySet[IncomingDocument]:
    arrived = IncomingDocument.objects.filter(organisation=series.organisation, year=series.year)
    return arrived.order_by("arrival_number")
