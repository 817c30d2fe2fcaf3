"""How many files a person may bring, and take away, in a minute: more than anybody does, less than a program would."""

from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from antt_portal.core import clock
from antt_portal.core.rate_limit import too_many

TOO_MANY_REQUESTS = 429
WAIT_SECONDS = "60"


class PaceMiddleware:
    """Of signed-in people, whatever the view; visitors and programs have limits of their own. 0 is no limit.

    What is taken away is known by its answer: one too many is made, and not handed out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_taken = response.get("Content-Disposition", "").startswith("attachment")
        if not is_taken or not _is_over("downloads", request, settings.DOWNLOADS_PER_MINUTE):
            return response
        if isinstance(response, FileResponse) and response.file_to_stream:
            response.file_to_stream.close()
        return _refusal(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        brings = request.content_type == "multipart/form-data" and request.user.is_authenticated and request.FILES
        if brings and _is_over("uploads", request, settings.UPLOADS_PER_MINUTE):
            return _refusal(request)
        return None


def _is_over(what: str, request: HttpRequest, per_minute: int) -> bool:
    if not per_minute or not request.user.is_authenticated:
        return False
    return too_many(what, str(request.user.pk), per_minute=per_minute, at=clock.now())


def _refusal(request: HttpRequest) -> HttpResponse:
    text = _("Quá nhiều tệp trong một phút. Chờ một phút rồi làm tiếp; tệp vừa rồi chưa được nhận hay gửi đi.")
    if request.headers.get("X-Requested-With") or request.headers.get("HX-Request"):
        response: HttpResponse = JsonResponse({"error": text}, status=TOO_MANY_REQUESTS)
    else:
        response = render(request, "too_often.html", {"text": text}, status=TOO_MANY_REQUESTS)
    response["Retry-After"] = WAIT_SECONDS
    return response
