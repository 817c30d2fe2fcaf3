"""What a hostile request must not do: break, leak, change what it was refused, or keep the database busy."""

import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client

from antt_portal.soak._payloads import MARK, PRODUCT, SHOUTED
from antt_portal.soak._shots import Shot, is_read
from antt_portal.tests.matrix.row import POST

SLOW_SECONDS = 1.0
SERVER_ERROR, REFUSED = 500, 400
PROBES = frozenset({"healthz"})  # says 503 of others: here nothing runs in the background
# What a request may write although it was refused: who is signed in, and that somebody asked.
MAY_CHANGE = frozenset({"django_session", "usersessions_usersession", "core_viewing"})
# A text that comes too late is kept beside the other, so that nothing typed is lost (docs/decisions/0006).
KEPT = {409: ("directives_letterversion",)}
FORM = "application/x-www-form-urlencoded"
TELLTALE = re.compile(
    r"Traceback \(most recent call last\)|psycopg2?\.|django\.db\.utils|syntax error at or near|root:x:0:0|"
    rf"\[boot loader\]|{re.escape(settings.SECRET_KEY)}|{PRODUCT}|{SHOUTED}"
)
RUNS = re.compile(r"""(?:href|src|action)=["']?\s*(?:javascript|data:text/html)""", re.IGNORECASE)


@dataclass
class Slowest:
    seconds: float = 0.0
    sql: str = ""

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            taken = time.perf_counter() - began
            if taken > self.seconds:
                self.seconds, self.sql = taken, sql


@dataclass
class Seen:
    """What came of one request; ``harm`` names what should not have."""

    shot: Shot
    status: int
    slowest: Slowest
    harm: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        shot = self.shot
        said = f"{shot.method} {shot.url[:120]} as {shot.who} ({shot.door.name}), {shot.kind} {shot.payload[:60]!r}"
        return f"{', '.join(self.harm)}: {self.status} {said} {str(shot.data)[:300]}"


class Witness:
    """Sends requests one by one into a transaction that is rolled back, and looks at the answer and the rows."""

    def __init__(self, clients: Mapping[str, Client], secrets: Mapping[str, tuple[str, ...]]) -> None:
        """``secrets``: by who asks, words of others that no answer may contain."""
        self.clients, self.secrets = clients, secrets
        self.cookies = {who: deepcopy(client.cookies) for who, client in clients.items()}
        with connection.cursor() as cursor:
            tables = sorted(connection.introspection.table_names(cursor))
        self.digest_sql = " UNION ALL ".join(_digest_sql(name) for name in tables if name not in MAY_CHANGE)
        self.untouched = self.rows()

    def rows(self) -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute(self.digest_sql)
            return dict(cursor.fetchall())

    def changed(self) -> list[str]:
        return [name for name, rows in self.rows().items() if rows != self.untouched[name]]

    def fire(self, shot: Shot) -> Seen:
        slowest, broken = Slowest(), list[str]()
        self.clients[shot.who].cookies = deepcopy(self.cookies[shot.who])  # whoever was signed out by the one before
        with transaction.atomic(), _listening(broken):
            with connection.execute_wrapper(slowest):
                response = _sent(self.clients[shot.who], shot)
                body = _body(response)
            seen = Seen(shot, response.status_code, slowest)
            seen.harm += [f"raised {one}" for one in broken]
            seen.harm += self._found(shot, response, body)
            if response.status_code >= REFUSED and not is_read(shot) and not broken:
                seen.harm += [
                    f"changed {name}" for name in self.changed() if name not in KEPT.get(response.status_code, ())
                ]
            transaction.set_rollback(True)
        if slowest.seconds > SLOW_SECONDS:
            seen.harm.append(f"{slowest.seconds:.1f} s for {slowest.sql[:200]}")
        return seen

    def _found(self, shot: Shot, response: HttpResponseBase, body: str) -> Iterator[str]:
        if response.status_code >= SERVER_ERROR and shot.door.name not in PROBES:
            yield "server error"
        if any(MARK in name.lower() for name in (*response.headers, *response.cookies)):
            yield "wrote a header"
        if response.get("Location", "").startswith(("//", "http", "/\\", "\\")):
            yield f"led to {response['Location'][:60]}"
        if telltale := TELLTALE.search(body.replace(shot.payload, "") if shot.payload else body):
            yield f"said {telltale[0]!r}"
        if response.get("Content-Type", "").startswith("text/html"):
            if any(char in shot.payload for char in "<\"'") and MARK in shot.payload and shot.payload in body:
                yield "reflected"
            if RUNS.search(body):
                yield "led to a script"
        if any(word in body for word in self.secrets.get(shot.who, ()) if word not in f"{shot.url}{shot.data}"):
            yield "told what is not theirs"


def _digest_sql(table: str) -> str:
    name = connection.ops.quote_name(table)
    return f"SELECT '{table}', count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {name} t"  # noqa: S608 - our own tables


@contextmanager
def _listening(broken: list[str]) -> Iterator[None]:
    def heard(**_told: Any) -> None:
        broken.append(repr(sys.exception())[:200])

    got_request_exception.connect(heard)
    try:
        yield
    finally:
        got_request_exception.disconnect(heard)


def _sent(client: Client, shot: Shot) -> HttpResponseBase:
    send: Callable[..., HttpResponseBase] = getattr(client, shot.method)
    if isinstance(shot.data, bytes):
        return client.generic(shot.method.upper(), shot.url, shot.data, shot.content_type, headers=shot.headers)
    if is_read(shot) or shot.method != POST:
        asked = urlencode(shot.data, doseq=True, errors="surrogatepass")
        return send(f"{shot.url}?{asked}", headers=shot.headers)
    files = [value for value in shot.data.values() if hasattr(value, "read")]
    if files:
        plain = {name: value for name, value in shot.data.items() if _is_sendable(name) and _is_sendable(value)}
        return send(shot.url, plain, headers=shot.headers)
    body = urlencode(shot.data, doseq=True, errors="surrogatepass")
    return send(shot.url, body, content_type=FORM, headers=shot.headers)


def _is_sendable(value: Any) -> bool:
    """A multipart body of the test client is UTF-8; what is none goes by the other kind of form."""
    return hasattr(value, "read") or not re.search("[\ud800-\udfff]", str(value))


def _body(response: HttpResponseBase) -> str:
    content: bytes = response.getvalue()  # of streaming and other answers alike
    return content.decode(errors="replace") if len(content) < 3_000_000 else ""
