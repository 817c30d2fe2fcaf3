"""The page that says what the signatures of a file are worth. Who may see the file is for the view to say, before."""

from datetime import datetime
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from antt_portal.core.examining import examined, is_examinable
from antt_portal.core.models import Blob


def examination_response(
    request: HttpRequest, blob: Blob, *, name: str, file_url: str, back_url: str, at: datetime, is_scan: bool = False
) -> HttpResponse:
    """A page that leads back to where one came from, or to ``back_url``; or for ``js/signatures.js`` its middle.

    Raises Http404 for what is no PDF, or what the storage lost.
    """
    if not is_examinable(blob):
        raise Http404(_("Chỉ tệp PDF mới mang được chữ ký số để kiểm tra."))
    try:
        examination = examined(blob, at=at)
    except FileNotFoundError:
        raise Http404(_("Tệp không còn trong kho lưu trữ.")) from None
    is_part = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    context = {
        "examination": examination,
        "is_scan": is_scan,
        "blob": blob,
        "name": name,
        "file_url": file_url,
        "back_url": _came_from(request) or back_url,
    }
    response = render(request, "partials/signatures.html" if is_part else "signatures.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _came_from(request: HttpRequest) -> str:
    """The page of ours that led here; empty where nothing says so."""
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if is_ours and urlsplit(before).path != request.path else ""
