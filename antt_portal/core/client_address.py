"""Where a request comes from. Anybody can write an ``X-Forwarded-For``: only what our own proxies added is believed."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """As the outermost of ``TRUSTED_PROXIES`` saw it; None behind a socket without a proxy's word."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies: int = settings.TRUSTED_PROXIES
    seen = hops[-proxies] if 0 < proxies <= len(hops) else ""
    return _valid(seen) or _valid(request.META.get("REMOTE_ADDR", ""))


def _valid(address: str) -> str | None:
    try:
        return str(ip_address(address))
    except ValueError:
        return None
