"""A day as the board reads it, at any moment; and the report it compiles of it."""

import pytest

from antt_portal.core.documents import html_of
from antt_portal.core.models import Paper
from antt_portal.core.papers import document_of
from antt_portal.core.refusal import Refused
from enterprises.models import Role
from enterprises.tests.factories import actor
from reports.campaigns.compiling import compile_day
from reports.campaigns.daily import report_day, report_nothing
from reports.campaigns.days import Standing, day_of, days_of
from reports.incidents.reporting import report
from reports.models import DailyReport
from reports.tests.campaigns.running import DAY, Running, at
from reports.tests.incidents.happening import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def running():
    """The investor says nothing happened and has an incident after that; the unit is late; the other one is missing."""
    running = Running()
    running.day = running.opened()
    report_nothing(running.day, by=running.editor, at=at(12), seen=0)
    report(facts(happened_at=at(15)), by=running.editor, at=at(15, 20))
    late = DailyReport.objects.get(organisation=running.unit)
    report_day(late, "Trực đủ quân số.", by=actor(Role.EDITOR, running.unit), at=at(19), seen=0)
    return running


def standings(running, moment):
    rows = day_of(running.campaign, DAY, at=moment).rows
    return {row.report.organisation_id: row.standing for row in rows}


def test_the_day_is_told_as_of_any_moment(running):
    first, other, unit = running.investor.pk, running.made.investors[1].pk, running.unit.pk
    waiting = Standing.WAITING
    assert standings(running, at(10)) == dict.fromkeys([first, other, unit], waiting)
    assert standings(running, at(13)) == {first: Standing.NOTHING, other: waiting, unit: waiting}
    assert standings(running, at(20)) == {first: Standing.NOTHING, other: Standing.MISSING, unit: Standing.REPORTED}


def test_late_reports_and_incidents_that_came_after_are_marked(running):
    rows = {row.report.organisation_id: row for row in day_of(running.campaign, DAY, at=at(20)).rows}
    assert (rows[running.unit.pk].is_late, rows[running.investor.pk].is_late) == (True, False)
    assert (rows[running.unit.pk].unsaid, rows[running.investor.pk].unsaid) == (0, 1)


def test_incidents_of_tenants_count_in_the_day(running):
    tenant = actor(Role.EDITOR, running.made.tenants[0][0])
    report(facts(happened_at=at(16), injured=2), by=tenant, at=at(16, 20))
    day = day_of(running.campaign, DAY, at=at(20))
    assert (day.total.count, day.total.injured) == (2, 2)
    assert [(bar.label, bar.tally.count) for bar in day.by_type] == [("Đánh nhau", 2)]


def test_the_list_of_days_counts_who_reported(running):
    assert [(one.day, one.reported, one.missing) for one in days_of(running.campaign, at=at(20))] == [(DAY, 2, 1)]


def compiled(running, moment, seen):
    return compile_day(running.campaign, DAY, "Tình hình ổn định.", by=running.officer, at=moment, seen=seen)


def test_what_was_compiled_keeps_the_figures_of_its_moment(running):
    compiled(running, at(18, 30), 0)
    compiled(running, at(20), 1)
    papers = [paper.data["counts"] for paper in Paper.objects.filter(kind="daily_compile").order_by("pk")]
    assert [(one["missing"], one["reported"], one["late"]) for one in papers] == [(2, 0, 0), (1, 1, 1)]


def test_two_presses_compile_once(running):
    compiled(running, at(20), 0)
    with pytest.raises(Refused) as refused:
        compiled(running, at(20, 1), 0)
    assert refused.value.code == "stale"


def test_the_paper_says_who_reported_what(running):
    compiled(running, at(20), 0)
    said = html_of(document_of(Paper.objects.get(kind="daily_compile")))
    for words in ("BÁO CÁO NGÀY 11/03/2026", "Trực đủ quân số.", "Đã báo cáo, chậm", "Không báo cáo", "Đánh nhau"):
        assert words in said
