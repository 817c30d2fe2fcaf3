"""Every address of the API is served alike: who asks, how often, what for, the answer, and whether it is known."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from pydantic import BaseModel

from antt_portal.api.entering import CHALLENGE, reader_of
from antt_portal.api.limiting import note_use, spend
from antt_portal.api.models import Scope
from antt_portal.api.problems import NO_METHOD, NO_SCOPE, TOO_MANY, Problem, answer_to
from antt_portal.api.reader import Reader
from antt_portal.core import clock, wall
from enterprises.middleware import open_to_all

ALLOW = {"Allow": "GET, HEAD, OPTIONS"}
Answer = Callable[..., BaseModel]
View = Callable[..., HttpResponse]


def served(answer: Answer, scope: Scope | None) -> View:
    """``answer(request, reader, **of the address)``; it may raise Problem."""

    @csrf_exempt  # no cookie is read: there is nothing to forge
    @open_to_all
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=ALLOW)
        if request.method not in {"GET", "HEAD"}:
            return answer_to(Problem(NO_METHOD, headers=ALLOW))
        try:
            with wall.narrow():  # whose token it is shows behind which wall the rest happens
                reader = reader_of(request, at=clock.now())
                boards = reader.organisation.board.readable()
        except Problem as problem:
            return answer_to(problem)
        with wall.within(boards):
            return _to_reader(request, reader, answer, scope, kwargs)

    return view


def _to_reader(
    request: HttpRequest, reader: Reader, answer: Answer, scope: Scope | None, kwargs: dict[str, Any]
) -> HttpResponse:
    request.actor = reader  # type: ignore[attr-defined]  # whoever writes down what was shown finds it there
    budget = spend(reader.token, at=reader.at)
    try:
        if budget.is_spent:
            raise Problem(TOO_MANY)
        note_use(reader.token, at=reader.at)
        if scope is not None and not reader.may(scope):
            raise Problem(NO_SCOPE, headers={"WWW-Authenticate": f'{CHALLENGE["WWW-Authenticate"]}, scope="{scope}"'})
        response = _said(request, answer(request, reader, **kwargs))
    except Problem as problem:
        response = answer_to(problem)
    for name, value in budget.headers.items():
        response[name] = value
    return response


def _said(request: HttpRequest, answer: BaseModel) -> HttpResponse:
    """With its own digest as ETag, so that whoever has it already is told no more than that."""
    body = answer.model_dump_json().encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if next_page := getattr(answer, "next", None):
        headers["Link"] = f'<{next_page}>; rel="next"'
    response = HttpResponse(body, content_type="application/json", headers=headers)
    known = get_conditional_response(request, etag, None, response) or response
    if request.method == "HEAD":
        known["Content-Length"] = str(len(known.content))
        known.content = b""
    return known
