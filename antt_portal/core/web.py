"""What views share: allow or refuse, say why in words, read the version a person saw."""

from collections.abc import Callable
from functools import wraps
from typing import TypeAlias

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from antt_portal.core.refusal import Refused

View: TypeAlias = Callable[..., HttpResponseBase]


def require(allowed: bool, reason: str = "") -> None:
    """Raise PermissionDenied (403) with words for the page when ``allowed`` is false."""
    if not allowed:
        raise PermissionDenied(reason)


def explain_refusal(back_to: str) -> Callable[[View], View]:
    """Turn a verb's Refused into a message on the page ``back_to``, which takes the same arguments as the view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except Refused as refused:
                messages.error(request, str(refused))
                return redirect(reverse(back_to, args=args, kwargs=kwargs))

        return wrapped

    return decorate


def seen_version(request: HttpRequest, name: str = "version") -> int:
    """The version the person had on the screen, from the form. Missing or mangled is 0, which no row has: stale."""
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
