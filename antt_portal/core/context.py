"""What every template may read beside its own context."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from antt_portal.core import typed_text


def portal(request: HttpRequest) -> dict[str, Any]:
    return {
        "typed_before": partial(_typed_before, request),  # asked for by the layout alone: they are told once
        "site_name": settings.SITE_NAME,
        "is_demo": getattr(settings, "DEMO", False),
        "sign_in_providers": settings.OIDC_PROVIDERS,
    }


def _typed_before(request: HttpRequest) -> list[str]:
    session = getattr(request, "session", None)
    if session is None or not request.user.is_authenticated:
        return []
    return typed_text.take_words(session, request.path)
