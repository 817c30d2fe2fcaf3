"""One enterprise's year to take away: for its own people and its board."""

from uuid import UUID

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from antt_portal.core import clock
from antt_portal.core.archive import zipped
from antt_portal.core.file_responses import disposition, private
from antt_portal.core.viewing import shows_people
from enterprises.middleware import PortalRequest
from enterprises.models import Organisation
from reports.year_bundle import bundle, with_index


@require_safe
def year_bundle(request: PortalRequest, public_id: UUID, year: int) -> HttpResponseBase:
    """Everything is looked up before the first byte: what follows reads files alone."""
    visible = Organisation.objects.visible_to(request.actor).enterprises()
    found = bundle(get_object_or_404(visible, public_id=public_id), year, request.actor)
    if found.is_empty:
        raise Http404
    at = clock.now()
    entries = list(with_index(found, at=at))
    response = private(StreamingHttpResponse(zipped(entries, at=at), content_type="application/zip"))
    response["Content-Disposition"] = disposition(f"{found.name}.zip", inline=False)
    return shows_people(response, found.organisation)
