"""Saying what a day was like: nothing in one press, incidents as they were reported, corrections beside the first."""

from datetime import date

import pytest

from antt_portal.core.refusal import Refused
from directives.campaigns import campaigning
from enterprises.models import Deadline, DeadlineKind, Role
from enterprises.tests.factories import actor
from reports.campaigns.daily import close_campaign, report_day, report_nothing
from reports.incidents.reporting import report
from reports.models import DailyReport, DailyReportVersion
from reports.tests.campaigns.running import Running, at
from reports.tests.incidents.happening import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def running():
    return Running()


@pytest.fixture
def day(running):
    return running.opened()


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def happens(running, hour=9, by=None, **more):
    return report(facts(happened_at=at(hour), **more), by=by or running.editor, at=at(hour, 20))


def test_one_press_says_that_nothing_happened_and_closes_the_deadline(running, day):
    version = report_nothing(day, by=running.editor, at=at(17), seen=0)
    assert version.says_nothing
    due = Deadline.objects.get(organisation=running.investor, kind=DeadlineKind.DAILY_REPORT)
    assert due.closed_at == at(17)


def test_two_presses_say_it_once(running, day):
    first = report_nothing(day, by=running.editor, at=at(17), seen=0)
    assert report_nothing(day, by=running.editor, at=at(17, 1), seen=0) == first
    assert DailyReportVersion.objects.count() == 1


def test_two_people_who_say_different_things_do_not_overwrite_each_other(running, day):
    report_nothing(day, by=running.editor, at=at(17), seen=0)
    assert refusal(report_day, day, "Có tụ tập đông người.", by=running.editor, at=at(17, 5), seen=0) == "stale"


def test_nothing_cannot_be_said_of_a_day_with_incidents(running, day):
    happens(running)
    assert refusal(report_nothing, day, by=running.editor, at=at(17), seen=0) == "has-incidents"
    version = report_day(day, "", by=running.editor, at=at(17), seen=0)
    assert (version.counts, version.incident_count) == ({"fight": [1, 0]}, 1)


def test_only_its_own_incidents_of_that_day_are_counted(running, day):
    tenant = actor(Role.EDITOR, running.made.tenants[0][0])
    happens(running, by=tenant)
    report(facts(happened_at=at(9, day=date(2026, 3, 10))), by=running.editor, at=at(10, day=date(2026, 3, 10)))
    assert report_nothing(day, by=running.editor, at=at(17), seen=0).says_nothing


def test_a_correction_leaves_what_was_said_first(running, day):
    report_nothing(day, by=running.editor, at=at(10), seen=0)
    happens(running, 15, is_sign=True)
    day.refresh_from_db()
    second = report_day(day, "Đã giải tán.", by=running.editor, at=at(20), seen=1)
    assert (second.number, second.counts) == (2, {"fight": [1, 1]})
    assert DailyReportVersion.objects.as_of(at(12)).get().says_nothing
    assert DailyReportVersion.objects.as_of(at(21)).get() == second


@pytest.mark.parametrize(("note", "code"), [("  ", "empty"), ("Gọi 0912 345 678.", "personal-data")])
def test_what_says_nothing_or_names_a_person_is_refused(running, day, note, code):
    assert refusal(report_day, day, note, by=running.editor, at=at(17), seen=0) == code


def test_a_day_that_has_not_come_cannot_be_reported(running, day):
    assert refusal(report_nothing, day, by=running.editor, at=at(23, day=date(2026, 3, 10)), seen=0) == "too-early"


def test_closing_the_campaign_ends_what_nobody_reported(running, day):
    after = at(9, day=date(2026, 3, 21))
    close_campaign(running.campaign, by=running.officer, at=after, seen=running.campaign.version)
    assert not Deadline.objects.open().filter(kind=DeadlineKind.DAILY_REPORT).exists()
    assert refusal(report_nothing, day, by=running.editor, at=after, seen=0) == "closed"
    assert DailyReport.objects.filter(last_number=0).count() == 3


def test_another_campaign_keeps_its_deadlines(running, day):
    other = campaigning.create(
        running.board, "Đợt khác", campaigning.Window(starts_on=day.day, ends_on=day.day), by=running.officer, at=at(8)
    )
    campaigning.open_campaign(other, by=running.officer, at=at(8), seen=other.version)
    other.refresh_from_db()
    close_campaign(other, by=running.officer, at=at(9), seen=other.version)
    assert Deadline.objects.open().filter(kind=DeadlineKind.DAILY_REPORT).count() == 3
