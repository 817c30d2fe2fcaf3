"""The pages of deadlines: whose each person sees, what stands there, and what costs how much."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core import clock
from antt_portal.core.models import Notice, NoticeState
from enterprises.due import agenda, deadlines, extending, pausing
from enterprises.models import (
    Audience,
    Deadline,
    DeadlineKind,
    Extension,
    ExtensionState,
    Ladder,
    LadderStep,
    OrganisationKind,
    Pause,
    Role,
)
from enterprises.reminding.planning import plan
from enterprises.tests.dues import a_deadline
from enterprises.tests.factories import MembershipFactory, OrganisationFactory, actor

NOW = datetime(2026, 3, 13, 2, tzinfo=UTC)
TODAY = date(2026, 3, 13)  # a Friday
LIST, MONTH = reverse("enterprises:deadlines"), reverse("enterprises:deadlines-month")

ORDER = ("Quá hạn</h2>", "· trễ", "Tuần này</h2>", "· tuần này", "Sau đó</h2>", "· sau này")
NARROWED = {"q=MỘT": "một", "kind=mending": "hai", "assignee=mine": "một", "assignee=nobody": "hai"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def due(tenant):
    return a_deadline(DeadlineKind.ANSWER, date(2026, 3, 20), tenant)


@pytest.fixture
def editor(tenant):
    return actor(Role.EDITOR, tenant)


def shown(client, who, address):
    client.force_login(who.user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def act(name, row):
    return reverse(f"enterprises:{name}", args=[row.public_id])


class TestList:
    def test_late_this_week_later_and_done_stand_apart(self, client, tenant, editor):
        for title, day in (("trễ", -1), ("tuần này", 2), ("sau này", 3)):
            a_deadline(DeadlineKind.ANSWER, TODAY + timedelta(days=day), tenant, title=title)
        a_deadline(DeadlineKind.ANSWER, TODAY, tenant, title="đã xong", closed_at=NOW)
        page = shown(client, editor, LIST)
        places = [page.index(one) for one in ORDER]
        assert places == sorted(places)
        assert "· đã xong" not in page
        assert "· đã xong" in shown(client, editor, f"{LIST}?state=done")
        assert "· sau này" not in shown(client, editor, f"{LIST}?state=week")

    def test_it_is_narrowed_by_kind_words_and_person(self, client, tenant, editor):
        a_deadline(DeadlineKind.ANSWER, TODAY, tenant, title="một", assignee=editor.user)
        a_deadline(DeadlineKind.MENDING, TODAY, tenant, title="hai")
        for query, seen in NARROWED.items():
            page = shown(client, editor, f"{LIST}?{query}")
            assert [word for word in ("một", "hai") if f"· {word}" in page] == [seen]

    def test_an_officer_sees_the_officers_own(self, client, officer):
        people = {"của tôi": officer.user, "của ai khác": MembershipFactory().user, "chưa giao": None}
        for title, assignee in people.items():
            a_deadline(DeadlineKind.REVIEW, TODAY, officer.organisation, title=title, assignee=assignee)
        page = shown(client, officer, LIST)
        assert [word for word in ("của tôi", "của ai khác", "chưa giao") if word in page] == ["của tôi", "chưa giao"]

    def test_it_costs_the_same_for_one_and_for_thirty(self, client, tenant, editor):
        costs = []
        for count in (1, 29):
            for number in range(count):
                a_deadline(DeadlineKind.ANSWER, TODAY + timedelta(days=number), tenant, assignee=editor.user)
            for address in (LIST, MONTH):
                shown(client, editor, address)
                with CaptureQueriesContext(connection) as queries:
                    shown(client, editor, address)
                costs.append(len(queries))
        assert costs[:2] == costs[2:]

    def test_home_leads_there(self, client, editor):
        assert f'href="{LIST}"' in shown(client, editor, reverse("home"))


class TestMonth:
    def test_days_off_and_more_than_fit_are_said(self, client, tenant, editor):
        for number in range(6):
            a_deadline(DeadlineKind.ANSWER, date(2027, 2, 9), tenant, title=f"việc {number}")
        page = shown(client, editor, f"{MONTH}?month=2027-02")
        assert page.count("Nghỉ Tết") == 7
        assert "và 2 việc nữa ngày 09/02" in page
        assert page.index("Thứ Hai") < page.index("Chủ nhật")
        assert page.count("· việc") == 4
        assert shown(client, editor, f"{LIST}?on=2027-02-09").count("· việc") == 6

    @pytest.mark.parametrize("typed", ["", "0001-01", "9999-12", "2026-13", "x"])
    def test_what_is_no_month_is_this_one(self, client, editor, typed):
        assert "Thời hạn tháng 03/2026" in shown(client, editor, f"{MONTH}?month={typed}")


class TestWhoSees:
    def test_an_investor_sees_of_its_tenants_what_a_step_tells_it(self, due, landlord, tenant):
        mending = a_deadline(DeadlineKind.MENDING, TODAY, tenant)
        elsewhere = a_deadline(DeadlineKind.ANSWER, TODAY, OrganisationFactory(board=tenant.board))
        own = a_deadline(DeadlineKind.MENDING, TODAY, landlord.organisation)
        assert set(agenda.visible(landlord, TODAY)) == {due, own}
        assert {mending, elsewhere} <= set(Deadline.objects.all())

    def test_a_ladder_of_the_boards_own_decides_whom_it_tells(self, due, landlord, tenant):
        Ladder.objects.create(board=tenant.board, kind=DeadlineKind.ANSWER)
        assert not agenda.visible(landlord, TODAY).exists()

    def test_an_agency_sees_what_a_step_tells_it_and_its_own(self, due, tenant):
        agency = OrganisationFactory(board=tenant.board, kind=OrganisationKind.AGENCY)
        agent, own = actor(Role.AGENT, agency), a_deadline(DeadlineKind.OPINION, TODAY, agency)
        assert set(agenda.visible(agent, TODAY)) == {own}
        ladder = Ladder.objects.get(board=None, kind=DeadlineKind.ANSWER)
        LadderStep.objects.create(ladder=ladder, days=20, audience=Audience.AGENCIES, wording="escalated")
        assert set(agenda.visible(agent, TODAY)) == {own, due}

    def test_a_stranger_cannot_tell_that_it_exists(self, client, due, officer, editor):
        strangers = [actor(Role.HEAD, OrganisationFactory(board=due.board)), actor(Role.OFFICER), actor(Role.HEAD)]
        for stranger in strangers:
            client.force_login(stranger.user)
            assert client.get(due.get_absolute_url()).status_code == 404
        for friend in (officer, editor):
            assert due.title in shown(client, friend, due.get_absolute_url())

    def test_a_colleague_elsewhere_is_asked_nothing_of_a_neighbours_request(self, client, due, editor):
        asked = extending.ask(due, until=date(2026, 4, 1), reason="x", by=editor, at=NOW)
        client.force_login(actor(Role.HEAD, OrganisationFactory(board=due.board)).user)
        assert client.post(act("extension-withdraw", asked)).status_code == 404


class TestOne:
    def test_those_told_are_named_inside_ones_own_organisation_only(self, client, due, officer, editor, landlord):
        plan(at=NOW - timedelta(days=1))
        plan(at=NOW)
        Notice.objects.filter(kind="deadline_soon").update(state=NoticeState.SENT, sent_at=NOW)
        own, boards, landlords = (shown(client, who, due.get_absolute_url()) for who in (editor, officer, landlord))
        assert f"Đã gửi: {editor.user.full_name}." in own
        assert "Đã gửi: 1 Người soạn." in boards
        assert editor.user.full_name not in boards + landlords
        assert "trước hạn 7 ngày" in own

    def test_what_comes_next_and_why_this_day_are_said(self, client, due, editor):
        Deadline.objects.update(rule="workdays:5", anchor=TODAY)
        page = shown(client, editor, due.get_absolute_url())
        assert "5 ngày làm việc. Tính từ ngày 13/03/2026." in page
        assert "trước hạn 3 ngày" in page
        assert "trước hạn 7 ngày" not in page
        assert "còn 5 ngày làm việc" in page
        assert due.act_url in page

    def test_history_costs_the_same_for_one_and_for_many(self, client, due, editor, officer):
        def cost():
            shown(client, officer, due.get_absolute_url())
            with CaptureQueriesContext(connection) as queries:
                shown(client, officer, due.get_absolute_url())
            return len(queries)

        def happen(count):
            for number in range(count):
                until = date(2026, 4, 2) + timedelta(days=number)
                asked = extending.ask(due, until=until, reason="x", by=editor, at=NOW)
                extending.refuse(asked, note="x", by=officer, at=NOW)
                held = pausing.pause(due, until=TODAY, reason="x", by=officer, at=NOW)
                pausing.end(held, by=officer, at=NOW)
                MembershipFactory(organisation=due.organisation)
            plan(at=NOW + timedelta(minutes=count))

        plan(at=NOW - timedelta(days=1))
        happen(1)
        first = cost()
        happen(9)
        assert cost() == first

    def test_an_enterprise_asks_and_an_officer_grants_by_pages(self, client, due, editor, officer):
        client.force_login(editor.user)
        wrong = client.post(act("deadline-ask", due), {"until": "01/03/2026", "reason": "Sửa máy"})
        assert (wrong.status_code, "Sửa máy" in wrong.content.decode()) == (409, True)
        assert client.post(act("deadline-ask", due), {"until": "31/03/2026"}).status_code == 422
        client.post(act("deadline-ask", due), {"until": "31/03/2026", "reason": "Sửa máy"})
        asked = Extension.objects.get()
        assert client.post(act("extension-decide", asked)).status_code == 403
        waiting = reverse("enterprises:extensions")
        assert f'href="{waiting}"' in shown(client, officer, reverse("home"))
        assert due.get_absolute_url() in shown(client, officer, waiting)
        assert "Sửa máy" in shown(client, officer, due.get_absolute_url())
        decided = {"verdict": "grant", "until": "25/03/2026", "note": "Sớm hơn."}
        assert client.post(act("extension-decide", asked), decided | {"until": ""}).status_code == 422
        assert client.post(act("extension-decide", asked), decided | {"until": "01/05/2026"}).status_code == 409
        client.post(act("extension-decide", asked), decided)
        asked.refresh_from_db()
        assert (asked.state, Deadline.objects.get().due_on) == (ExtensionState.SHORTENED, date(2026, 3, 25))
        again = client.post(act("extension-decide", asked), decided, follow=True)
        assert "người khác quyết định" in again.content.decode()
        assert "Gia hạn từ ngày 20/03/2026 đến ngày 25/03/2026" in shown(client, editor, due.get_absolute_url())

    def test_reasons_stay_between_the_owner_and_the_board(self, client, due, editor, landlord, officer):
        extending.ask(due, until=date(2026, 4, 1), reason="Lý do riêng", by=editor, at=NOW)
        pausing.pause(due, until=TODAY, reason="Lý do của Ban", by=officer, at=NOW)
        seen = {who: shown(client, who, due.get_absolute_url()) for who in (editor, landlord, officer)}
        assert ["Lý do riêng" in page for page in seen.values()] == [True, False, True]
        assert ["Lý do của Ban" in page for page in seen.values()] == [False, False, True]

    def test_an_officer_holds_reminders_back_and_lets_them_go(self, client, due, officer, editor):
        client.force_login(officer.user)
        assert client.post(act("deadline-pause", due), {"until": "12/03/2026", "reason": "x"}).status_code == 409
        client.post(act("deadline-pause", due), {"until": "16/03/2026", "reason": "Đang di dời"})
        assert "Đang tạm ngừng nhắc đến hết ngày 16/03/2026" in shown(client, editor, due.get_absolute_url())
        assert client.post(act("pause-end", Pause.objects.get())).status_code == 403
        client.force_login(officer.user)
        client.post(act("pause-end", Pause.objects.get()))
        assert Pause.objects.get().ended_by == officer.user

    def test_what_is_done_offers_nothing(self, client, due, editor, officer):
        deadlines.close_all(Deadline.objects.open(), at=NOW)
        page = shown(client, officer, due.get_absolute_url())
        assert act("deadline-pause", due) not in page
        assert act("deadline-ask", due) not in shown(client, editor, due.get_absolute_url())
