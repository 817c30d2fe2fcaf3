"""What is overdue: counted, narrowed, led to, exported; and that many rows cost no more queries than one."""

import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core import clock
from antt_portal.core.models import Notice, NoticeState
from enterprises.due.overdue import By, groups, late_for
from enterprises.models import Capacity, DeadlineKind, OrganisationKind, Role
from enterprises.reminding.planning import plan
from enterprises.tests.dues import a_deadline
from enterprises.tests.factories import MembershipFactory, OrganisationFactory, ZoneFactory, actor, place
from enterprises.views import overdue as pages

NOW = datetime(2026, 3, 13, 2, tzinfo=UTC)
TODAY = date(2026, 3, 13)
PAGE, EXCEL = reverse("enterprises:overdue"), reverse("enterprises:overdue-excel")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def late(days, organisation, kind=DeadlineKind.ANSWER, **more):
    return a_deadline(kind, TODAY - timedelta(days=days), organisation, **more)


def shown(client, who, query=""):
    client.force_login(who.user)
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_passed_and_is_open_behind_the_wall_stands_there(client, tenant, officer):
    late(1, tenant, title="đã qua")
    late(0, tenant, title="hôm nay")
    late(5, tenant, title="đã xong", closed_at=NOW)
    late(5, OrganisationFactory(), title="Ban khác")
    page = shown(client, officer)
    assert [word for word in ("đã qua", "hôm nay", "đã xong", "Ban khác") if f"· {word}" in page] == ["đã qua"]
    assert "1 thời hạn đã qua" in page


def test_an_investor_has_its_tenants_and_of_them_what_it_is_told(client, tenant, landlord):
    late(1, tenant, title="báo cáo")
    late(1, tenant, DeadlineKind.MENDING, title="hồ sơ")
    late(1, OrganisationFactory(board=tenant.board), title="không thuê")
    page = shown(client, landlord)
    assert [word for word in ("báo cáo", "hồ sơ", "không thuê") if f"· {word}" in page] == ["báo cáo"]


def test_it_is_counted_by_kind_zone_investor_and_organisation(tenant, landlord, officer):
    second = OrganisationFactory(board=tenant.board)
    other_zone = ZoneFactory(board=tenant.board)
    place(second, other_zone)
    place(tenant, other_zone)
    for number in range(3):
        late(1 + number, tenant)
    late(1, second, DeadlineKind.MENDING)
    found = late_for(officer, TODAY)

    def counted(by):
        return [(group.label, group.count) for group in groups(found, by, TODAY)]

    zone = landlord.organisation.tenancies.get().zone
    assert counted(By.KIND) == [("Báo cáo kết quả thực hiện", 3), ("Bổ sung hồ sơ", 1)]
    assert counted(By.ZONE) == [(other_zone.name, 4), (zone.name, 3)]
    assert counted(By.INVESTOR) == [(landlord.organisation.name, 3)]
    assert counted(By.ORGANISATION) == [(tenant.name, 3), (second.name, 1)]


def test_who_has_two_zones_of_one_investor_counts_once_with_it(tenant, landlord, officer):
    second = ZoneFactory(board=tenant.board)
    place(landlord.organisation, second, Capacity.INVESTOR)
    place(tenant, second)
    late(1, tenant)
    assert [group.count for group in groups(late_for(officer, TODAY), By.INVESTOR, TODAY)] == [1]


def test_every_count_leads_to_its_own_rows(client, tenant, landlord, officer):
    second = OrganisationFactory(board=tenant.board, kind=OrganisationKind.TENANT)
    late(1, tenant, title="một")
    late(20, second, DeadlineKind.MENDING, title="hai")
    zone = landlord.organisation.tenancies.get().zone
    narrowed = {
        "kind=answer": "một",
        f"zone={zone.public_id}": "một",
        f"investor={landlord.organisation.public_id}": "một",
        f"organisation={second.public_id}": "hai",
        "band=month": "hai",
        "q=an phu": "một",
    }
    for query, title in narrowed.items():
        page = shown(client, officer, f"?{query}")
        assert [word for word in ("một", "hai") if f"· {word}" in page] == [title], query
    for by in By:
        assert "aria-current" in shown(client, officer, f"?by={by}")


def test_nobody_chooses_among_zones_and_investors_behind_another_wall(client, landlord, officer):
    other = OrganisationFactory(kind=OrganisationKind.INVESTOR, name="Hạ tầng Ban khác")
    zone = ZoneFactory(board=other.board, name="Khu Ban khác")
    page = shown(client, officer)
    assert landlord.organisation.name in page
    assert (other.name in page, zone.name in page) == (False, False)
    own = landlord.organisation.tenancies.get().zone
    ZoneFactory(board=landlord.organisation.board, name="Khu của nhà khác")
    assert [name in shown(client, landlord) for name in (own.name, "Khu của nhà khác")] == [True, False]


def test_what_was_told_last_and_what_comes_next_stand_beside_it(client, tenant, officer):
    MembershipFactory(organisation=tenant)
    late(1, tenant)
    plan(at=NOW - timedelta(days=1))
    plan(at=NOW)
    Notice.objects.update(state=NoticeState.SENT, sent_at=NOW)
    page = shown(client, officer)
    assert "sau hạn 1 ngày, 13/03/2026" in page
    assert "15/03/2026, sau hạn 3 ngày" in page


def test_the_file_holds_all_rows_and_what_was_chosen(client, tenant, officer):
    for number in range(60):
        late(1 + number, tenant, title=f"=việc {number}")
    client.force_login(officer.user)

    def rows(query=""):
        content = b"".join(client.get(EXCEL + query).streaming_content)
        return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))

    assert len(rows()) == 61
    assert len(rows("?band=week")) == 8
    first = rows()[1]
    assert (first[0], first[3], first[5]) == (tenant.name, "=việc 59", 60)


def test_a_file_nobody_could_wait_for_is_refused_in_words(client, tenant, officer, monkeypatch):
    monkeypatch.setattr(pages, "LONGEST_FILE", 1)
    for days in (1, 20):
        late(days, tenant)
    client.force_login(officer.user)
    answer = client.get(f"{EXCEL}?kind=answer", follow=True)
    assert answer.redirect_chain[0][0] == f"{PAGE}?kind=answer"
    assert "lọc theo khu" in answer.content.decode()
    assert client.get(f"{EXCEL}?band=week").status_code == 200


def test_many_rows_cost_as_many_queries_as_one(client, tenant, officer):
    costs = []
    for count in (1, 40):
        for number in range(count):
            one = OrganisationFactory(board=tenant.board)
            place(one, tenant.tenancies.get().zone)
            late(1 + number, one)
        shown(client, officer)
        with CaptureQueriesContext(connection) as queries:
            shown(client, officer, "?by=investor")
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("role", [Role.HEAD, Role.AGENT])
def test_it_is_for_boards_and_investors(client, tenant, role):
    kind = OrganisationKind.AGENCY if role == Role.AGENT else OrganisationKind.TENANT
    client.force_login(actor(role, OrganisationFactory(board=tenant.board, kind=kind)).user)
    assert client.get(PAGE).status_code == 403
