"""A file that nobody may open: said on a page of its own, whichever view came upon it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from antt_portal.core.blobs import Quarantined

CONFLICT = 409


class QuarantinePageMiddleware:
    """For views that give out files. Those that explain a refusal on a page of theirs have caught it before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Quarantined):
            return None
        response = render(request, "quarantined.html", {"refused": exception}, status=CONFLICT)
        response["Cache-Control"] = "private, no-store"
        return response
