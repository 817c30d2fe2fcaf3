"""Who owes a daily report, and the days that are opened for it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.asking import directing
from directives.asking.directing import Line
from directives.campaigns import campaigning
from directives.models import Delivery, Group
from directives.tests.audiences import a_directive
from directives.tests.office import WAY, carry
from enterprises.models import Deadline, DeadlineKind, OrganisationKind
from enterprises.tests.factories import OrganisationFactory
from reports.campaigns.daily import report_nothing
from reports.campaigns.days import day_of, days_of
from reports.campaigns.owing import open_days, owing
from reports.models import DailyReport
from reports.tests.campaigns.running import DAY, Running, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def running():
    return Running()


def open_deadlines():
    return Deadline.objects.open().filter(kind=DeadlineKind.DAILY_REPORT)


def test_investors_and_units_owe_it_who_are_to_act(running):
    assert set(owing(running.campaign, DAY)) == {*running.made.investors, running.unit}


def test_whoever_is_reached_later_owes_it_from_that_day(running):
    Delivery.objects.filter(organisation=running.unit).update(sent_at=at(9, day=date(2026, 3, 12)))
    assert running.unit not in owing(running.campaign, DAY)
    assert running.unit in owing(running.campaign, date(2026, 3, 12))


def test_a_recalled_letter_asks_for_no_more_days(running):
    Delivery.objects.update(ended_at=at(9))
    assert not owing(running.campaign, DAY).exists()


def over(running, relation, *, joins=False):
    """The campaign's only letter is recalled or replaced at ten."""
    made, lines = running.made, [Line(group=Group.INVESTORS)] if relation == "replaces" else []
    letter = a_directive(made, lines=lines, asked=[], relation=relation, related=running.directive.letter, at=at(9))
    if joins:
        directing.join(letter, running.campaign, acknowledge_workdays=3, by=running.officer, at=at(9))
    for act in WAY:
        carry(made.office, letter.letter, act, at=at(10))


def test_a_recall_of_the_only_letter_closes_the_day_and_nobody_misses_it(running):
    running.opened()
    over(running, "recalls")
    assert not open_deadlines().exists()
    assert [row.standing for row in day_of(running.campaign, DAY, at=at(9)).rows] == ["waiting"] * 3
    assert day_of(running.campaign, DAY, at=at(20)).rows == []
    assert days_of(running.campaign, at=at(20)) == []


def test_what_was_missed_before_the_recall_stays_missed_and_what_was_said_stays_said(running):
    report_nothing(running.opened(), by=running.editor, at=at(8), seen=0)
    Delivery.objects.exclude(organisation=running.investor).update(ended_at=at(19))
    Delivery.objects.filter(organisation=running.investor).update(ended_at=at(10))
    rows = day_of(running.campaign, DAY, at=at(20)).rows
    assert sorted(row.standing for row in rows) == ["missing", "missing", "nothing"]


@pytest.mark.parametrize(("joins", "count"), [(True, 3), (False, 0)])
def test_a_letter_that_takes_its_place_keeps_the_days_only_in_the_same_campaign(running, joins, count):
    running.opened()
    over(running, "replaces", joins=joins)
    assert open_deadlines().count() == count


def test_a_day_is_opened_with_its_deadline_at_six_in_the_evening_and_only_once(running):
    assert open_days(at=at(0, 5)) == 3
    assert open_days(at=at(0, 35)) == 0
    due = open_deadlines().get(organisation=running.investor)
    assert (due.due_at, due.route) == (at(18), "reports:daily-report")
    assert due.subject_id == DailyReport.objects.get(organisation=running.investor).public_id
    assert open_deadlines().count() == 3


def test_a_campaign_that_begins_in_the_middle_owes_nothing_for_the_days_before(running):
    open_days(at=at(0, 5))
    assert set(DailyReport.objects.values_list("day", flat=True)) == {DAY}


def test_missed_days_are_caught_up_and_the_last_one_is_the_last(running):
    open_days(at=at(0, 5, day=date(2026, 3, 10)))
    open_days(at=at(0, 5, day=date(2026, 3, 14)))
    days = DailyReport.objects.filter(organisation=running.unit).values_list("day", flat=True)
    assert list(days) == [date(2026, 3, 10), DAY, date(2026, 3, 12)]


def test_nothing_is_opened_before_the_campaign_runs_or_after_it_was_closed():
    running = Running(is_open=False)
    assert open_days(at=at(0, 5)) == 0
    campaigning.open_campaign(running.campaign, by=running.officer, at=at(1), seen=running.campaign.version)
    running.campaign.refresh_from_db()
    assert open_days(at=at(0, 5, day=date(2026, 3, 9))) == 0
    after = at(9, day=date(2026, 3, 21))
    campaigning.close_campaign(running.campaign, by=running.officer, at=after, seen=running.campaign.version)
    assert open_days(at=after + timedelta(hours=1)) == 0


def test_no_statement_is_written_per_organisation(running):
    def statements(when):
        with CaptureQueriesContext(connection) as queries:
            open_days(at=when)
        return len(queries)

    few = statements(at(0, 5))
    for _each in range(5):
        somebody = OrganisationFactory(board=running.board, kind=OrganisationKind.INVESTOR)
        model = Delivery.objects.get(organisation=running.unit)
        Delivery.objects.create(
            board=running.board,
            directive=running.directive,
            organisation=somebody,
            duty=model.duty,
            kind=OrganisationKind.INVESTOR,
            recorded_at=model.recorded_at,
            sent_at=model.sent_at,
        )
    assert statements(at(0, 5, day=date(2026, 3, 12))) == few
    assert DailyReport.objects.filter(day=date(2026, 3, 12)).count() == 8
