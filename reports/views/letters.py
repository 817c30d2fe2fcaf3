"""Letters of the board about a dossier: drafted from a return, and handed to the enterprise once issued."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.file_responses import file_response
from antt_portal.core.folding import ascii_name
from antt_portal.core.web import explain_refusal, require
from directives.models import OfficialLetter
from directives.permissions import can_compose
from directives.writing.signatures import official_file
from enterprises.middleware import PortalRequest
from reports.board_letters import draft_request
from reports.permissions import can_read_letter, can_review
from reports.views.board_loading import dossier_for


@require_POST
@explain_refusal(back_to="reports:review")
def request_letter(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The reviewer goes on in the editor of letters."""
    report = dossier_for(request, public_id)
    require(can_review(request.actor, report) and can_compose(request.actor))
    letter = draft_request(report, by=request.actor, at=clock.now())
    messages.success(request, _("Đã lập dự thảo công văn từ các nội dung cần bổ sung."))
    return redirect(letter)


@require_GET
def letter_file(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Of an issued letter only; nobody else learns that it exists."""
    letter = get_object_or_404(OfficialLetter.objects.out(), public_id=public_id, board_id=request.actor.board_id)
    file = official_file(letter)
    if file is None or not can_read_letter(request.actor, letter):
        raise Http404
    return file_response(request, file.blob, f"{ascii_name(f'{letter} {letter.subject}')[:50]}.pdf")
