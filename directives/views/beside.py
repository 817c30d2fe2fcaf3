"""What stands beside a letter: its print as pictures, its findings, its PDF."""

import io
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.documents import RenderFailed
from antt_portal.core.file_responses import private
from antt_portal.core.paper_responses import preview_response
from antt_portal.core.web import explain_refusal
from directives.views.editor_page import counted
from directives.views.letter_loading import seen_letter
from directives.writing.previewing import page_picture, pages, printed
from directives.writing.remarks import remarks_of
from enterprises.middleware import PortalRequest


@require_GET
def beside(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Asked by js/compose.js after each saving."""
    found = seen_letter(request, public_id)
    remarks = remarks_of(found, on=clock.today())
    context = {"letter": found, "remarks": remarks, **counted(remarks), "made_at": clock.now()}
    try:
        paper = printed(found.letter)
    except RenderFailed:
        return render(request, "directives/compose/beside.html", context)
    context |= {"pages": pages(paper, remarks), "key": paper.key[:16]}
    return render(request, "directives/compose/beside.html", context)


@require_GET
def page(request: PortalRequest, public_id: UUID, number: int) -> HttpResponseBase:
    """``?v=`` changes with the text: a picture that a page still holds is never the one of an earlier text."""
    found = seen_letter(request, public_id)
    try:
        drawn = page_picture(printed(found.letter), number)
    except RenderFailed:
        drawn = None
    if drawn is None:
        raise Http404(_("Bản xem trước không có trang này."))
    return private(FileResponse(io.BytesIO(drawn), content_type="image/png"))


@require_GET
@explain_refusal("directives:letter")
def preview(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The PDF as it will be, not kept."""
    found = seen_letter(request, public_id)
    return preview_response(found.letter, f"{found.number_text}-{found.symbol}-{found.subject}"[:80])
