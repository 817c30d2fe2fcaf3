"""``script/bench directives``: what it costs to reach very many with one letter, and to see who has it.

Issue: the verb itself, in a transaction that is rolled back, against COPY of the very rows it wrote into the same
tables, by turns in one run. Coverage: the page of each of very many directives (``_coverage``). Acknowledging: very
many within a minute against gunicorn (``_rush``).
"""

import logging
import resource
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import structlog
from django.db import connection
from django.test.utils import CaptureQueriesContext

from antt_portal.bench import Figure
from antt_portal.bench._copying import copy_in, undone, written_by
from antt_portal.bench._coverage import coverage_figures, directives_to
from antt_portal.bench._directive import issue, sealed
from antt_portal.bench._rush import rush_figures
from antt_portal.bench._tenants import Town, found, neighbour
from antt_portal.core import clock
from antt_portal.core.models import CalendarDay
from antt_portal.demo.loading import Loading
from antt_portal.demo.moments import Moments
from directives.models import Directive

AUDIENCES = (1_000, 10_000, 100_000)
DIRECTIVES, TENANTS = 100, 25_000  # of the coverage page
RUSHING = 2_000
TURNS = 3
MOST_TIMES_COPY = 3
MOST_MEMORY_GROWTH = 1.1


def run(
    audiences: tuple[int, ...] = AUDIENCES, covered: tuple[int, int] = (DIRECTIVES, TENANTS), rushing: int = RUSHING
) -> Iterator[Figure]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    loading = Loading(Moments(clock.now(), CalendarDay.objects.calendar_for(None)))
    town = found(loading)
    statements, memory = [], []
    for tenants in audiences:
        town.grow(tenants)
        directive = sealed(town, at=clock.now(), on=clock.today())
        with undone():
            statements.append(_statements(town, directive))
        yield from _issue_figures(town, directive)
        memory.append(_peak_megabytes())
    yield Figure(f"statements of an issue to {audiences[-1]}", statements[-1], "statements")
    yield Figure(f"more statements than to {audiences[0]}", statements[-1] - statements[0], "statements", 0)
    growth = memory[-1] / memory[0]
    yield Figure(f"peak memory at {audiences[-1]} by that at {audiences[0]}", growth, "times", MOST_MEMORY_GROWTH)
    other = neighbour(loading)
    other.grow(rushing)
    yield from rush_figures(other)
    other.grow(covered[1])
    # By now the database has counted the deliveries of an earlier directive, and knows nothing of those just written.
    yield from _issue_figures(other, sealed(other, at=clock.now(), on=clock.today()), beside="beside another ")
    yield from coverage_figures(other, directives_to(other, covered[0]))


def _issue_figures(town: Town, directive: Directive, beside: str = "") -> Iterator[Figure]:
    issuing, copying = [], []
    counts: dict[str, int] = {}
    with TemporaryDirectory() as name:
        for _turn in range(TURNS):
            with undone():
                issuing.append(_seconds_of_issue(town, directive))
                counts = written_by(directive, Path(name))
            with undone():
                copying.append(copy_in(Path(name)))
    who = f"issue {beside}to {counts['directives_delivery']} organisations"
    yield Figure(f"{who}: rows written", sum(counts.values()), "rows")
    yield Figure(f"{who}, median", median(issuing), "s")
    yield Figure(f"{who}: COPY of the same rows, median", median(copying), "s")
    ratio = median(one / other for one, other in zip(issuing, copying, strict=True))
    yield Figure(f"{who}, by COPY of the same rows", ratio, "times", MOST_TIMES_COPY)


def _seconds_of_issue(town: Town, directive: Directive) -> float:
    began = perf_counter()
    issue(town, directive, at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return perf_counter() - began


def _statements(town: Town, directive: Directive) -> int:
    with CaptureQueriesContext(connection) as captured:
        issue(town, directive, at=clock.now())
    return len(captured)


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
