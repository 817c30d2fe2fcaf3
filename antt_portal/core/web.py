"""What views share: allow or refuse, say why in words, read the version a person saw."""

from collections.abc import Callable
from functools import wraps
from typing import TypeAlias
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from antt_portal.core.refusal import Refused

LONGEST_QUERY = 1500  # Django redirects to no address over 2,048

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


def with_query(address: str, query: str) -> str:
    """``address`` with what it was asked with; without that where it is longer than an address can be: what was done
    before is done, and must not be answered with an error."""
    return f"{address}?{query}" if 0 < len(query) <= LONGEST_QUERY else address


def way_on(request: HttpRequest, otherwise: str) -> str:
    """The address of ours that ``next`` names; ``otherwise`` for another's, one too long, and what is no address: that
    Django's ``redirect`` would take for the name of a view."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_address = target.startswith("/") and len(target) <= LONGEST_QUERY
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_address and is_ours else otherwise


def posted_id(request: HttpRequest, name: str) -> UUID | None:
    """The public id a form names; None for whatever is none."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


def seen_version(request: HttpRequest, name: str = "version") -> int:
    """The version the person had on the screen, from the form. Missing or mangled is 0, which no row has: stale."""
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
