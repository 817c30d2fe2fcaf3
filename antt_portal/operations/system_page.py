"""Tình trạng hệ thống: whether everything runs, what is late, and since when."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from antt_portal.core import clock
from antt_portal.core.web import require
from antt_portal.operations.jobs_seen import jobs_seen
from antt_portal.operations.parts_seen import parts_seen
from antt_portal.operations.permissions import can_see_system, own_pages
from antt_portal.operations.queue_seen import queue_seen
from enterprises.middleware import PortalRequest

TROUBLES = frozenset({"late", "soon", "back"})


@require_safe
def system_status(request: PortalRequest) -> HttpResponse:
    """The whole page, or its figures alone for a page that is open."""
    require(can_see_system(request.actor))
    at = clock.now()
    parts, jobs = parts_seen(at), jobs_seen(at)
    context = {
        "own_pages": own_pages(request.actor),
        "at": at,
        "parts": parts,
        "jobs": jobs,
        "queue": queue_seen(request.actor.board_id, at),
        "troubles": [
            *(part for part in parts if part.tone in TROUBLES),
            *(job for job in jobs if job.tone in TROUBLES),
        ],
    }
    is_refresh = getattr(request, "htmx", False)
    return render(request, f"operations/{'figures' if is_refresh else 'system'}.html", context)
