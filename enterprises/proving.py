"""Acts that ask who is there (decision 91): sign, number, decide, revoke, change people.

Whoever proved it within a quarter of an hour goes on. Anybody else's act is held in the session while they prove it,
and is offered again afterwards with everything typed; files, which a session cannot hold, are asked for once more.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any, TypeAlias
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from antt_portal.core import proof
from enterprises.middleware import SAFE_METHODS, is_script, page_it_came_from

KEY = "held_act"
MOST_CHARACTERS = 300_000
NOT_KEPT = ("csrfmiddlewaretoken",)
Act: TypeAlias = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class HeldAct:
    """``files`` are (field, name) of what has to be chosen again; ``back`` is the page it was sent from."""

    name: str
    path: str
    back: str
    typed: str
    files: list[list[str]]

    @property
    def fields(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in QueryDict(self.typed).lists() for value in values]


def asks_who(name: str | Promise) -> Callable[[Act], Act]:
    """The view is such an act; ``name`` says which, to the person who proves it."""

    def decorate(view: Act) -> Act:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in SAFE_METHODS:
                return view(request, *args, **kwargs)
            if not proof.is_fresh(request.session):
                return _ask(request, str(name))
            if (held := held_act(request.session)) and held.path == request.path:
                drop(request.session)
            return view(request, *args, **kwargs)

        wrapped.asks_who = name  # type: ignore[attr-defined]
        return wrapped

    return decorate


def held_act(session: SessionBase) -> HeldAct | None:
    kept = session.get(KEY)
    return HeldAct(**kept) if kept else None


def drop(session: SessionBase) -> None:
    session.pop(KEY, None)


def _ask(request: HttpRequest, name: str) -> HttpResponse:
    if is_script(request):
        text = _("Việc này cần xác nhận lại danh tính. Tải lại trang rồi bấm lại; chưa có gì được thực hiện.")
        return JsonResponse({"error": text}, status=401)
    after = page_it_came_from(request)
    if _hold(request, name, back=after):
        after = reverse("enterprises:held-act")
    else:
        messages.error(request, _("Nội dung vừa gửi quá dài để giữ lại và chưa được thực hiện. Quay lại để gửi lại."))
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': after})}")


def _hold(request: HttpRequest, name: str, *, back: str) -> bool:
    typed = request.POST.copy()
    for field in NOT_KEPT:
        typed.pop(field, None)
    text = typed.urlencode()
    if len(text) > MOST_CHARACTERS:
        return False
    files = [[field, str(one.name)] for field, several in request.FILES.lists() for one in several]
    request.session[KEY] = asdict(HeldAct(name, request.path, back, text, files))
    return True
