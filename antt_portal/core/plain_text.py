"""Text of people has no NUL in it: where a program brings one, or a broken file that was pasted, it is taken out, since
no database stores it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, QueryDict

NUL = "\0"


class PlainTextMiddleware:
    """Looks before any view does, once; forms of Django would refuse it field by field, other readers would fail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> None:
        if _has_nul(request.GET):
            request.GET = _without_nul(request.GET)  # type: ignore[assignment]
        if _has_nul(request.POST):
            request.POST = _without_nul(request.POST)  # type: ignore[assignment]


def _has_nul(fields: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in fields.lists())


def _without_nul(fields: QueryDict) -> QueryDict:
    found = QueryDict(mutable=True, encoding=fields.encoding)
    for name, values in fields.lists():
        for value in values:
            found.appendlist(name.replace(NUL, ""), value.replace(NUL, ""))
    found._mutable = False
    return found
