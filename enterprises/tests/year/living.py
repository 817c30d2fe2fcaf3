"""Letting a year pass over the stage, with a scheduler that is well or not, and judging what it told.

The instants keep ten minutes from any occasion: so far back a run looks once more.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from antt_portal.core import outbox
from antt_portal.core.models import Notice, NoticeState
from enterprises.reminding.planning import plan
from enterprises.tests.year.oracle import Expected, Occasion, Oracle, may_go_out
from enterprises.tests.year.plot import FIRST, LAST, ONE_DAY, Plot, instant
from enterprises.tests.year.stage import Stage

TIMES = ((0, 15), (6, 55), (7, 0), (12, 0), (20, 59), (21, 1))
LONGEST_SLEEP = 10  # days
ONE_HOUR = timedelta(hours=1)


def every_day(seed: int, times_a_day: int = 1) -> Iterator[datetime]:
    """Every day, at some of the instants that matter: after midnight, when steps of days are reached, around the hours
    of mail, and at noon."""
    chance = random.Random(seed)
    for number in range((LAST - FIRST).days + 1):
        yield from (instant(FIRST + number * ONE_DAY, *one) for one in sorted(chance.sample(TIMES, times_a_day)))


def with_outages(seed: int) -> Iterator[datetime]:
    """Awake for one moment after one to ten days, at any hour, and then the clock goes back by one."""
    chance = random.Random(seed)
    at = instant(FIRST, 0, 15)
    while at.date() <= LAST:
        yield at
        yield at - ONE_HOUR
        yield at + ONE_HOUR
        day = at.date() + chance.randint(1, LONGEST_SLEEP) * ONE_DAY
        at = instant(day, chance.randrange(22), chance.randint(15, 45))


def live(stage: Stage, runs: Iterable[datetime], *, plan: Callable[..., object] = plan) -> None:
    for at in runs:
        stage.live_until(at)
        plan(at=at)
        outbox.send_pending(at=at)


def check(stage: Stage, plot: Plot, runs: list[datetime]) -> int:
    """Raises AssertionError where anything is told that is not expected, or the other way round. How much was told."""
    expected, told = Oracle(plot).expect(runs), stage.told()
    assert told.keys() == expected.keys(), told.keys() ^ expected.keys()
    kept = {one for one, notice in told.items() if notice.state == NoticeState.SUPERSEDED}
    assert kept == {one for one, due in expected.items() if due.superseded}
    sent = {one: notice for one, notice in told.items() if notice.state == NoticeState.SENT}
    for occasion, notice in sent.items():
        _check_mail(occasion, notice, expected[occasion], runs)
        assert notice.occasion_at.replace(microsecond=0) == expected[occasion].occasion_at, occasion
    _check_order(sent, expected)
    _check_unsent(plot, told, expected, runs)
    return len(told)


def _check_mail(occasion: Occasion, notice: Notice, due: Expected, runs: list[datetime]) -> None:
    """It went out when mail may, and, unless it had to wait for a lower step, by the first run that was allowed to."""
    assert due.urgent or may_go_out(due.board, notice.sent_at), (occasion, notice.sent_at)
    if not due.escalates:
        since = runs[runs.index(due.planned_at) :]
        first = next(at for at in since if at >= due.planned_at and (due.urgent or may_go_out(due.board, at)))
        assert notice.sent_at == first, f"{occasion}: sent {notice.sent_at}, could have been {first}"


def _check_order(sent: dict[Occasion, Notice], expected: dict[Occasion, Expected]) -> None:
    """A step above comes a day after the mails of those below it."""
    for occasion, notice in sent.items():
        due = expected[occasion]
        for other, below in sent.items():
            is_below = other[:2] == occasion[:2] and expected[other].occasion_at < due.occasion_at
            if due.escalates and is_below and not expected[other].escalates:
                assert below.sent_at + ONE_DAY <= notice.sent_at, (occasion, other)


def _check_unsent(
    plot: Plot, told: dict[Occasion, Notice], expected: dict[Occasion, Expected], runs: list[datetime]
) -> None:
    """What is not sent is kept for a later step, was taken back, or had no chance before the year ended."""
    for occasion, notice in told.items():
        due, board = plot.dues[occasion.number], expected[occasion].board
        if notice.state == NoticeState.PENDING:
            chances = [at for at in runs if at >= notice.due_at and may_go_out(board, at)]
            assert not any(at >= chances[0] + ONE_DAY for at in chances), occasion
        elif notice.state == NoticeState.CANCELLED:
            moved = due.asked is not None and due.due_on(runs[-1]) != occasion.due_on
            assert due.closed_at or moved or due.held, occasion
