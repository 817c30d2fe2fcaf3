"""Scheduled work leaves a trace: which run began, how it ended, and whether one is late.

An edge like the tasks that it wraps: it reads the clock, when a run begins and when it ends.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils.functional import Promise

from antt_portal.core import clock
from antt_portal.core.models import Heartbeat, JobRun

SHORTEST_GRACE = timedelta(minutes=2)
LONGEST_ERROR = 200  # characters

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """``is_quiet``: runs so often that only a run that did something, or failed, is written down."""

    name: str
    every: timedelta
    title: str | Promise
    is_quiet: bool = False

    def late_since(self, done_at: datetime | None, at: datetime) -> datetime | None:
        """Since when a run is missing, if the last one that came to its end did so at ``done_at``."""
        if done_at is None:
            return None
        expected = done_at + self.every + max(SHORTEST_GRACE, self.every / 4)
        return expected if expected < at else None


_jobs: dict[str, Job] = {}


def known_jobs() -> list[Job]:
    return list(_jobs.values())


def scheduled_job(
    name: str, *, every: timedelta, title: str | Promise, quiet: bool = False
) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Have each run of a task written down, whatever becomes of it; ``every`` is how far apart runs are at most.

    The task returns how many things it did. It stands outside every transaction, so that its beginning is seen.
    """
    job = Job(name, every, title, quiet)
    if _jobs.setdefault(name, job) != job:
        raise ValueError(f"two jobs are called {name!r}")
    return lambda work: _written_down(job, work)


def _written_down(job: Job, work: Callable[[], int]) -> Callable[[], int]:
    @wraps(work)
    def run() -> int:
        row = JobRun(name=job.name, started_at=clock.now())
        if not job.is_quiet:
            row.save()
        try:
            row.count = work()
        except Exception as error:
            _note_failure(row, error)
            raise
        row.finished_at = clock.now()
        if row.count or not job.is_quiet:
            row.save()
        beat(job.name, at=row.finished_at)
        return row.count

    return run


def _note_failure(row: JobRun, error: Exception) -> None:
    """Whatever keeps this from being written must not stand in the way of the failure itself."""
    row.finished_at, row.error = clock.now(), _where_from(error)
    try:
        row.save()
    except DatabaseError:
        log.exception("failure of %s not written down", row.name)


def _where_from(error: Exception) -> str:
    """The exception's kind and the last place in the portal that it passed."""
    passed = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    own = [path for path in passed if path.is_relative_to(settings.ROOT) and "site-packages" not in path.parts]
    place = own[-1].relative_to(settings.ROOT).as_posix() if own else ""
    return " · ".join(filter(None, [type(error).__name__, place]))[:LONGEST_ERROR]


def beat(name: str, *, at: datetime) -> None:
    """Note that ``name`` was well at ``at``: one statement, whoever else does the same."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=at)], update_conflicts=True, unique_fields=["name"], update_fields=["at"]
    )
