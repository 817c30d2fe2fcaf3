"""What the log says of a request. An address may open a door: an invitation, a new password, a personal link."""

import logging
import re
from typing import Any

import structlog
from django.contrib.messages.constants import ERROR
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.urls.converters import UUIDConverter
from django_structlog.middlewares import RequestMiddleware

from antt_portal.core.client_address import client_address

# Parts of an address that name a row, a year, a file. Whatever else a route takes may be a secret.
HARMLESS = re.compile(r"<(uuid|int|slug):\w+>")


class SecretUUID(UUIDConverter):
    """``<secret:…>`` in a route: an id that only the reader of a mail is to know."""


def shown_address(path: str) -> str:
    """``path`` for the log: as its route where the route takes a secret, and its beginning where it leads nowhere, for
    a link that was copied badly still holds its secret."""
    try:
        route = resolve(path).route
    except Resolver404:
        first, *more = path.lstrip("/").split("/")
        return f"/{first}/…" if any(more) else f"/{first}"
    taken = HARMLESS.sub("", route)
    return f"/{route}" if "<" in taken else path


class RequestLogMiddleware(RequestMiddleware):
    """Of a question mark's words only the names: ``next`` may hold an invitation, ``q`` whatever somebody looks for."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        asked = f"?{'&'.join(request.GET)}" if request.GET else ""
        return f"{request.method} {shown_address(request.path_info)}{asked}"

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """As every other limit and record has it, whatever a visitor claims of where it comes from."""
        structlog.contextvars.bind_contextvars(ip=client_address(request))


class NotedMessages(FallbackStorage):
    """Messages as Django keeps them. Whoever is led back with a refusal gets a redirect like anybody else: the line of
    the request says that it was one."""

    def add(self, level: int, message: Any, extra_tags: str | None = "") -> None:
        if level >= ERROR:
            structlog.contextvars.bind_contextvars(refused=True)
        super().add(level, message, extra_tags)


class HiddenSecrets(logging.Filter):
    """For loggers of Django that write down the path of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            shown = shown_address(request.path_info)
            record.args = tuple(shown if said in {request.path, request.path_info} else said for said in record.args)
        return True
