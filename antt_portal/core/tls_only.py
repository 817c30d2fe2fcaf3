"""What programs ask for: led on to TLS, a program would never notice that it gives its word away in the open."""

from collections.abc import Callable
from functools import wraps
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

View: TypeAlias = Callable[..., HttpResponseBase]


def tls_only(view: View) -> View:
    """403 without TLS, where the portal asks people for it. The address stands in SECURE_REDIRECT_EXEMPT as well."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return HttpResponse("HTTPS only", status=403, content_type="text/plain; charset=utf-8")
        return view(request, *args, **kwargs)

    return wrapped
