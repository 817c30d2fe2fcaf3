"""Handing stored files to a browser: never guessed at, never able to act. Who may have them is for the view to say."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.translation import gettext as _

from antt_portal.core import blobs
from antt_portal.core.models import Blob

INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
# No script, form, frame or plug-in whatever the file holds; the sandbox gives it an origin of its own.
POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


def file_response(request: HttpRequest, blob: Blob, file_name: str) -> HttpResponseBase:
    """The bytes as they came. Raises Http404 when the storage lost them."""
    tag = f'"{blob.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    try:
        content = blobs.open_blob(blob)
    except FileNotFoundError:
        raise Http404(_("Tệp không còn trong kho lưu trữ.")) from None
    is_shown = blob.media_type in INLINE
    response = FileResponse(content, as_attachment=not is_shown, filename=file_name, content_type=blob.media_type)
    response["ETag"] = tag
    return guarded(response)


def guarded(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-cache"
    return response
