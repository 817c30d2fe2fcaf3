"""Sign-in through an office's own accounts (OpenID Connect), where OIDC_PROVIDERS names a provider (decision 121)."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

APPS = ("allauth.socialaccount", "antt_portal.single_sign_on")
NEEDED = ("id", "name", "server_url", "client_id", "secret")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def checked(providers: Any) -> list[dict[str, Any]]:
    """As the environment tells them. Raises ImproperlyConfigured for one that is not whole."""
    if not isinstance(providers, list) or not all(isinstance(one, dict) for one in providers):
        raise ImproperlyConfigured("OIDC_PROVIDERS là một danh sách JSON các nhà cung cấp.")
    for one in providers:
        if missing := [name for name in NEEDED if not isinstance(one.get(name), str) or not one[name]]:
            raise ImproperlyConfigured(f"OIDC_PROVIDERS: thiếu {', '.join(missing)}.")
        if not re.fullmatch(r"[a-z0-9-]{1,40}", one["id"]):
            raise ImproperlyConfigured("OIDC_PROVIDERS: id gồm chữ thường, chữ số và gạch nối.")
        if not is_confidential(one["server_url"]):
            raise ImproperlyConfigured("OIDC_PROVIDERS: server_url phải bắt đầu bằng https://.")
    if len({one["id"] for one in providers}) != len(providers):
        raise ImproperlyConfigured("OIDC_PROVIDERS: mỗi nhà cung cấp một id.")
    return providers


def is_confidential(url: object) -> bool:
    """Nobody on the way can read or change what is said there."""
    parts = urlsplit(url) if isinstance(url, str) else None
    if parts is None or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def settings_of(providers: list[dict[str, Any]]) -> dict[str, Any]:
    """What Django and allauth are told; nothing without a provider."""
    if not providers:
        return {"OIDC_PROVIDERS": []}
    apps = [
        {
            "provider_id": one["id"],
            "name": one["name"],
            "client_id": one["client_id"],
            "secret": one["secret"],
            "settings": {"server_url": one["server_url"], "second_factor": one.get("second_factor", {})},
        }
        for one in providers
    ]
    return {
        "OIDC_PROVIDERS": providers,
        "ACCOUNT_ADAPTER": "antt_portal.single_sign_on.adapters.AccountAdapter",
        "SOCIALACCOUNT_ADAPTER": "antt_portal.single_sign_on.adapters.SocialAccountAdapter",
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}},
    }


def origins(providers: list[dict[str, Any]]) -> list[str]:
    """Where a form of ours may lead to: browsers hold redirects of a form to ``form-action`` too."""
    found = [origin for one in providers for origin in (_origin(one["server_url"]), *one.get("origins", []))]
    return sorted(set(found))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
