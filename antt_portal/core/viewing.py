"""Noting who looked: a response that shows a stored file, or people, says so, and is written down before it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase

from antt_portal.core import clock, wall
from antt_portal.core.client_address import client_address
from antt_portal.core.models import Blob, Viewing, ViewingKind
from antt_portal.core.request_log import shown_address
from antt_portal.core.subject import Subject

LONGEST_PAGE = 300

Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True)
class Shown:
    kind: ViewingKind
    board_id: int
    thing: str


def shows_file(response: Response, blob: Blob) -> Response:
    response.shown = Shown(ViewingKind.FILE, blob.board_id, blob.sha256)  # type: ignore[attr-defined]
    return response


def shows_people(response: Response, of: Subject) -> Response:
    """People of one organisation, or one person; for a list of many the board's own organisation."""
    response.shown = Shown(ViewingKind.PEOPLE, of.board_id, str(of.public_id))  # type: ignore[attr-defined]
    return response


class ViewingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        shown = getattr(response, "shown", None)
        if isinstance(shown, Shown):
            with wall.narrow():  # a paper between two boards is written down where it lies, whoever of them looks
                _write(request, shown, at=clock.now())
        return response


def _write(request: HttpRequest, shown: Shown, *, at: datetime) -> None:
    actor = getattr(request, "actor", None)
    Viewing.objects.create(
        at=at,
        board_id=shown.board_id,
        user_id=request.user.pk if request.user.is_authenticated else None,
        acting_organisation_id=actor.organisation_id if actor else None,
        role=actor.role if actor else "",
        kind=shown.kind,
        thing=shown.thing,
        page=shown_address(request.path_info)[:LONGEST_PAGE],
        ip=actor.ip if actor else client_address(request),
    )
