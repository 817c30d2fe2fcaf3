"""Every request works for the portal as a whole until it is known who acts (``enterprises.middleware``)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from antt_portal.core import wall


class WallMiddleware:
    """The first of all: sessions are read, and written, before anybody has a board."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with wall.narrow():
            return self.get_response(request)
