"""A POST to an address that somebody typed: never to what only this machine's network can reach.

The name is resolved once, every address it has is judged, and the connection goes to the one that was judged: a name
that answers differently a moment later changes nothing. Redirects are not followed.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from typing import TypeAlias
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 10.0
LONGEST_ANSWER = 2048  # bytes; what is said beyond a status is nobody's business here

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAllowed(Exception):
    """The address is none that the portal sends to; the words say why."""


class Answered(Exception):
    """The other side answered, and not that it took it; ``status`` is its code."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


def post(url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Returns once the other side has taken it (2xx). Raises NotAllowed, Answered, OSError or HTTPException."""
    host, port, is_safe = checked(url)
    address = _resolved(host, port)
    if not is_safe and not address.is_loopback:
        raise NotAllowed("http")
    connection = _connection(host, port, str(address), is_safe=is_safe)
    try:
        connection.request("POST", _target(url), body=body, headers={**headers, "Host": urlsplit(url).netloc})
        with connection.getresponse() as answer:
            answer.read(LONGEST_ANSWER)
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise Answered(answer.status)


def checked(url: str) -> tuple[str, int, bool]:
    """Host, port and whether it is https. Raises NotAllowed for what is no such address, or a forbidden number."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as wrong:
        raise NotAllowed("port") from wrong
    if (
        parts.scheme not in {"https", "http"}
        or not parts.hostname
        or parts.username
        or parts.password
        or parts.fragment
    ):
        raise NotAllowed("url")
    is_safe = parts.scheme == "https"
    if not is_safe and not _loopback_is_allowed():
        raise NotAllowed("http")
    with suppress(ValueError):  # a name is judged once it is resolved
        _judge(ipaddress.ip_address(parts.hostname))
    return parts.hostname, port or (443 if is_safe else 80), is_safe


def _loopback_is_allowed() -> bool:
    return _is_listed(ipaddress.ip_address("127.0.0.1"))


def _resolved(host: str, port: int) -> Address:
    """The first address of ``host``; one that is forbidden forbids them all."""
    found = [ipaddress.ip_address(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        _judge(address)
    return found[0]


def _judge(address: Address) -> None:
    """Raises NotAllowed for what is not on the public net, unless the installation names it."""
    mapped = getattr(address, "ipv4_mapped", None) or address
    if not (mapped.is_global and not mapped.is_multicast) and not _is_listed(mapped):
        raise NotAllowed("private")


def _is_listed(address: Address) -> bool:
    networks = [ipaddress.ip_network(one) for one in settings.WEBHOOK_ALLOWED_PRIVATE]
    return any(address in network for network in networks)


def _connection(host: str, port: int, address: str, *, is_safe: bool) -> http.client.HTTPConnection:
    """To ``address``; over TLS the certificate is still compared with the name."""
    if not is_safe:
        return http.client.HTTPConnection(address, port, timeout=SECONDS)
    connection = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    connection._create_connection = (  # type: ignore[attr-defined]  # the one place that looks a name up
        lambda _named, *given: socket.create_connection((address, port), *given)
    )
    return connection


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
