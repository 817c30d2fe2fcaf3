"""Pages about contacts: for the board, for the organisation itself, for the investor of its zone."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core import clock, outbox
from antt_portal.core.models import Notice
from enterprises.models import Contact, ContactSource, Invitation, Role
from enterprises.tests.factories import (
    ContactFactory,
    MembershipFactory,
    OrganisationFactory,
    ZoneFactory,
    actor,
    place,
)

TYPED = {"name": "Trần Thị Mẫu", "office": "Trưởng phòng", "email": "Mau@vidu.example", "phone": ""}

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(tenant):
    return ContactFactory(organisation=tenant, confirmed=False, source=ContactSource.INVESTOR)


def url(name, *rows):
    return reverse(f"enterprises:{name}", args=[row.public_id for row in rows])


def shown(answer):
    return answer.content.decode()


def test_an_investor_tells_a_contact_and_the_officer_confirms_it_from_home(client, tenant, officer, landlord):
    client.force_login(landlord.user)
    client.post(url("contact-add", tenant), TYPED)
    contact = Contact.objects.get(email="mau@vidu.example")
    assert "Chờ xác nhận" in shown(client.get(url("contacts", tenant)))
    client.force_login(officer.user)
    assert reverse("enterprises:contacts-waiting") in shown(client.get(reverse("home")))
    waiting = client.get(reverse("enterprises:contacts-waiting"))
    assert url("contact-confirm", contact) in shown(waiting)
    answer = client.post(url("contact-confirm", contact), {"back": "waiting"})
    assert answer.url == reverse("enterprises:contacts-waiting")
    contact.refresh_from_db()
    assert contact.confirmed_by == officer.user
    assert reverse("enterprises:contacts-waiting") not in shown(client.get(reverse("home")))


def test_whoever_waits_behind_another_wall_is_not_shown(client, officer, told):
    other = ContactFactory(confirmed=False, source=ContactSource.INVESTOR)
    client.force_login(officer.user)
    page = shown(client.get(reverse("enterprises:contacts-waiting")))
    assert (told.email in page, other.email in page) == (True, False)


def test_what_is_mistyped_is_said_and_stays(client, tenant, officer):
    client.force_login(officer.user)
    answer = client.post(url("contact-add", tenant), {**TYPED, "email": "khong-phai-thu"})
    assert answer.status_code == 422
    assert "khong-phai-thu" in shown(answer)
    assert "1 chỗ cần xem lại" in shown(answer)


def test_an_address_known_already_is_said_beside_its_field(client, tenant, officer):
    ContactFactory(organisation=tenant, email="mau@vidu.example")
    client.force_login(officer.user)
    answer = client.post(url("contact-add", tenant), TYPED)
    assert (answer.status_code, "đã là đầu mối" in shown(answer)) == (409, True)


def test_an_enterprise_corrects_and_ends_its_own(client, tenant):
    contact, editor = ContactFactory(organisation=tenant), actor(Role.EDITOR, tenant)
    client.force_login(editor.user)
    typed = {"name": "Trần Thị Ví Dụ", "office": "", "phone": "0900 000 000", "email": "khac@vidu.example"}
    client.post(url("contact-correct", contact), typed)
    client.post(url("contact-end", contact))
    old = contact.email
    contact.refresh_from_db()
    assert (contact.name, contact.email, contact.ended_on) == ("Trần Thị Ví Dụ", old, clock.today())
    assert client.get(reverse("enterprises:own-contacts")).url == url("contacts", tenant)


def test_a_correction_without_a_name_is_shown_again_open(client, tenant, officer):
    contact = ContactFactory(organisation=tenant)
    client.force_login(officer.user)
    answer = client.post(url("contact-correct", contact), {"name": "", "office": "Giám đốc", "phone": ""})
    assert (answer.status_code, '<details class="mt-2" open>' in shown(answer)) == (422, True)
    contact.refresh_from_db()
    assert contact.name


def test_an_investor_changes_only_what_it_told_and_nobody_confirmed(client, tenant, landlord, told):
    confirmed = ContactFactory(organisation=tenant, source=ContactSource.INVESTOR)
    boards = ContactFactory(organisation=tenant, source=ContactSource.BOARD)
    client.force_login(landlord.user)
    assert [client.post(url("contact-end", one)).status_code for one in (told, confirmed, boards)] == [302, 403, 403]


def test_an_investor_finds_nothing_of_tenants_outside_its_zones(client, landlord, told):
    place(told.organisation, ZoneFactory(board=told.board))
    told.organisation.tenancies.filter(zone__tenancies__capacity="investor").update(valid_to=date(2026, 1, 1))
    client.force_login(landlord.user)
    assert client.get(url("contacts", told.organisation)).status_code == 404
    for act in ("contact-correct", "contact-end", "contact-confirm", "invitation-send"):
        assert client.post(url(act, told)).status_code == 404
    assert client.post(url("contact-add", told.organisation), TYPED).status_code == 404


def test_an_investor_sees_its_tenants_and_how_each_is_reached(client, landlord, tenant):
    zone = tenant.tenancies.get().zone
    for name, make in [("Có Tài Khoản", MembershipFactory), ("Có Đầu Mối", ContactFactory)]:
        other = OrganisationFactory(board=tenant.board, name=name)
        place(other, zone)
        make(organisation=other)
    outside = OrganisationFactory(board=tenant.board, name="Ngoài Khu")
    client.force_login(landlord.user)
    page = shown(client.get(reverse("enterprises:tenants")))
    for words in ("An Phú", "Có Tài Khoản", "Có Đầu Mối", "Chỉ bằng giấy", "mã dùng một lần", "3 chủ đầu tư thứ cấp"):
        assert words in page
    assert outside.name not in page
    only = shown(client.get(reverse("enterprises:tenants"), {"account": "none"}))
    assert ("Có Tài Khoản" in only, "Có Đầu Mối" in only) == (False, True)


@pytest.mark.parametrize("query", [{"page": "x"}, {"page": "-1"}, {"account": "\x00"}])
def test_rubbish_in_the_address_of_tenants_is_no_error(client, landlord, query):
    client.force_login(landlord.user)
    assert client.get(reverse("enterprises:tenants"), query).status_code == 200


@pytest.mark.parametrize("page", ["tenants", "contacts"])
def test_lists_cost_the_same_for_1_and_30(client, tenant, landlord, page):
    zone, address = tenant.tenancies.get().zone, {"tenants": reverse("enterprises:tenants")}
    client.force_login(landlord.user)

    def add_one():
        place(OrganisationFactory(board=tenant.board), zone)
        ContactFactory(organisation=tenant)
        ContactFactory(organisation=tenant, confirmed=False, source=ContactSource.INVESTOR)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(address.get(page) or url("contacts", tenant))
        return len(asked)

    add_one()
    queries()
    one = queries()
    for _n in range(29):
        add_one()
    assert queries() == one


def test_inviting_sends_one_mail_and_the_page_shows_it(client, tenant, officer):
    contact = ContactFactory(organisation=tenant)
    client.force_login(officer.user)
    for _twice in range(2):
        client.post(url("invitation-send", contact))
    assert Notice.objects.get().address == contact.email
    outbox.send_pending(at=clock.now())
    page = shown(client.get(url("contacts", tenant)))
    assert ("Đã gửi" in page, "Mời mở tài khoản" in page) == (True, False)
    assert f"Đã mời {contact.email} mở tài khoản" in shown(client.get(url("organisation", tenant)))


def test_only_a_head_chooses_the_role(client, tenant, officer):
    head = actor(Role.HEAD, tenant)
    for who in (officer, head):
        client.force_login(who.user)
        client.post(url("invitation-send", ContactFactory(organisation=tenant)), {"role": "head"})
    assert sorted(Invitation.objects.values_list("role", flat=True)) == ["editor", "head"]
    another = ContactFactory(organisation=tenant)
    assert 'name="role"' in shown(client.get(url("contacts", tenant)))
    assert client.post(url("invitation-send", another), {"role": "x"}).status_code == 302


def test_resending_and_revoking_answer_in_words(client, tenant, officer):
    contact = ContactFactory(organisation=tenant)
    client.force_login(officer.user)
    client.post(url("invitation-send", contact))
    invitation = Invitation.objects.get()
    for act in ("resend", "revoke"):
        client.post(url(f"invitation-{act}", invitation))
    invitation.refresh_from_db()
    assert (invitation.sending, bool(invitation.revoked_at)) == (2, True)
    answer = client.post(url("invitation-revoke", invitation), follow=True)
    assert "đã được nhận hoặc đã thu hồi" in shown(answer)
    assert mail.outbox == []


def test_a_bounce_is_shown_with_its_reason(client, tenant, officer):
    ContactFactory(organisation=tenant, bounced_at=clock.now(), bounce_reason="550 no such user")
    client.force_login(officer.user)
    for page in ("contacts", "organisation"):
        assert "550 no such user" in shown(client.get(url(page, tenant)))
    assert "Mời mở tài khoản" not in shown(client.get(url("contacts", tenant)))
