"""The calendar of one's own deadlines: its settings, and what calendar programs read."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from antt_portal.core import clock
from antt_portal.core.client_address import client_address
from antt_portal.core.rate_limit import too_many
from antt_portal.core.refusal import Refused
from antt_portal.core.tls_only import tls_only
from enterprises.documents.calendar import calendar_of
from enterprises.due import agenda, feeds
from enterprises.middleware import PortalRequest, open_to_all
from enterprises.models import CalendarFeed

READS_PER_MINUTE = 60
# Whoever has more open deadlines than this looks at them in the portal.
LONGEST = 1000
HEADERS = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="thoi-han.ics"',
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


@require_GET
def calendar_feed_settings(request: PortalRequest) -> HttpResponse:
    standing = CalendarFeed.objects.standing().filter(membership=request.actor.membership).first()
    return _page(request, {"feed": standing})


def _page(request: PortalRequest, context: dict[str, Any]) -> HttpResponse:
    request.beside = "enterprises:deadlines"
    return render(request, "enterprises/calendar_feed.html", context)


@never_cache
@require_POST
def calendar_feed_make(request: PortalRequest) -> HttpResponse:
    """The only page that ever shows the address."""
    token = feeds.make(by=request.actor, at=clock.now())
    address = settings.SITE_ORIGIN + reverse("enterprises:calendar-feed", args=[token])
    standing = CalendarFeed.objects.standing().get(membership=request.actor.membership)
    return _page(request, {"feed": standing, "address": address})


@require_POST
def calendar_feed_revoke(request: PortalRequest) -> HttpResponse:
    try:
        feeds.revoke(by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã thu hồi. Chương trình lịch không đọc được địa chỉ cũ nữa."))
    return redirect("enterprises:calendar-feed-settings")


@open_to_all
@tls_only
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """For programs: no session, no page. A wrong secret and one that no longer holds are the same answer."""
    at = clock.now()
    if too_many("calendar-feed", client_address(request), per_minute=READS_PER_MINUTE, at=at):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    reader = feeds.reader_of(token, at=at)
    if reader is None:
        return HttpResponseNotFound()
    with translation.override(reader.user.language):
        due = agenda.own(reader).open().select_related("organisation")[:LONGEST]
        name = _("Thời hạn – %(organisation)s") % {"organisation": reader.organisation}
        content = calendar_of(due, name=name, origin=settings.SITE_ORIGIN)
    tag = f'"{sha256(content).hexdigest()}"'
    response = HttpResponse(content, headers=HEADERS | {"ETag": tag})
    return get_conditional_response(request, etag=tag, response=response) or response
