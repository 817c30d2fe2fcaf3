"""Whom a ladder names is told once of each step, whatever the scheduler did; nobody else, and never at night."""

import pytest

from enterprises.reminding.planning import plan
from enterprises.tests.year.living import check, every_day, live, with_outages
from enterprises.tests.year.oracle import Oracle
from enterprises.tests.year.plot import a_year
from enterprises.tests.year.processes import planners
from enterprises.tests.year.stage import Stage

DUES = 50  # of each board
PROCESSES = 4


@pytest.mark.django_db
def test_every_occasion_of_a_year_is_told_once_and_nothing_else():
    plot = a_year(seed=1, dues_of_a_board=DUES)
    stage, runs = Stage(plot), list(every_day(1))
    live(stage, runs)
    assert check(stage, plot, runs) > 3 * DUES


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_scheduler_that_sleeps_for_days_is_doubled_and_loses_an_hour_tells_the_same():
    plot = a_year(seed=2, dues_of_a_board=DUES)
    stage, runs = Stage(plot), list(with_outages(2))
    with planners(PROCESSES) as processes:

        def by_all_at_once_and_once_more(*, at):
            processes.plan(at)
            assert plan(at=at) == 0

        live(stage, runs, plan=by_all_at_once_and_once_more)
    assert check(stage, plot, runs) > 3 * DUES


def test_what_is_due_to_be_told_does_not_depend_on_when_the_scheduler_is_awake():
    """As far as nothing happened while it slept: the oracle says so without any database."""
    plot = a_year(seed=3, dues_of_a_board=DUES)
    undisturbed = {due.number for due in plot.dues if not (due.closed_at or due.asked or due.held)}
    oracle = Oracle(plot)
    awake, asleep = oracle.expect(list(every_day(3))), oracle.expect([*with_outages(3), *list(every_day(3))[-1:]])
    steps = [{one[:3] for one in told if one.number in undisturbed} for told in (awake, asleep)]
    assert steps[0] == steps[1]
    assert sum(due.superseded for due in asleep.values()) > sum(due.superseded for due in awake.values())
