"""Who acts in a request: found once, before any view."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import partial
from typing import TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antt_portal.core import clock, proof, typed_text, wall
from antt_portal.core.client_address import client_address
from enterprises.actor import Actor
from enterprises.models import Membership, User
from enterprises.notice_centre import unread_count
from enterprises.people.accounts import has_second_factor
from enterprises.people.sessions import End, end_of, is_due, see
from enterprises.permissions import lacks_second_factor, needs_second_factor

SESSION_KEY = "acting_as"
BY_ITSELF = "X-By-Itself"  # js/live.js, js/presence.js
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class PortalRequest(HttpRequest):
    """A request after ``ActorMiddleware``; views behind the sign-in wall always have an actor."""

    user: User
    actor: Actor
    memberships: list[Membership]
    unread_notices: Callable[[], int]  # asked for by whoever shows it: a query
    beside: str  # set by a page whose address does not tell its section: the name of one that does


class VisitorRequest(HttpRequest):
    """A request to a page that also serves people who act for nobody."""

    actor: Actor | None
    memberships: list[Membership]


class PersonRequest(VisitorRequest):
    """Of somebody who is signed in, for an organisation or for none."""

    user: User


class SessionEndMiddleware:
    """A session that is over is nobody's: what it asked for is answered as to a stranger, who is told why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if end := end_of(request.session):
            logout(request)
            request.session_end = end  # type: ignore[attr-defined]
        return self.get_response(request)


class ActorMiddleware:
    """Sets ``request.memberships`` and ``request.actor`` (None for strangers and people who act for nobody today)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        memberships = _current_memberships(request.user)
        chosen = _chosen(memberships, request.session.get(SESSION_KEY))
        request.memberships = memberships  # type: ignore[attr-defined]
        actor = Actor.of(chosen, ip=client_address(request)) if chosen else None
        request.actor = actor  # type: ignore[attr-defined]
        request.unread_notices = partial(_unread, actor, memberships)  # type: ignore[attr-defined]
        with wall.within(chosen.organisation.board.readable()) if chosen else nullcontext():
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
                response.streaming_content = wall.kept(cast("Iterable[bytes]", response.streaming_content))
            return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """What is open to everybody shows the same to those who are signed in, whatever their board."""
        if is_open_to_all(view):
            wall.go_narrow()


def _unread(actor: Actor | None, memberships: list[Membership]) -> int:
    return unread_count(actor, memberships, at=clock.now()) if actor else 0


def _current_memberships(user: User | AnonymousUser) -> list[Membership]:
    if not user.is_authenticated:
        return []
    own = Membership.objects.filter(user=user).on(clock.today())
    known = own.select_related("organisation__board").annotate(has_second_factor=has_second_factor())
    found: list[Membership] = list(known.order_by("organisation__sort_key", "role"))
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


class SeenMiddleware:
    """Keeps the row of a session up to date (the page "Phiên đăng nhập"): every few minutes, not at every request.

    What a page asks for without its reader is no use of the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and BY_ITSELF not in request.headers and is_due(request.session):
            see(request, is_of_office=needs_second_factor(request.memberships))  # type: ignore[attr-defined]
        return self.get_response(request)


# What somebody without a second factor needs to set one up, and to leave.
SETTING_UP = frozenset(
    {
        *("mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"),
        *("account_reauthenticate", "mfa_reauthenticate", "account_logout"),
    }
)


class SecondFactorMiddleware:
    """Whoever works for a board or an agency sets up a second factor before anything else (decision 90)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if getattr(view, "open_to_all", False) or getattr(view, "before_second_factor", False):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in SETTING_UP or not lacks_second_factor(request.memberships):  # type: ignore[attr-defined]
            return None
        if proof.is_twice(request.session, request.user.pk):
            return None
        return _to_second_factor(request)


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    text = _(
        "Tài khoản của Ban Quản lý và cơ quan phối hợp phải bật xác thực hai lớp trước. Chưa có gì được thực hiện."
    )
    if is_script(request):
        return JsonResponse({"error": text}, status=403)
    if request.method not in SAFE_METHODS:
        messages.error(request, text)
    return redirect("enterprises:second-factor")


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


def before_second_factor(view: View) -> View:
    view.before_second_factor = True  # type: ignore[attr-defined]
    return view


def keeps_typed_text(view: View) -> View:
    view.keeps_typed_text = True  # type: ignore[attr-defined]
    return view


def _to_sign_in(request: HttpRequest, view: object) -> HttpResponse:
    """Scripts get 401 with words to show; people get the sign-in page and come back after it."""
    if is_script(request):
        text = _("Phiên làm việc đã hết. Nội dung đang gõ được giữ trên máy này; đăng nhập lại để lưu tiếp.")
        return JsonResponse({"error": text}, status=401)
    if end := getattr(request, "session_end", None):
        messages.info(request, _why_over(end))
    if request.method in SAFE_METHODS:
        return redirect_to_login(request.get_full_path())
    if getattr(view, "keeps_typed_text", False):
        _keep_typed_text(request)
        return redirect_to_login(request.path)
    came_from = page_it_came_from(request)
    if typed_text.keep_words(request.session, came_from, request.POST):
        messages.warning(request, _("Phiên làm việc đã hết. Nội dung vừa gõ được giữ lại: đăng nhập để xem lại."))
    return redirect_to_login(came_from)


def _why_over(end: End) -> str:
    if end is End.IDLE:
        said = _("Phiên làm việc đã kết thúc sau %(minutes)d phút không dùng đến. Phần đã tự lưu vẫn còn.")
        return said % {"minutes": settings.SESSION_IDLE_SECONDS // 60}
    said = _("Một phiên làm việc dài nhiều nhất %(hours)d giờ kể từ khi đăng nhập. Phần đã tự lưu vẫn còn.")
    return said % {"hours": settings.SESSION_COOKIE_AGE // 3600}


def is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest" or bool(request.headers.get("HX-Request"))


def _keep_typed_text(request: HttpRequest) -> None:
    if typed_text.keep(request.session, request.path, request.POST):
        messages.warning(
            request, _("Phiên làm việc đã hết. Nội dung vừa gõ được giữ lại: đăng nhập để xem lại và lưu.")
        )
    else:
        messages.error(request, _("Phiên làm việc đã hết, và nội dung vừa gõ quá dài để giữ lại trên Cổng."))


def page_it_came_from(request: HttpRequest) -> str:
    """An act sent by a button has no page of its own to come back to."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else "/"
