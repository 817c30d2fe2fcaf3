"""What planning costs, against the bare INSERT … SELECT of the very rows that it wrote, in turns in one run."""

import resource
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from antt_portal.bench import Figure
from antt_portal.bench._copying import undone
from antt_portal.bench._reminders_due import DUE, DUE_FOR_FEW, grow
from antt_portal.bench._tenants import Town
from enterprises.models import PlanningMark
from enterprises.reminding.planning import plan

TURNS = 5
NOTICES = ["core_notice"]
MOST_TIMES_BARE = 2
MOST_GROWTH = 1.3  # of the time for one that is due, from the fewest to the most
MOST_FOR_WHAT_IS_NOT_DUE = 1.5
MOST_MEMORY_GROWTH = 1.1


@dataclass(frozen=True)
class Measured:
    planned: int
    statements: int
    seconds: float
    bare: float
    ratio: float
    megabytes: float


def planning_figures(town: Town, sizes: tuple[int, ...]) -> Iterator[Figure]:
    present, all_due, few_due = 0, [], []
    for size in sizes:
        grow(town, wanted=size, present=present)
        present = size
        all_due.append(_measured(DUE))
        few_due.append(_measured(DUE_FOR_FEW))
        yield from _figures(size, all_due[-1], MOST_TIMES_BARE)
        yield from _figures(size, few_due[-1])
    yield from _growth(all_due, few_due, sizes)


def _measured(at: datetime) -> Measured:
    planned, statements = _kept(at)
    planning, bare = [], []
    for _turn in range(TURNS):
        with undone(NOTICES):
            _set_mark(at)
            began = perf_counter()
            plan(at=at)
            planning.append(_until_checked(began))
        with undone(NOTICES):
            began = perf_counter()
            _run("INSERT INTO core_notice SELECT * FROM kept")
            bare.append(_until_checked(began))
    ratio = median(one / other for one, other in zip(planning, bare, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(planned, statements, median(planning), median(bare), ratio, memory)


def _kept(at: datetime) -> tuple[int, int]:
    """Keep in a table of their own what is planned at ``at``: how many notices, by how many statements."""
    _set_mark(at)
    with CaptureQueriesContext(connection) as captured:
        planned = plan(at=at)
    _run("DROP TABLE IF EXISTS kept; CREATE UNLOGGED TABLE kept AS SELECT * FROM core_notice")
    _run("DELETE FROM core_notice")
    _run("VACUUM ANALYZE core_notice, kept")
    return planned, len(captured)


def run_plan(at: datetime) -> int:
    _set_mark(at)
    return plan(at=at)


def _set_mark(at: datetime) -> None:
    """As if the last run had been the evening before."""
    PlanningMark.objects.update_or_create(pk=1, defaults={"planned_to": at - timedelta(hours=12)})


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _until_checked(began: float) -> float:
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    return perf_counter() - began


def _figures(size: int, measured: Measured, bound: float | None = None) -> Iterator[Figure]:
    what = f"{size} open, {measured.planned} due"
    yield Figure(f"planning with {what}, median", measured.seconds, "s")
    yield Figure(f"bare INSERT … SELECT of the same rows with {what}, median", measured.bare, "s")
    yield Figure(f"planning by the bare INSERT … SELECT with {what}", measured.ratio, "times", bound)


def _growth(all_due: list[Measured], few_due: list[Measured], sizes: tuple[int, ...]) -> Iterator[Figure]:
    first, last = all_due[0], all_due[-1]
    for_one = (last.seconds / last.planned) / (first.seconds / first.planned)
    yield Figure(
        f"time for one of {last.planned} due by that for one of {first.planned}", for_one, "times", MOST_GROWTH
    )
    flat = few_due[-1].seconds / few_due[0].seconds
    yield Figure(
        f"time for {few_due[-1].planned} due of {sizes[-1]} open by that of {sizes[0]}",
        flat,
        "times",
        MOST_FOR_WHAT_IS_NOT_DUE,
    )
    yield Figure(f"statements of a run with {sizes[-1]} open", last.statements, "statements")
    yield Figure(f"more than with {sizes[0]}", last.statements - first.statements, "statements", 0)
    yield Figure(f"peak memory with {sizes[-1]} open", last.megabytes, "MB")
    growth = last.megabytes / first.megabytes
    yield Figure(f"peak memory with {sizes[-1]} open by that with {sizes[0]}", growth, "times", MOST_MEMORY_GROWTH)
