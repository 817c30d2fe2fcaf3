"""Requests for more time that wait for the board."""

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.web import require
from enterprises.documents.lists import EXTENSIONS
from enterprises.middleware import PortalRequest
from enterprises.models import Extension
from enterprises.permissions import can_see_extensions

PAGE_SIZE = 25


@require_GET
def extensions(request: PortalRequest) -> HttpResponseBase:
    """What falls due first stands first; a request whose day has passed is the most urgent of all."""
    require(can_see_extensions(request.actor))
    waiting = Extension.objects.undecided().filter(board_id=request.actor.board_id)
    rows = waiting.select_related("organisation", "deadline").order_by("deadline__due_on", "pk")
    if wants_file(request):
        return list_file(request, _("Đề nghị gia hạn"), EXTENSIONS, rows.iterator(chunk_size=CHUNK))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "enterprises/extensions.html", {"page": page, "today": clock.today()})
