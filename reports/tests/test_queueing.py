from datetime import date, timedelta

import pytest

from antt_portal.core.workdays import Calendar
from enterprises.tests.factories import OrganisationFactory
from reports.models import Report
from reports.queueing import in_order, place_of, workdays_since
from reports.tests.factories import SUBMITTED, Filing


def test_ages_count_working_days_and_weekends_count_nothing():
    friday, monday = date(2026, 10, 23), date(2026, 10, 26)
    ages = workdays_since([friday, monday], until=date(2026, 10, 28), calendar=Calendar())
    assert ages == {friday: 3, monday: 2}


def test_what_was_handed_in_today_has_waited_for_nothing():
    today = date(2026, 10, 28)
    assert workdays_since([today], until=today, calendar=Calendar()) == {today: 0}


def test_a_day_ahead_has_no_age():
    assert workdays_since([date(2026, 10, 29)], until=date(2026, 10, 28), calendar=Calendar()) == {}


def test_ages_agree_with_the_calendar():
    calendar = Calendar({date(2026, 10, 24): True})
    today = date(2026, 10, 28)
    days = [today - timedelta(days=n) for n in range(30)]
    assert workdays_since(days, until=today, calendar=calendar) == {day: calendar.between(day, today) for day in days}


@pytest.fixture
def queue(db):
    """Three dossiers of one board; the last two came at the same moment."""
    first = Filing().fill()
    others = [Filing(organisation=OrganisationFactory(board=first.board)).fill() for _ in range(2)]
    first.submit(at=SUBMITTED)
    return [first.report, *(one.submit(at=SUBMITTED + timedelta(hours=1)).report for one in others)]


def test_the_oldest_comes_first_and_ties_keep_one_order(queue):
    assert list(in_order(Report.objects.all(), oldest_first=True)) == queue
    assert list(in_order(Report.objects.all(), oldest_first=False)) == queue[::-1]


@pytest.mark.parametrize("oldest_first", [True, False])
def test_each_dossier_knows_its_place_and_its_neighbours(queue, oldest_first):
    order = queue if oldest_first else queue[::-1]
    for index, report in enumerate(order):
        place = place_of(report, Report.objects.all(), oldest_first=oldest_first)
        assert (place.number, place.total) == (index + 1, 3)
        assert place.previous == (order[index - 1].public_id if index else None)
        assert place.next == (order[index + 1].public_id if index < 2 else None)


def test_a_dossier_that_left_the_queue_still_leads_to_the_next(queue):
    rest = Report.objects.exclude(pk=queue[1].pk)
    place = place_of(queue[1], rest, oldest_first=True)
    assert (place.number, place.total) == (0, 2)
    assert (place.previous, place.next) == (queue[0].public_id, queue[2].public_id)
