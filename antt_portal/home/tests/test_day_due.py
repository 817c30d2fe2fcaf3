"""The report of a day is on the home page of whoever owes it, from the hour at which the day is opened."""

import pytest

from antt_portal.home import todo
from enterprises.models import Role
from enterprises.tests.factories import actor
from reports.campaigns.daily import report_nothing
from reports.tests.campaigns.running import DAY, Running, at

pytestmark = pytest.mark.django_db


def days_due(person):
    return [row.url for row in todo.soon(person, DAY).rows if row.title.startswith("Báo cáo hằng ngày")]


def test_it_is_one_click_away_until_it_was_reported():
    running = Running()
    day = running.opened()
    assert days_due(running.editor) == [day.get_absolute_url()]
    assert days_due(actor(Role.EDITOR, running.onlooker)) == []
    report_nothing(day, by=running.editor, at=at(12), seen=0)
    assert days_due(running.editor) == []
