"""Several people keep the rules at once, and several workers open terms at once."""

from datetime import date

import pytest

from antt_portal.core.models import CalendarDay
from antt_portal.core.tests.at_once import at_once
from enterprises.due import deadlines
from enterprises.duties import keeping as duties
from enterprises.duties.owing import open_terms
from enterprises.models import (
    Audience,
    Deadline,
    DeadlineKind,
    DutyTerm,
    Ladder,
    RecurringDuty,
    Role,
    Wording,
)
from enterprises.reminding import ladders
from enterprises.reminding.ladders import Step
from enterprises.tests.duties.test_owing import AT, duty
from enterprises.tests.factories import OrganisationFactory, actor
from enterprises.workday_rules import workdays_rule
from enterprises.workdays import keeping as calendars
from enterprises.workdays.keeping import Exceptional

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

FEW = 8


@pytest.fixture
def keeper():
    RecurringDuty.objects.all().delete()
    return actor(Role.UNIT_HEAD)


def test_workers_that_open_terms_at_once_open_each_once(keeper):
    duty()
    for _number in range(5):
        OrganisationFactory(board=keeper.organisation.board)
    assert sum(at_once(lambda _number: open_terms(at=AT), FEW)) == 5
    assert DutyTerm.objects.count() == Deadline.objects.open().count() == 5


def test_of_those_who_save_the_same_ladder_at_once_one_does_and_the_others_are_told(keeper):
    board = keeper.organisation.board

    def save(number):
        steps = [Step(-1 - number, Audience.OWNERS, Wording.SOON)]
        return ladders.keep(board, DeadlineKind.MENDING, steps, is_on=True, seen=0, by=keeper, at=AT).version

    assert sorted(at_once(save, FEW), key=str) == [1, *["stale"] * (FEW - 1)]
    assert Ladder.objects.get(board=board).steps.count() == 1


def test_of_those_who_switch_a_duty_at_once_one_makes_the_copy(keeper):
    board, shared = keeper.organisation.board, duty()
    results = at_once(lambda _n: duties.switch(board, shared, on=False, seen=1, by=keeper, at=AT).version, FEW)
    assert sorted(results, key=str) == [2, *["stale"] * (FEW - 1)]
    assert RecurringDuty.objects.filter(board=board).count() == 1


def test_after_changes_of_the_calendar_at_once_deadlines_are_counted_with_all_of_them(keeper):
    board, anchor = keeper.organisation.board, date(2027, 4, 20)
    owner = OrganisationFactory(board=board)
    due_on = CalendarDay.objects.calendar_for(board.pk).add(anchor, 20)
    deadlines.open_deadline(
        owner,
        DeadlineKind.MENDING,
        organisation=owner,
        title="Bổ sung",
        route="home",
        due_on=due_on,
        rule=workdays_rule(20),
        anchor=anchor,
        at=AT,
    )
    days = [date(2027, 5, day) for day in (4, 5, 6, 7, 10, 11, 12, 13)]
    at_once(
        lambda number: calendars.keep(board, [Exceptional(days[number], False, "Thử")], by=keeper, at=AT), len(days)
    )
    assert Deadline.objects.get().due_on == CalendarDay.objects.calendar_for(board.pk).add(anchor, 20)
