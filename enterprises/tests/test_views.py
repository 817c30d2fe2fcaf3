"""The board's pages about organisations: stranger, wrong role, success, rubbish."""

import pytest
from django.urls import reverse

from antt_portal.core.tests.tax_codes import make_tax_code
from enterprises.models import Applicability, Organisation, Role
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, actor, place

pytestmark = pytest.mark.django_db

ACTS = ["rename", "classify", "place", "applicability"]


@pytest.fixture
def officer(client):
    officer = actor(Role.OFFICER)
    client.force_login(officer.user)
    return officer


@pytest.fixture
def tenant(officer):
    return OrganisationFactory(board=officer.organisation.board, name="Công ty TNHH Thử Nghiệm Hòa Bình")


def page(name, organisation):
    return reverse(f"enterprises:{name}", args=[organisation.public_id])


def test_the_list_finds_names_without_accents(client, officer, tenant):
    found = client.get(reverse("enterprises:organisations"), {"q": "hoa binh"})
    assert tenant.name in found.content.decode()
    nothing = client.get(reverse("enterprises:organisations"), {"q": "không có"})
    assert tenant.name not in nothing.content.decode()


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"kind": "lạ"}, {"zone": "x"}, {"page": "-1"}, {"q": "a" * 5000}])
def test_rubbish_in_the_address_is_no_error(client, officer, query):
    assert client.get(reverse("enterprises:organisations"), query).status_code == 200


def test_the_list_costs_the_same_for_1_and_30_organisations(
    client, officer, tenant, django_assert_num_queries, django_assert_max_num_queries
):
    zone = ZoneFactory(board=tenant.board)
    place(tenant, zone)
    with django_assert_max_num_queries(30) as one:
        client.get(reverse("enterprises:organisations"))
    for _n in range(30):
        place(OrganisationFactory(board=tenant.board), zone)
    with django_assert_num_queries(len(one)):
        client.get(reverse("enterprises:organisations"))


def test_an_organisation_of_another_board_is_not_there(client, officer):
    other = OrganisationFactory()
    assert client.get(page("organisation", other)).status_code == 404
    for act in ACTS:
        assert client.post(page(f"organisation-{act}", other)).status_code == 404


def test_an_enterprise_gets_no_page_about_itself_as_the_board_sees_it(client):
    editor = actor(Role.EDITOR)
    client.force_login(editor.user)
    assert client.get(page("organisation", editor.organisation)).status_code == 403
    assert client.get(reverse("enterprises:organisations")).status_code == 403


def test_a_leader_may_look_but_not_change(client, tenant):
    leader = actor(Role.LEADER, tenant.board.organisations.get(kind="board"))
    client.force_login(leader.user)
    assert client.get(page("organisation", tenant)).status_code == 200
    for act in ACTS:
        assert client.post(page(f"organisation-{act}", tenant)).status_code == 403


def test_registering_a_tenant_places_it_in_its_zone(client, officer):
    zone = ZoneFactory(board=officer.organisation.board)
    typed = {
        "kind": "tenant",
        "name": "Công ty CP Ví Dụ Bình Minh",
        "tax_code": make_tax_code(7),
        "since": "01/07/2025",
        "zone": zone.pk,
        "size": "large",
    }
    answer = client.post(reverse("enterprises:organisation-new"), typed, follow=True)
    assert answer.status_code == 200
    new = Organisation.objects.get(tax_code=make_tax_code(7))
    assert new.tenancies.get().zone == zone
    assert new.board == officer.organisation.board


def test_a_mistyped_tax_code_is_named_and_what_was_typed_stays(client, officer):
    typed = {"kind": "tenant", "name": "Công ty Ví Dụ", "tax_code": "0123456780", "since": "01/07/2025"}
    answer = client.post(reverse("enterprises:organisation-new"), typed)
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert "gõ nhầm" in shown
    assert "Công ty Ví Dụ" in shown
    assert not Organisation.objects.filter(name="Công ty Ví Dụ").exists()


@pytest.fixture
def agency(officer):
    return OrganisationFactory(board=officer.organisation.board, kind="agency", name="Công an thử nghiệm")


def test_renaming_keeps_the_old_name_with_its_days(client, officer, agency):
    client.post(page("organisation-rename", agency), {"name": "Công an ví dụ", "since": "01/07/2025"})
    agency.refresh_from_db()
    assert agency.name == "Công an ví dụ"
    shown = client.get(page("organisation", agency)).content.decode()
    assert "Công an thử nghiệm" in shown
    assert "30/06/2025" in shown


def test_a_refused_name_shows_why_beside_its_field(client, officer, agency):
    answer = client.post(page("organisation-rename", agency), {"name": "Tên mới", "since": "01/01/2019"})
    assert answer.status_code == 400
    assert "hiệu lực sau" in answer.content.decode()


def test_an_enterprise_is_renamed_by_its_preview_alone(client, officer, tenant):
    answer = client.post(page("organisation-rename", tenant), {"name": "Tên mới", "since": "01/07/2025"})
    assert (answer.status_code, tenant.names.count()) == (404, 1)
    assert page("organisation-rename", tenant) not in client.get(page("organisation", tenant)).content.decode()


def test_exempting_without_a_reason_is_refused(client, officer, tenant):
    answer = client.post(page("organisation-applicability", tenant), {"year": 2026, "status": "not_applicable"})
    assert answer.status_code == 400
    assert not Applicability.objects.exists()


def test_a_zone_of_another_board_is_no_choice(client, officer, tenant):
    typed = {"zone": ZoneFactory().pk, "capacity": "tenant", "since": "01/07/2025"}
    assert client.post(page("organisation-place", tenant), typed).status_code == 400
    assert not tenant.tenancies.exists()
