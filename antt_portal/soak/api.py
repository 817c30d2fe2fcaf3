"""``script/soak api``: schemathesis reads the OpenAPI document and asks the API all it says, and much that it does not.

Every check it has must hold: statuses, types and schemas as documented, nothing unfit accepted, nothing fit refused,
no method besides those, no answer without a token, no error of the server. The same seed asks the same.
"""

import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import schemathesis.openapi
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.test import override_settings
from hypothesis.errors import HypothesisWarning
from requests import Session
from schemathesis import Case, Response
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, from_schema
from schemathesis.engine.events import EngineEvent, FatalError, NonFatalError, ScenarioFinished
from schemathesis.transport.wsgi import WSGITransport

from antt_portal.api.models import Scope
from antt_portal.api.tokens import make
from antt_portal.bench import Figure
from antt_portal.core import clock
from antt_portal.soak.hostile import quiet
from antt_portal.tests.matrix.world import World
from enterprises.actor import Actor

EXAMPLES, SEED = 200, 9
UNLIMITED = 1_000_000


def run(examples: int = EXAMPLES, seed: int = SEED, phases: tuple[str, ...] = ()) -> Iterator[Figure]:
    """``examples``: of each operation, drawn by the seed. ``phases`` of schemathesis: all of them unless named."""
    hosts = [*settings.ALLOWED_HOSTS, "localhost"]
    with (
        quiet(),
        _letting_go(),
        _in_process(),
        override_settings(ALLOWED_HOSTS=hosts, API_REQUESTS_PER_MINUTE=UNLIMITED),
    ):
        events = list(_asked(_token(), examples, seed, phases))
    scenarios = [one for one in events if isinstance(one, ScenarioFinished)]
    requests = sum(len(one.recorder.interactions) for one in scenarios)
    checks, failures = _judged(scenarios)
    errors = [one for one in events if isinstance(one, NonFatalError | FatalError)]
    for said in (*failures, *(f"{type(one).__name__}: {one}"[:2000] for one in errors)):
        print(said, file=sys.stderr)  # noqa: T201 - which one it was
    yield Figure("requests", requests, "requests")
    yield Figure(
        "operations", len({one.label for one in scenarios if one.label and one.recorder.interactions}), "operations"
    )
    for name, count in sorted(checks.items()):
        yield Figure(f"checked: {name}", count, "answers")
    yield Figure("answers that failed a check", len(failures), "answers", 0)
    yield Figure("errors of the search itself", len(errors), "errors", 0)


def _token() -> str:
    """Of a board, in the world of the permission matrix, with something of every kind to read."""
    world, at = World(), clock.now()
    if world.directive.issued_at is None:
        raise ValueError("the world has no directive")
    by = Actor.of(world.memberships["administrator"])
    return make("Thử", list(Scope), expires_on=clock.today() + timedelta(days=7), by=by, at=at).secret


def _asked(secret: str, examples: int, seed: int, phases: tuple[str, ...]) -> Iterator[EngineEvent]:
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "headers": {"Authorization": f"Bearer {secret}"},
            "continue-on-failure": True,
            "generation": {"max-examples": examples, "database": "none"},
            **({"phases": {"enabled": False, **{name: {"enabled": True} for name in phases}}} if phases else {}),
        }
    )
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=config)
    yield from from_schema(schema).execute()


@contextmanager
def _letting_go() -> Iterator[None]:
    """Threads of schemathesis end with their last answer unread, and leave the connection behind that it came by."""
    made: list[BaseDatabaseWrapper] = []

    def know(connection: BaseDatabaseWrapper, **_named: Any) -> None:
        made.append(connection)

    connection_created.connect(know)
    try:
        yield
    finally:
        connection_created.disconnect(know)
        for one in made:
            if one is not connections[one.alias]:
                one.inc_thread_sharing()
                one.close()


@contextmanager
def _in_process() -> Iterator[None]:
    """The probe for ignored tokens brings the settings of a network connection along, which in process only a session
    takes away again (schemathesis 4.32)."""
    send = WSGITransport.send

    def sent(self: WSGITransport, case: Case, **kwargs: Any) -> Response:
        kwargs["session"] = kwargs.get("session") or Session()
        return send(self, case, **kwargs)

    with patch.object(WSGITransport, "send", sent), warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)  # of strings too long to print
        yield


def _judged(scenarios: list[ScenarioFinished]) -> tuple[Counter[str], list[str]]:
    """How often each check was made, and every failure in words."""
    checks, failures = Counter[str](), []
    for scenario in scenarios:
        for nodes in scenario.recorder.checks.values():
            for node in nodes:
                checks[node.name] += 1
                if node.status == Status.FAILURE and node.failure_info:
                    failures.append(f"{scenario.label}: {node.failure_info.failure}\n{node.failure_info.code_sample}")
    return checks, failures
