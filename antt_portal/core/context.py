"""What every template may read beside its own context."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(_request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": getattr(settings, "DEMO", False),
        "sign_in_providers": settings.OIDC_PROVIDERS,
    }
