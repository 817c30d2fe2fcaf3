"""The page of a daily report, and the board's page of a day."""

from datetime import date

import pytest
from django.urls import reverse

from antt_portal.core.models import Paper
from enterprises.models import Role
from enterprises.tests.factories import actor
from reports.campaigns.daily import report_nothing
from reports.incidents.reporting import report
from reports.models import DailyCompile, DailyReportVersion
from reports.tests.campaigns.running import DAY, Running, at
from reports.tests.incidents.happening import facts
from reports.tests.views.pages import enter, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("antt_portal.core.clock.now", lambda: at(17))


@pytest.fixture
def running():
    running = Running()
    running.day = running.opened()
    return running


@pytest.fixture
def editor(client, running):
    return enter(client, running.editor)


def test_the_way_from_home_is_one_press_long(editor, running):
    home = editor.get(reverse("home")).content.decode()
    assert running.day.get_absolute_url() in home
    said = text_of(
        editor.post(running.day.get_absolute_url(), {"nothing": "1", "version": "0", "note": ""}, follow=True)
    )
    assert "Đã gửi báo cáo ngày 11/03/2026" in said
    assert running.day.get_absolute_url() not in editor.get(reverse("home")).content.decode()


def test_incidents_of_the_day_take_the_place_of_the_one_press(editor, running):
    report(facts(happened_at=at(9)), by=running.editor, at=at(10))
    page = editor.get(running.day.get_absolute_url())
    assert ("Không có vụ việc" in text_of(page), "Đánh nhau: 1" in text_of(page)) == (False, True)
    refused = editor.post(running.day.get_absolute_url(), {"nothing": "1", "version": "0", "note": "Đã yên."})
    assert (refused.status_code, "Đã yên." in refused.content.decode()) == (409, True)
    editor.post(running.day.get_absolute_url(), {"version": "0", "note": "Đã yên."})
    assert DailyReportVersion.objects.get().counts == {"fight": [1, 0]}


def test_a_report_that_fell_behind_asks_for_a_correction(editor, running):
    report_nothing(running.day, by=running.editor, at=at(12), seen=0)
    report(facts(happened_at=at(15)), by=running.editor, at=at(15, 20))
    assert "vụ việc báo trên cổng đã thay đổi" in text_of(editor.get(running.day.get_absolute_url()))
    said = text_of(editor.post(running.day.get_absolute_url(), {"version": "1", "note": ""}, follow=True))
    assert "1 bản trước" in said


def test_what_names_a_person_stays_on_the_page(editor, running):
    response = editor.post(running.day.get_absolute_url(), {"version": "0", "note": "Gọi 0912 345 678."})
    assert (response.status_code, DailyReportVersion.objects.exists()) == (422, False)


def test_another_investor_finds_nothing_and_the_board_only_reads(client, running):
    address = running.day.get_absolute_url()
    other = actor(Role.HEAD, running.made.investors[1])
    assert enter(client, other).get(address).status_code == 404
    officer = enter(client, running.officer)
    assert "Gửi báo cáo" not in text_of(officer.get(address))
    assert officer.post(address, {"nothing": "1", "version": "0"}).status_code == 403


def test_the_board_sees_who_is_missing_and_compiles_the_day(client, running, monkeypatch):
    report_nothing(running.day, by=running.editor, at=at(12), seen=0)
    monkeypatch.setattr("antt_portal.core.clock.now", lambda: at(19))
    officer = enter(client, running.officer)
    address = reverse("reports:campaign-day", args=[running.campaign.public_id, f"{DAY}"])
    assert "1 nơi không có vụ việc, 0 nơi có vụ việc hoặc tình hình, 2 nơi không báo cáo" in text_of(
        officer.get(address)
    )
    sent = {"version": "0", "note": "Tình hình ổn định."}
    said = text_of(officer.post(f"{address}compile/", sent, follow=True))
    assert "Lần 1 (PDF)" in said
    assert officer.post(f"{address}compile/", sent).status_code == 409
    assert DailyCompile.objects.count() == Paper.objects.filter(kind="daily_compile").count() == 1


def test_a_day_to_come_is_not_compiled(client, running):
    officer = enter(client, running.officer)
    address = reverse("reports:campaign-day", args=[running.campaign.public_id, f"{date(2026, 3, 12)}"])
    assert "Lập báo cáo ngày" not in text_of(officer.get(address))
    assert officer.post(f"{address}compile/", {"version": "0", "note": ""}).status_code == 409
