"""Whether the parts live without which nothing goes out: database, broker, worker, scheduler, outbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import redis
from django.conf import settings
from django.db import DatabaseError, connection

from antt_portal.core import wall
from antt_portal.core.models import Heartbeat, Notice, NoticeState
from antt_portal.core.quiet_hours import held_back
from antt_portal.core.tasks import BEAT, WORKER
from antt_portal.operations.within import NoAnswer, within

SECONDS = 2.0  # a probe waits no longer for a server
QUIET_FOR = timedelta(minutes=4)  # a heartbeat comes every minute
UNSENT_FOR = timedelta(minutes=20)


class Health(StrEnum):
    OK = "ok"
    LATE = "late"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Vital:
    """``since`` is the last sign of life, or what waits longest."""

    health: Health
    since: datetime | None = None


@dataclass(frozen=True)
class Told:
    """What the database knows, read at once; ``now`` is the time by its own clock."""

    now: datetime
    heartbeats: dict[str, datetime]
    oldest_unsent: datetime | None


def probed(at: datetime) -> dict[str, Vital]:
    """All of them by name, in a bounded time, whatever hangs."""
    try:
        told = within(SECONDS, "database", lambda: read(at))
    except (NoAnswer, DatabaseError):
        told = None
    return judged(told, at)


def judged(told: Told | None, at: datetime) -> dict[str, Vital]:
    """What follows from what the database knows, None where it does not answer; the broker is asked now."""
    found = {"database": Vital(Health.OK if told else Health.DOWN), "broker": Vital(_broker())}
    if told is None:
        return found | {name: Vital(Health.UNKNOWN) for name in (WORKER, BEAT, "oldest_unsent")}
    beat = _alive(told.heartbeats.get(BEAT), at)
    worker = _alive(told.heartbeats.get(WORKER), at)
    if worker.health == Health.LATE and beat.health != Health.OK:
        # What no scheduler sends no worker can take: it may well live.
        worker = Vital(Health.UNKNOWN, worker.since)
    return found | {WORKER: worker, BEAT: beat, "oldest_unsent": _unsent(told.oldest_unsent, at)}


def all_well(found: Iterable[Vital]) -> bool:
    return all(one.health == Health.OK for one in found)


def read(at: datetime) -> Told:
    """Of the portal as a whole, whoever asks."""
    with wall.narrow():
        beats = dict(Heartbeat.objects.filter(name__in=[BEAT, WORKER]).values_list("name", "at"))
        return Told(_database_time(), beats, oldest_unsent(at))


def _database_time() -> datetime:
    """SQLite has the clock of this very machine, and writes it without a zone."""
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()" if is_postgres else "SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
        said = cursor.fetchone()[0]
    return said if isinstance(said, datetime) else datetime.fromisoformat(said).replace(tzinfo=UTC)


def oldest_unsent(at: datetime) -> datetime | None:
    """Since when the oldest notice waits that nobody has tried to send. One that a server put off is no sign, and
    neither is one that waits for the morning, or for the mail of another."""
    untried = Notice.objects.filter(state=NoticeState.PENDING, attempts=0, leader__isnull=True)
    due = untried.filter(due_at__lte=at).exclude(held_back(at))
    return due.order_by("due_at").values_list("due_at", flat=True).first()


def _broker() -> Health:
    try:
        within(SECONDS, "broker", _ping)
    except (NoAnswer, redis.RedisError, ValueError):
        return Health.DOWN
    return Health.OK


def _ping() -> None:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS) as server:
        server.ping()


def _alive(last: datetime | None, at: datetime) -> Vital:
    if last is None:
        return Vital(Health.UNKNOWN)
    return Vital(Health.LATE if at - last > QUIET_FOR else Health.OK, last)


def _unsent(since: datetime | None, at: datetime) -> Vital:
    late = since is not None and at - since > UNSENT_FOR
    return Vital(Health.LATE if late else Health.OK, since)
