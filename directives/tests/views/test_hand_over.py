"""The page that reaches a tenant without an account, and the presses on it and on the forward page."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from antt_portal.core import clock, outbox
from antt_portal.core.formats import vn_datetime
from antt_portal.core.models import Notice
from antt_portal.core.tests.inspection.corpus import jpeg
from directives.models import AccessLink, Delivery, HandOver
from directives.tests.audiences import issued, scene
from directives.tests.forwardings import forwarded, investor_of, own_delivery
from directives.tests.linked import SENT, a_link, silent_delivery
from enterprises.models import Contact, Invitation
from enterprises.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
TYPED = {"person": "Lê Văn Thử", "office": "Bảo vệ", "proof": "paper_slip"}


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def delivery(made):
    return silent_delivery(made)


@pytest.fixture
def visitor(client, made):
    client.force_login(investor_of(made).user)
    return client


def page(delivery, name="hand-over"):
    return reverse(f"directives:{name}", args=[delivery.public_id])


def press(client, delivery, **changes):
    after_issue = delivery.directive.issued_at + timedelta(minutes=2)
    typed = TYPED | {"at": vn_datetime(after_issue), "file": SimpleUploadedFile("Phieu.jpg", jpeg())} | changes
    return client.post(page(delivery), typed)


def body(response):
    return response.content.decode()


def test_a_slip_is_recorded_and_shown_to_investor_board_and_receiver(visitor, made, delivery):
    assert press(visitor, delivery).url == page(delivery)
    slip = HandOver.objects.get()
    address = reverse("directives:hand-over-file", args=[slip.public_id])
    assert address in body(visitor.get(page(delivery)))
    visitor.force_login(made.office.officer.user)
    assert address in body(visitor.get(delivery.get_absolute_url()))
    answer = visitor.get(address)
    assert b"".join(answer.streaming_content) == jpeg()
    visitor.force_login(made.people[made.investors[1].pk][0].user)
    assert visitor.get(address).status_code == 404


def test_what_was_typed_stays_when_something_is_missing(visitor, delivery):
    answer = press(visitor, delivery, at="hôm qua")
    assert answer.status_code == 422
    assert "Lê Văn Thử" in body(answer)
    assert "ví dụ 09/03/2026 14:30" in body(answer)
    assert not HandOver.objects.exists()


def test_a_time_to_come_is_refused_beside_its_field(visitor, delivery):
    answer = press(visitor, delivery, at=vn_datetime(clock.now() + timedelta(days=2)))
    assert answer.status_code == 409
    assert "ở sau lúc này" in str(answer.context["form"].errors["at"])


def test_a_file_that_is_no_picture_is_refused_beside_its_field(visitor, delivery):
    answer = press(visitor, delivery, file=SimpleUploadedFile("Phieu.jpg", b"MZ" + b"\0" * 64))
    assert (answer.status_code, "file" in answer.context["form"].errors) == (422, True)


def test_a_tenant_of_another_investor_is_not_there(visitor, made, delivery):
    other = Delivery.objects.get(directive=delivery.directive, organisation=made.tenants[1][0])
    for name in ("hand-over", "hand-over-slip"):
        assert visitor.get(page(other, name)).status_code == 404
    assert press(visitor, other).status_code == 404
    assert visitor.post(page(other, "access-send")).status_code == 404


def test_the_slip_to_print_names_both_sides_and_every_file(visitor, delivery, pdf_of):
    answer = visitor.get(page(delivery, "hand-over-slip"))
    text = " ".join(pdf_of(b"".join(answer.streaming_content)).pages[0].extract_text().split())
    manifest = delivery.directive.manifest
    for words in ("PHIẾU GIAO NHẬN VĂN BẢN", "NGƯỜI GIAO", delivery.organisation.name, str(delivery.directive.letter)):
        assert words in text
    for entry in manifest["files"]:
        assert entry["sha256"][:16] in text
    assert delivery.directive.bundle_sha256 in text.replace(" ", "")


def test_the_list_of_the_investor_says_received_on_paper(visitor, made, delivery):
    own = own_delivery(delivery.directive, made.investors[0])
    assert "Nhận giấy" not in body(visitor.get(page(own, "forward")))
    press(visitor, delivery, proof="paper_photo")
    assert "Nhận giấy" in body(visitor.get(page(own, "forward")))


def test_paper_before_the_first_forwarding_shows_on_the_draft(visitor, made):
    directive = issued(made)
    delivery = Delivery.objects.get(directive=directive, organisation=made.tenants[0][0])
    own = own_delivery(directive, made.investors[0])
    assert "đã đến đâu" not in body(visitor.get(page(own, "forward")))
    press(visitor, delivery)
    assert "đã đến đâu" in body(visitor.get(page(own, "forward")))


# ---- links ----


def test_a_link_is_sent_to_the_chosen_contact_and_taken_back(visitor, delivery):
    contact = ContactFactory(organisation=delivery.organisation)
    visitor.post(page(delivery, "access-send"), {"contact": str(contact.public_id)})
    link = AccessLink.objects.get()
    assert (link.name, link.address) == (contact.name, contact.email)
    assert Notice.objects.filter(kind="access_link", address=contact.email).exists()
    assert contact.email in body(visitor.get(page(delivery)))
    visitor.post(reverse("directives:access-revoke", args=[link.public_id]))
    link.refresh_from_db()
    assert link.revoked_at


def test_a_contact_of_somebody_else_or_nobody_gets_no_link(visitor, made, delivery):
    stranger = ContactFactory(organisation=made.tenants[1][0])
    for contact in ({"contact": str(stranger.public_id)}, {}):
        answer = visitor.post(page(delivery, "access-send"), contact, follow=True)
        assert "Chưa gửi gì" in body(answer)
    assert not AccessLink.objects.exists()


def test_another_investor_takes_no_link_back(client, made, delivery):
    link = a_link(made, delivery)
    client.force_login(made.people[made.investors[1].pk][0].user)
    assert client.post(reverse("directives:access-revoke", args=[link.public_id])).status_code == 404
    assert AccessLink.objects.get().revoked_at is None


def test_of_a_tenant_of_two_investors_each_sees_its_own_doings_alone(client, made, delivery):
    shared = Delivery.objects.get(directive=delivery.directive, organisation=made.both)
    link = a_link(made, shared)
    client.force_login(investor_of(made).user)
    press(client, shared)
    mine = body(client.get(page(shared)))
    other = made.people[made.investors[1].pk][0]
    client.force_login(other.user)
    theirs = body(client.get(page(shared)))
    revoke = reverse("directives:access-revoke", args=[link.public_id])
    giver, sent_to = investor_of(made).user.full_name, f"{link.address} · "
    for words in ("Phieu.jpg", sent_to, giver):
        assert (words in mine, words in theirs) == (True, False)
    assert client.post(revoke).status_code == 404
    client.force_login(made.office.clerk.user)
    assert sent_to in body(client.get(page(shared)))


# ---- one press from the forward page ----


def invite(client, made, delivery, organisation):
    own = own_delivery(delivery.directive, made.investors[0])
    return client.post(page(own, "forward-invite"), {"organisation": str(organisation.public_id)}, follow=True)


def test_one_press_invites_the_newest_registered_contact(visitor, made, delivery):
    tenant = delivery.organisation
    ContactFactory(organisation=tenant, valid_from=SENT.date() - timedelta(days=9))
    newest = ContactFactory(organisation=tenant, valid_from=SENT.date())
    assert "Đã mời" in body(invite(visitor, made, delivery, tenant))
    assert Invitation.objects.get().contact == newest
    assert "còn hiệu lực" in body(invite(visitor, made, delivery, tenant))
    assert Invitation.objects.count() == 1


def test_without_a_contact_the_press_leads_to_where_one_is_named(visitor, made, delivery):
    answer = invite(visitor, made, delivery, delivery.organisation)
    contacts = reverse("enterprises:contacts", args=[delivery.organisation.public_id])
    assert answer.redirect_chain[-1][0] == contacts
    assert not Contact.objects.exists()


def test_nobody_outside_the_list_is_invited(visitor, made, delivery):
    for stranger in (made.tenants[1][0], made.nobodys):
        ContactFactory(organisation=stranger)
        assert invite(visitor, made, delivery, stranger).status_code == 404
    assert not Invitation.objects.exists()


def test_an_invitation_that_comes_back_shows_on_what_was_sent_and_not_opened(visitor, made, delivery):
    tenant = delivery.organisation
    opened = Delivery.objects.get(directive=forwarded(made, issued(made)).directive, organisation=tenant)
    Delivery.objects.filter(pk=opened.pk).update(delivered_at=SENT, opened_at=SENT)
    ContactFactory(organisation=tenant)
    invite(visitor, made, delivery, tenant)
    outbox.record_bounce(Notice.objects.get(kind="invitation"), "550 5.1.1 no such user", clock.now())
    flagged = Delivery.objects.filter(bounced_at__isnull=False)
    assert list(flagged) == [delivery]
