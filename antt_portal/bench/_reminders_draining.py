"""How fast workers empty the outbox, by a bare loop that builds and sends the same mails, in one run."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import IO

from django.conf import settings
from django.db import connection

from antt_portal.bench import Figure
from antt_portal.bench._processes import processor_seconds
from antt_portal.bench._reminders_due import DUE, grow
from antt_portal.bench._reminders_planning import run_plan
from antt_portal.bench._tenants import Town
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.tests.this_database import database_url
from enterprises.models import Deadline

LEAST_OF_BARE = 0.7
LEAST_OF_TWO = 1.5

_ANEW = """
    UPDATE core_notice SET state = 'pending', sent_at = NULL, claimed_at = NULL, prepared_at = NULL, attempts = 0,
        error = ''
"""


@dataclass(frozen=True)
class Drained:
    seconds: float
    sink_seconds: float


def draining_figures(town: Town, mails: int) -> Iterator[Figure]:
    """Reminders of ``mails`` deadlines, to as many people."""
    _plan(town, mails)
    with _sink() as (sink, port):
        bare = _drained(["bare"], mails, sink, port)
        one = _drained(["worker"], mails, sink, port)
        two = _drained(["worker", "worker"], mails, sink, port)
    yield Figure(f"bare loop over {mails} mails", mails / bare.seconds, "mails/s")
    yield Figure(f"one worker over {mails} notices", mails / one.seconds, "mails/s")
    yield Figure(f"two workers over {mails} notices", mails / two.seconds, "mails/s")
    yield Figure("one worker by the bare loop", bare.seconds / one.seconds, "times", LEAST_OF_BARE, at_most=False)
    yield Figure("two workers by one", one.seconds / two.seconds, "times", LEAST_OF_TWO, at_most=False)
    yield Figure("processor time of the sink while two workers ran", two.sink_seconds / two.seconds, "cores")


def _plan(town: Town, mails: int) -> None:
    Deadline.objects.all().delete()
    grow(town, wanted=mails * 10)
    run_plan(DUE)
    planned = Notice.objects.filter(state=NoticeState.PENDING).count()
    if planned != mails:
        raise AssertionError(f"{planned} notices instead of {mails}")


def _drained(ways: Sequence[str], mails: int, sink: int, port: int) -> Drained:
    _start_anew()
    with ExitStack() as running:
        programs = [running.enter_context(_started(way, port)) for way in ways]
        sink_began, began = processor_seconds([sink]), perf_counter()
        for begin, _said in programs:
            begin.write("go\n")
            begin.flush()
        said = [says.readline().split() for _begin, says in programs]
        seconds = perf_counter() - began
        sink_seconds = processor_seconds([sink]) - sink_began
    if sum(int(sent) for sent, _seconds in said) != mails:
        raise AssertionError(f"{ways} sent {said} instead of {mails}")
    return Drained(seconds, sink_seconds)


def _start_anew() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ANEW)
        cursor.execute("VACUUM ANALYZE core_notice")


@contextmanager
def _started(way: str, port: int) -> Iterator[tuple[IO[str], IO[str]]]:
    """What the process reads and what it says; it is ready to begin."""
    database = database_url()
    environment = {
        "DATABASE_URL": database,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "antt_portal.settings.soak",
    }
    with subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-m", "antt_portal.bench._reminders_worker", way, DUE.isoformat()],
        env=os.environ | environment,
        cwd=settings.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        if program.stdin is None or program.stdout is None or program.stdout.readline() != "ready\n":
            raise AssertionError("the worker did not start")
        yield program.stdin, program.stdout


@contextmanager
def _sink() -> Iterator[tuple[int, int]]:
    """The process and its port."""
    command = [sys.executable, "-m", "antt_portal.bench._reminders_sink"]
    with subprocess.Popen(command, cwd=settings.ROOT, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603 - and this
        if program.stdout is None:
            raise AssertionError("the sink did not start")
        try:
            yield program.pid, int(program.stdout.readline())
        finally:
            program.kill()
