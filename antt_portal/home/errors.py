"""Error pages in Vietnamese and English; they say what happened, what was kept and what to do.

What was typed comes back with them: no browser keeps the page it was typed into.
"""

from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string

from antt_portal.core.typed_text import words_of


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What another site made a browser send is not shown as something that its owner typed."""
    is_ours = urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
    context = {"reason": reason, "typed": words_of(request.POST) if is_ours else []}
    return render(request, "403_csrf.html", context, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Without request or database: either may be what broke."""
    return HttpResponseServerError(render_to_string("500.html", {"typed": _typed(request)}))


def _typed(request: HttpRequest) -> list[str]:
    try:
        return words_of(request.POST)
    except (OSError, MultiPartParserError, SuspiciousOperation):
        return []
