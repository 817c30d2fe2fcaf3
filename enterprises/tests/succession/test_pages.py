"""Page one asks, page two shows; a press carries out what was shown, once."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse

from antt_portal.core import clock
from antt_portal.core.formats import vn_date
from antt_portal.core.tests.tax_codes import make_tax_code
from enterprises.models import Role, Succession, Tenancy
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, actor, place
from enterprises.tests.succession.acts import begun

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def other(tenant):
    return OrganisationFactory(board=tenant.board, tax_code=make_tax_code(1))


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer.user)
    return client


def typed(on, **more):
    day = vn_date(on)
    return {"effective_on": day, "document": "125/QĐ-UBND", "documented_on": day, **more}


def begin(client, organisation, kind, **values):
    return client.post(reverse("enterprises:succession-new", args=[organisation.public_id, kind]), values)


def confirm(client, found, follow=False):
    """Press what the page of the preview offers."""
    form = {"version": found.version, "digest": digest_on(client, found)}
    return client.post(reverse("enterprises:succession-confirm", args=[found.public_id]), form, follow=follow)


def digest_on(client, found):
    return client.get(found.get_absolute_url()).context["preview"].digest


def test_from_the_form_to_the_record(signed_in, tenant, today):
    answer = begin(signed_in, tenant, "leave", **typed(today))
    found = Succession.objects.get()
    assert answer.headers["Location"] == found.get_absolute_url()
    shown = signed_in.get(found.get_absolute_url()).content.decode()
    assert "Xác nhận, thực hiện ngay" in shown
    assert str(tenant.tenancies.get().zone) in shown
    done = confirm(signed_in, found, follow=True).content.decode()
    assert "Đã thực hiện." in done
    assert Tenancy.objects.get().valid_to == today - timedelta(days=1)
    assert "Xác nhận, thực hiện" not in signed_in.get(found.get_absolute_url()).content.decode()


def test_pressed_twice_it_is_said_that_it_was_done(signed_in, tenant, today):
    begin(signed_in, tenant, "leave", **typed(today))
    found = Succession.objects.get()
    form = {"version": found.version, "digest": digest_on(signed_in, found)}
    address = reverse("enterprises:succession-confirm", args=[found.public_id])
    signed_in.post(address, form)
    assert "đã được người khác xử lý" in signed_in.post(address, form, follow=True).content.decode()


def test_what_changed_meanwhile_is_previewed_again(signed_in, tenant, today):
    begin(signed_in, tenant, "leave", **typed(today))
    found = Succession.objects.get()
    form = {"version": found.version, "digest": digest_on(signed_in, found)}
    place(tenant, ZoneFactory(board=tenant.board))
    address = reverse("enterprises:succession-confirm", args=[found.public_id])
    assert "Số liệu đã thay đổi" in signed_in.post(address, form, follow=True).content.decode()
    assert Succession.objects.get().status == "draft"


def test_somebody_who_proved_nothing_lately_proves_it_first(signed_in, tenant, officer, today):
    found = begun(tenant, "leave", by=officer, on=today, at=clock.now())
    session = signed_in.session
    session["proved_at"] = 0.0
    session.save()
    assert "reauthenticate" in confirm(signed_in, found).headers["Location"]
    assert Succession.objects.get().status == "draft"


def test_the_successor_is_named_by_its_tax_code(signed_in, tenant, other, today):
    begin(signed_in, tenant, "merge", **typed(today, successor=other.tax_code))
    assert Succession.objects.get().successor == other


def test_an_enterprise_of_another_board_is_no_successor(signed_in, tenant, today):
    stranger = OrganisationFactory(tax_code=make_tax_code(1))
    answer = begin(signed_in, tenant, "merge", **typed(today, successor=stranger.tax_code))
    assert (answer.status_code, Succession.objects.count()) == (422, 0)
    assert stranger.name not in answer.content.decode()


def test_a_zone_or_investor_of_another_board_is_no_choice(signed_in, landlord, today):
    strange = place(OrganisationFactory(kind="investor"), ZoneFactory(), "investor")
    own = landlord.organisation.tenancies.get().zone
    for zone, investor in ((strange.zone, strange.organisation), (own, strange.organisation)):
        chosen = {"zone": zone.public_id, "successor": investor.public_id}
        answer = begin(signed_in, landlord.organisation, "investor", **typed(today, **chosen))
        assert (answer.status_code, Succession.objects.count()) == (422, 0)


def test_a_day_to_come_is_confirmed_and_can_be_dropped(signed_in, tenant, today):
    begin(signed_in, tenant, "leave", **{**typed(today), "effective_on": vn_date(today + timedelta(days=9))})
    found = Succession.objects.get()
    confirm(signed_in, found)
    found.refresh_from_db()
    assert found.status == "planned"
    signed_in.post(reverse("enterprises:succession-drop", args=[found.public_id]), {"version": found.version})
    found.refresh_from_db()
    assert (found.status, Tenancy.objects.get().valid_to) == ("dropped", None)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"documented_on": "01/01/2999"}, "Ngày văn bản ở sau hôm nay"),
        ({"document": "Tối mật 12"}, "không nhận văn bản mật"),
        ({"file": ("lạ.exe", b"MZ")}, ""),
        ({"effective_on": "32/13/2026"}, ""),
    ],
)
def test_a_ground_that_is_none_is_refused_and_nothing_is_written(signed_in, tenant, today, values, said):
    if "file" in values:
        name, content = values["file"]
        values = {"file": io.BytesIO(content)}
        values["file"].name = name
    answer = begin(signed_in, tenant, "leave", **{**typed(today), **values})
    assert answer.status_code in {409, 422}
    assert said in answer.content.decode()
    assert not Succession.objects.exists()


@pytest.mark.parametrize("kind", ["investor", "board", "la"])
def test_an_act_that_a_tenant_has_not_is_not_found(signed_in, tenant, today, kind):
    assert begin(signed_in, tenant, kind, **typed(today)).status_code == 404


def test_those_concerned_read_what_was_done_and_others_nothing(signed_in, tenant, officer, client, today):
    head, stranger = actor(Role.HEAD, tenant), actor(Role.HEAD)
    found = begun(tenant, "leave", by=officer, on=today, at=clock.now())
    client.force_login(head.user)
    assert client.get(found.get_absolute_url()).status_code == 404
    client.force_login(officer.user)
    confirm(signed_in, found)
    for person, status in ((head, 200), (stranger, 404)):
        client.force_login(person.user)
        answer = client.get(found.get_absolute_url())
        assert answer.status_code == status
        assert reverse("enterprises:successions") not in answer.content.decode()


def test_the_page_of_both_shows_who_followed_whom(signed_in, tenant, other, officer, today):
    found = begun(tenant, "merge", by=officer, on=today, at=clock.now(), successor=other)
    confirm(signed_in, found)
    for one in (tenant, other):
        page = signed_in.get(reverse("enterprises:organisation", args=[one.public_id])).content.decode()
        assert found.get_absolute_url() in page
    assert str(tenant) in signed_in.get(reverse("enterprises:successions")).content.decode()
