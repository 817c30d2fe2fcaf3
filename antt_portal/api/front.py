"""What stands before the API: no cookie is read or set there, and whatever goes wrong is a problem a program reads."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from antt_portal.api.problems import BAD_REQUEST, BROKEN, CONTENT_TYPE, NOT_SECURE, OF_STATUS, Problem, answer_to

PREFIX = "/api/v1/"
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")
ERRORS, SERVER_ERRORS = 400, 500


class ApiFront:
    """Before sessions: a browser that is signed in and asks here is as unknown as any other program."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.COOKIES = {}
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return answer_to(Problem(NOT_SECURE))  # led on to TLS, a program would never notice what it gives away
        response = self.get_response(request)
        if response.status_code >= ERRORS and response.get("Content-Type") != CONTENT_TYPE:
            response = _as_problem(response)
        response.cookies.clear()
        response["Vary"] = "Authorization"
        return response


def _as_problem(answered: HttpResponseBase) -> HttpResponseBase:
    """For addresses that lead nowhere, and errors nobody expected."""
    status = answered.status_code
    kind = BROKEN if status >= SERVER_ERRORS else OF_STATUS.get(status, BAD_REQUEST)
    kept = {name: answered[name] for name in KEPT if name in answered}
    return answer_to(Problem(kind, headers=kept))
