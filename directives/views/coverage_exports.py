"""The figures and the list of a coverage page, taken along as Excel or PDF: of the same moment, narrowed alike."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.list_files import sheets_file
from antt_portal.core.paper_responses import preview_response
from antt_portal.core.refusal import Refused
from directives.coverage.figures import Figures, figures
from directives.coverage.listing import Wanted, listed
from directives.documents.coverage_report import LISTED, coverage_data, coverage_report
from directives.documents.coverage_workbook import coverage_sheets
from directives.forms.coverage import CoverageFilter, moment_of
from directives.models import Delivery, Directive
from directives.views.coverage_page import seen_directive
from enterprises.middleware import PortalRequest


def _asked(request: PortalRequest, directive: Directive) -> tuple[Figures, Wanted, QuerySet[Delivery]]:
    now = clock.now()
    at = moment_of(request.GET, directive, now) or now
    wanted = CoverageFilter(request.GET, directive=directive).wanted()
    return figures(directive, at=at, on=clock.today()), wanted, listed(directive, wanted, at=at)


@require_GET
def excel(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    directive = seen_directive(request, public_id)
    found, _wanted, places = _asked(request, directive)
    rows = places.select_related("organisation").iterator(chunk_size=1000)
    sheets = coverage_sheets(directive, found, rows)
    return sheets_file(request, sheets, _("Độ phủ %(letter)s") % {"letter": directive.letter})


@require_GET
def pdf(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    directive = seen_directive(request, public_id)
    found, wanted, places = _asked(request, directive)
    shown, count = places.select_related("organisation")[:LISTED], places.count()
    data = coverage_data(directive, found, shown, count=count, narrowed=wanted != Wanted())
    try:
        return preview_response(coverage_report(data), f"Do-phu-{directive.letter.public_id}.pdf")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(directive)
