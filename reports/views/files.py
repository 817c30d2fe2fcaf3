"""The bytes of evidence: only to whom may see it, never guessed at by a browser, never able to act."""

from typing import BinaryIO, cast
from uuid import UUID

from django.core.cache import cache
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from antt_portal.core import blobs
from antt_portal.core.inspection.preview import preview
from enterprises.middleware import PortalRequest
from reports.models import Evidence

INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
# No script, form, frame or plug-in whatever the file holds; the sandbox gives it an origin of its own.
POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
PREVIEW_SECONDS = 3600


@require_GET
def file(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    evidence = _evidence(request, public_id)
    tag = f'"{evidence.blob.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    try:
        content = blobs.open_blob(evidence.blob)
    except FileNotFoundError:
        raise Http404(_("Tệp không còn trong kho lưu trữ.")) from None
    media_type = evidence.blob.media_type
    response = FileResponse(
        content, as_attachment=media_type not in INLINE, filename=evidence.file_name, content_type=media_type
    )
    response["ETag"] = tag
    return _guarded(response)


@require_GET
def picture(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """A picture made anew from its pixels: what a browser cannot show (HEIC), and nothing else that was in the file."""
    evidence = _evidence(request, public_id)
    tag = f'"preview-{evidence.blob.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    drawn = _drawn(evidence)
    if drawn is None:
        raise Http404(_("Tệp này không xem trước được."))
    response = HttpResponse(drawn, content_type="image/jpeg")
    response["ETag"] = tag
    return _guarded(response)


def _evidence(request: PortalRequest, public_id: UUID) -> Evidence:
    visible = Evidence.objects.visible_to(request.actor).select_related("blob")
    return get_object_or_404(visible, public_id=public_id)


def _drawn(evidence: Evidence) -> bytes | None:
    key = f"preview:{evidence.blob.sha256}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        try:
            with blobs.open_blob(evidence.blob) as stream:
                drawn = preview(cast("BinaryIO", stream), evidence.blob.media_type)
        except FileNotFoundError:
            return None
        if drawn is not None:
            cache.set(key, drawn, PREVIEW_SECONDS)
    return drawn


def _guarded(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-cache"
    return response
