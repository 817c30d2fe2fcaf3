"""Who acts in a request: found once, before any view."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from ipware import get_client_ip

from antt_portal.core import clock, typed_text
from enterprises.actor import Actor
from enterprises.models import Membership, User

SESSION_KEY = "acting_as"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class PortalRequest(HttpRequest):
    """A request after ``ActorMiddleware``; views behind the sign-in wall always have an actor."""

    user: User
    actor: Actor
    memberships: list[Membership]


class VisitorRequest(HttpRequest):
    """A request to a page that also serves people who act for nobody."""

    actor: Actor | None
    memberships: list[Membership]


class ActorMiddleware:
    """Sets ``request.memberships`` and ``request.actor`` (None for strangers and people who act for nobody today)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        memberships = _current_memberships(request.user)
        chosen = _chosen(memberships, request.session.get(SESSION_KEY))
        request.memberships = memberships  # type: ignore[attr-defined]
        request.actor = Actor.of(chosen, ip=get_client_ip(request)[0]) if chosen else None  # type: ignore[attr-defined]
        return self.get_response(request)


def _current_memberships(user: User | AnonymousUser) -> list[Membership]:
    if not user.is_authenticated:
        return []
    own = Membership.objects.filter(user=user).on(clock.today())
    found = list(own.select_related("organisation").order_by("organisation__sort_key", "role"))
    for membership in found:
        membership.user = user
    return found


def _chosen(memberships: list[Membership], wanted: str | None) -> Membership | None:
    for membership in memberships:
        if str(membership.public_id) == wanted:
            return membership
    return memberships[0] if memberships else None


class SignInRequiredMiddleware:
    """Every page needs a signed-in person who acts for an organisation, unless its view says otherwise.

    A view marked ``open_to_all`` is public; one marked ``actor_optional`` needs a sign-in but no organisation. What a
    stranger sends to one marked ``keeps_typed_text`` waits in the session for the page to offer it again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if is_open_to_all(view):
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request, view)
        if request.actor is None and not getattr(view, "actor_optional", False):  # type: ignore[attr-defined]
            return redirect("no-organisation")
        return None


def is_open_to_all(view: object) -> bool:
    """Pages of allauth decide for themselves; ours are closed unless marked."""
    module = getattr(view, "__module__", "")
    return module.startswith("allauth.") or bool(getattr(view, "open_to_all", False))


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def open_to_all(view: View) -> View:
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def actor_optional(view: View) -> View:
    view.actor_optional = True  # type: ignore[attr-defined]
    return view


def keeps_typed_text(view: View) -> View:
    view.keeps_typed_text = True  # type: ignore[attr-defined]
    return view


def _to_sign_in(request: HttpRequest, view: object) -> HttpResponse:
    """Scripts get 401 with words to show; people get the sign-in page and come back after it."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest" or request.headers.get("HX-Request"):
        text = _("Phiên làm việc đã hết. Nội dung đang gõ được giữ trên máy này; đăng nhập lại để lưu tiếp.")
        return JsonResponse({"error": text}, status=401)
    if request.method in SAFE_METHODS:
        return redirect_to_login(request.get_full_path())
    if getattr(view, "keeps_typed_text", False):
        _keep_typed_text(request)
        return redirect_to_login(request.path)
    return redirect_to_login(_page_it_came_from(request))


def _keep_typed_text(request: HttpRequest) -> None:
    if typed_text.keep(request.session, request.path, request.POST):
        messages.warning(
            request, _("Phiên làm việc đã hết. Nội dung vừa gõ được giữ lại: đăng nhập để xem lại và lưu.")
        )
    else:
        messages.error(
            request, _("Phiên làm việc đã hết, và nội dung vừa gõ quá dài để giữ lại. Quay lại trang trước để chép ra.")
        )


def _page_it_came_from(request: HttpRequest) -> str:
    """An act sent by a button has no page of its own to come back to."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else "/"
