"""The pages of campaigns: planning one, working on it, copying it, and its figures as files."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse

from directives.campaigns.copying import copy_for
from directives.models import Campaign, CampaignStatus
from enterprises.models import Role
from enterprises.tests.factories import actor
from reports.incidents.reporting import report
from reports.tests.campaigns.running import DAY, Running, at
from reports.tests.incidents.happening import facts
from reports.tests.views.pages import enter, query_count, text_of

pytestmark = pytest.mark.django_db
AROUND_TET = {
    "name": "Cao điểm Tết Đinh Mùi 2027",
    "around": "tet",
    "tet_year": "2027",
    "starts_offset": "-57",
    "ends_offset": "15",
    "daily_from_offset": "-7",
    "daily_to_offset": "7",
}


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("antt_portal.core.clock.now", lambda: at(12))


@pytest.fixture
def running():
    return Running()


@pytest.fixture
def officer(client, running):
    return enter(client, running.officer)


def page(running, name="campaign", *more):
    return reverse(f"reports:{name}", args=[running.campaign.public_id, *more])


class TestPlanning:
    def test_it_offers_the_coming_tet_with_its_days(self, officer):
        said = text_of(officer.get(reverse("reports:campaign-new")))
        assert "Tết Đinh Mùi 2027, mùng một 06/02/2027" in said
        assert "11/12/2026 – 21/02/2027" in said

    def test_days_are_shown_without_saving(self, officer, running):
        sent = AROUND_TET | {"tet_year": "2028", "show": "1"}
        said = text_of(officer.post(reverse("reports:campaign-new"), sent))
        assert "30/11/2027 – 10/02/2028" in said
        assert Campaign.objects.get() == running.campaign

    def test_one_around_tet_gets_its_ladder(self, officer, running):
        response = officer.post(reverse("reports:campaign-new"), AROUND_TET, follow=True)
        made = Campaign.objects.exclude(pk=running.campaign.pk).get()
        assert (made.starts_on, made.daily_from) == (date(2026, 12, 11), date(2027, 1, 30))
        assert "Phát hành văn bản" in text_of(response)
        assert "còn 332 ngày đến Tết Đinh Mùi 2027" in text_of(response)

    def test_fixed_days_and_a_name_that_is_taken(self, officer, running):
        fixed = {"around": "fixed", "starts_on": "01/08/2026", "ends_on": "05/09/2026"}
        taken = officer.post(reverse("reports:campaign-new"), fixed | {"name": running.campaign.name})
        assert (taken.status_code, "Đã có đợt cao điểm tên này" in text_of(taken)) == (409, True)
        officer.post(reverse("reports:campaign-new"), fixed | {"name": "Quốc khánh"})
        assert Campaign.objects.get(name="Quốc khánh").ends_on == date(2026, 9, 5)

    def test_a_window_that_ends_before_it_starts_stays_on_the_page(self, officer):
        response = officer.post(reverse("reports:campaign-new"), AROUND_TET | {"ends_offset": "-60"})
        assert response.status_code == 422
        assert "ngày kết thúc không sớm hơn ngày bắt đầu" in text_of(response)

    def test_the_window_is_moved_by_the_version_that_was_seen(self, officer, running):
        sent = {"name": "Đợt mới", "around": "fixed", "starts_on": "01/03/2026", "ends_on": "31/03/2026"}
        assert officer.post(page(running, "campaign-edit"), sent | {"version": 1}).status_code == 409
        officer.post(page(running, "campaign-edit"), sent | {"version": running.campaign.version})
        running.campaign.refresh_from_db()
        assert (running.campaign.name, running.campaign.ends_on) == ("Đợt mới", date(2026, 3, 31))


class TestThePage:
    def test_it_shows_letters_answers_and_incidents(self, officer, running):
        report(facts(happened_at=at(9)), by=running.editor, at=at(10))
        said = text_of(officer.get(page(running)))
        for words in (str(running.directive.letter), "Rà soát camera", "Đánh nhau", "Lúc này không có ca trực"):
            assert words in said

    def test_it_is_told_anew_only_when_something_changed(self, officer, running):
        stamp = officer.get(page(running)).context["figures"].stamp

        def ask():
            return officer.get(page(running), headers={"HX-Request": "true", "X-Figures-Seen": stamp})

        assert ask().status_code == 204
        report(facts(happened_at=at(9)), by=running.editor, at=at(10))
        assert "Số liệu đã thay đổi lúc 12:00" in text_of(ask())

    def test_steps_are_added_ticked_changed_and_dropped(self, officer, running):
        officer.post(page(running, "campaign-step-add"), {"title": "Họp giao ban", "due_on": "15/03/2026"})
        step = running.campaign.steps.get()
        act = page(running, "campaign-step", step.public_id)
        officer.post(act, {"do": "done"})
        step.refresh_from_db()
        assert (step.done_by, step.due_on) == (running.officer.user, date(2026, 3, 15))
        officer.post(act, {"do": "save", "title": "Giao ban tuần", "due_on": "16/03/2026"})
        assert officer.post(act, {"do": "save", "title": "", "due_on": "x"}).status_code == 422
        step.refresh_from_db()
        assert (step.title, step.due_on) == ("Giao ban tuần", date(2026, 3, 16))
        officer.post(act, {"do": "drop"})
        assert not running.campaign.steps.exists()

    def test_who_is_on_duty_can_be_called(self, officer, running):
        own = running.made.office.own
        sent = {"organisation": own.public_id, "day": "11/03/2026", "starts": "7h", "ends": "19:00"}
        officer.post(page(running, "campaign-shift-add"), sent | {"person": "Trực ban", "phone": "0225 3 823 207"})
        officer.post(page(running, "campaign-shift-add"), sent | {"person": "Ca đêm", "starts": "19:00", "ends": "7h"})
        day, night = running.campaign.shifts.all()
        assert night.ends_at - night.starts_at == timedelta(hours=12)
        response = officer.get(page(running))
        assert 'href="tel:02253823207"' in response.content.decode()
        assert "đang trực, đến 11/03/2026 19:00" in text_of(response)
        officer.post(page(running, "campaign-shift-drop", day.public_id))
        assert running.campaign.shifts.get() == night

    def test_a_shift_that_cannot_be_read_stays_in_its_form(self, officer, running):
        sent = {"organisation": running.onlooker.public_id, "day": "32/03/2026", "person": "Trực ban"}
        response = officer.post(page(running, "campaign-shift-add"), sent)
        assert (response.status_code, "Trực ban" in response.content.decode()) == (422, True)

    def test_it_is_closed_after_its_last_day_only(self, officer, running, monkeypatch):
        sent = {"version": running.campaign.version}
        assert "chưa hết thời gian" in text_of(officer.post(page(running, "campaign-close"), sent, follow=True))
        monkeypatch.setattr("antt_portal.core.clock.now", lambda: at(12, day=date(2026, 3, 20)))
        officer.post(page(running, "campaign-close"), sent)
        running.campaign.refresh_from_db()
        assert running.campaign.status == CampaignStatus.CLOSED
        assert "Sửa thời gian" not in text_of(officer.get(page(running)))

    def test_the_board_reads_what_it_does_not_run(self, client, running):
        leader = enter(client, actor(Role.LEADER, running.made.office.own))
        said = text_of(leader.get(page(running)))
        assert "Thêm việc" not in said
        assert leader.post(page(running, "campaign-confirm")).status_code == 403

    def test_more_letters_of_the_list_cost_no_more_queries(self, officer, running):
        few = query_count(officer, reverse("reports:campaigns"))
        for number in range(5):
            officer.post(reverse("reports:campaign-new"), AROUND_TET | {"name": f"Đợt {number}"})
        assert query_count(officer, reverse("reports:campaigns")) == few


class TestCopying:
    @pytest.fixture
    def planned(self, officer, running):
        officer.post(reverse("reports:campaign-new"), AROUND_TET)
        return Campaign.objects.exclude(pk=running.campaign.pk).get()

    def test_it_shows_the_computed_day_of_tet_and_lists_what_is_to_be_confirmed(self, officer, planned):
        address = reverse("reports:campaign-copy", args=[planned.public_id])
        assert "Tết Mậu Thân 2028, mùng một 26/01/2028" in text_of(officer.get(address))
        said = text_of(officer.post(address, {"tet_year": "2028"}, follow=True))
        assert "Chép từ đợt trước, chờ xác nhận" in said
        assert "30/11/2027 – 10/02/2028" in said
        assert "Triển khai đợt" not in said

    def test_it_runs_once_everything_was_confirmed(self, officer, running, planned):
        copy = copy_for(planned, 2028, by=running.officer, at=at(12))
        address = reverse("reports:campaign-open", args=[copy.public_id])
        officer.post(address, {"version": copy.version})
        assert Campaign.objects.get(pk=copy.pk).status == CampaignStatus.PLANNED
        officer.post(reverse("reports:campaign-confirm", args=[copy.public_id]))
        officer.post(address, {"version": copy.version})
        assert Campaign.objects.get(pk=copy.pk).status == CampaignStatus.RUNNING

    def test_twice_for_one_year_is_refused(self, officer, planned):
        address = reverse("reports:campaign-copy", args=[planned.public_id])
        officer.post(address, {"tet_year": "2028"})
        assert officer.post(address, {"tet_year": "2028"}).status_code == 409
        assert officer.post(address, {"tet_year": "2050"}).status_code == 422


class TestFiles:
    def test_excel_has_the_figures_of_the_page(self, officer, running):
        report(facts(happened_at=at(9)), by=running.editor, at=at(10))
        book = openpyxl.load_workbook(io.BytesIO(officer.get(page(running, "campaign-excel")).getvalue()))
        assert book.sheetnames == ["Đợt cao điểm", "Văn bản", "Kết quả thực hiện", "Vụ việc"]
        assert [cell.value for cell in book["Văn bản"][2]][3:5] == [8, 5]
        assert [cell.value for cell in book["Kết quả thực hiện"][2]][1:3] == ["Rà soát camera", 7]
        assert [cell.value for cell in book["Vụ việc"][2]][:2] == ["Đánh nhau", 1]

    def test_the_pdf_comes_with_its_name(self, officer, running):
        response = officer.get(page(running, "campaign-pdf"))
        assert b"".join(response.streaming_content).startswith(b"%PDF")
        assert "Cao-diem-thu-nghiem.pdf" in response["Content-Disposition"]

    def test_a_day_outside_the_window_is_not_there(self, officer, running):
        assert officer.get(page(running, "campaign-day", "2026-03-13")).status_code == 404
        assert officer.get(page(running, "campaign-day", "hom-nay")).status_code == 404
        assert officer.get(page(running, "campaign-day", f"{DAY}")).status_code == 200
