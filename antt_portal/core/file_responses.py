"""Handing stored files to a browser: never guessed at, never able to act. Who may have them is for the view to say.

Every stored file leaves the portal through ``stored``; which way the bytes take is a matter of settings
(docs/decisions/0101-three-ways-for-a-file.md).
"""

import re
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.translation import gettext as _

from antt_portal.core import blobs
from antt_portal.core.folding import ascii_name
from antt_portal.core.headers import KEPT_NOWHERE
from antt_portal.core.models import Blob
from antt_portal.core.viewing import shows_file

INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
# No script, form, frame or plug-in whatever the file holds; the sandbox gives it an origin of its own.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'; sandbox"
)
PLAIN_NAME = re.compile(r"[A-Za-z0-9._()-][A-Za-z0-9._() -]*")


def file_response(request: HttpRequest, blob: Blob, file_name: str, *, as_attachment: bool = False) -> HttpResponseBase:
    """The bytes as they came. Raises Quarantined; Http404 when the storage lost them."""
    blobs.require_openable([blob])
    tag = f'"{blob.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        return shows_file(HttpResponseNotModified(), blob)
    response = stored(blob, file_name, as_attachment=as_attachment)
    response["ETag"] = tag
    return response


def stored(blob: Blob, file_name: str, *, as_attachment: bool = False, is_own: bool = False) -> HttpResponseBase:
    """As ``file_response``, for whoever has no request at hand. ``is_own``: a paper the portal made, which may be shown
    like any page of it."""
    blobs.require_openable([blob])
    said = disposition(file_name, inline=blob.media_type in INLINE and not as_attachment)
    if settings.FILES_SIGNED_SECONDS:
        return shows_file(_led_to_storage(blob, said), blob)
    response = _from_web_server(blob) if settings.FILES_ACCEL_LOCATION else _streamed(blob)
    response["Content-Type"] = blob.media_type
    response["Content-Disposition"] = said
    return shows_file(private(response) if is_own else guarded(response), blob)


def _streamed(blob: Blob) -> HttpResponseBase:
    try:
        return FileResponse(blobs.open_blob(blob))
    except FileNotFoundError:
        raise _lost() from None


def _from_web_server(blob: Blob) -> HttpResponseBase:
    """The web server reads the file itself, from a location that nobody can ask it for (X-Accel-Redirect)."""
    if not default_storage.exists(blob.path):
        raise _lost()
    return HttpResponse(headers={"X-Accel-Redirect": f"{settings.FILES_ACCEL_LOCATION.rstrip('/')}/{quote(blob.path)}"})


def _led_to_storage(blob: Blob, said: str) -> HttpResponseBase:
    """An address of the storage's own that is good for a minute and says what the answer's headers shall be."""
    if not default_storage.exists(blob.path):
        raise _lost()
    wanted = {
        "ResponseContentDisposition": said,
        "ResponseContentType": blob.media_type,
        "ResponseCacheControl": KEPT_NOWHERE,
    }
    address = default_storage.url(blob.path, parameters=wanted, expire=settings.FILES_SIGNED_SECONDS)  # type: ignore[call-arg]  # S3Storage's
    return private(HttpResponse(status=302, headers={"Location": address}))


def _lost() -> Http404:
    return Http404(_("Tệp không còn trong kho lưu trữ."))


def guarded(response: HttpResponseBase) -> HttpResponseBase:
    """For what came from outside."""
    response["Content-Security-Policy"] = POLICY
    return private(response)


def private(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = KEPT_NOWHERE
    return response


def disposition(file_name: str, *, inline: bool) -> str:
    """The name in full (RFC 5987), and in ASCII where a browser knows no better (RFC 6266)."""
    stem, dot, extension = file_name.rpartition(".")
    plain = file_name
    if not PLAIN_NAME.fullmatch(file_name):
        plain = f"{ascii_name(stem)}.{ascii_name(extension)}" if dot else ascii_name(file_name)
    full = quote(file_name, safe="", errors="replace")
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{full}"
