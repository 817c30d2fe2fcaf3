"""The bytes of evidence: only to whom may see it, never guessed at by a browser, never able to act."""

from typing import BinaryIO, cast
from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from antt_portal.core import blobs
from antt_portal.core.file_responses import file_response, guarded
from antt_portal.core.inspection.preview import preview
from antt_portal.core.models import Blob
from antt_portal.core.viewing import shows_file
from enterprises.middleware import PortalRequest
from reports.models import Evidence

PREVIEW_SECONDS = 3600


@require_GET
def file(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    evidence = _evidence(request, public_id)
    return file_response(request, evidence.blob, evidence.file_name)


@require_GET
def picture(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """A picture made anew from its pixels: what a browser cannot show (HEIC), and nothing else that was in the file."""
    return picture_response(request, _evidence(request, public_id).blob)


def picture_response(request: HttpRequest, blob: Blob) -> HttpResponseBase:
    """Raises Quarantined; Http404 for what is no picture."""
    blobs.require_openable([blob])
    tag = f'"preview-{blob.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        return shows_file(HttpResponseNotModified(), blob)
    drawn = _drawn(blob)
    if drawn is None:
        raise Http404(_("Tệp này không xem trước được."))
    response = HttpResponse(drawn, content_type="image/jpeg")
    response["ETag"] = tag
    return shows_file(guarded(response), blob)


def _evidence(request: PortalRequest, public_id: UUID) -> Evidence:
    visible = Evidence.objects.visible_to(request.actor).select_related("blob")
    return get_object_or_404(visible, public_id=public_id)


def _drawn(blob: Blob) -> bytes | None:
    key = f"preview:{blob.sha256}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        try:
            with blobs.open_blob(blob) as stream:
                drawn = preview(cast("BinaryIO", stream), blob.media_type)
        except FileNotFoundError:
            return None
        if drawn is not None:
            cache.set(key, drawn, PREVIEW_SECONDS)
    return drawn
