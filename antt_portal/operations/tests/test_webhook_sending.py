"""What an office's gateway is told: once each, signed, and nothing that it does not need."""

from datetime import UTC, datetime, timedelta

import pytest

from antt_portal.core import stale_claims
from antt_portal.core.models import DeliveryState, NoticeState, Webhook, WebhookDelivery
from antt_portal.core.signed_body import is_signed
from antt_portal.core.tests.at_once import at_once
from antt_portal.operations import guarded_post, webhook_sending
from antt_portal.operations.tests.gateway import gateway
from antt_portal.operations.tests.mails import SECRET, a_mail, change
from antt_portal.operations.webhook_sending import plan, send_batch
from antt_portal.operations.webhooks import secret_of
from enterprises.tests.factories import ContactFactory, OrganisationFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def server(settings):
    settings.WEBHOOK_ALLOWED_PRIVATE = ["127.0.0.0/8"]
    with gateway() as server:
        yield server


@pytest.fixture
def organisation():
    organisation = OrganisationFactory()
    ContactFactory(organisation=organisation, email="nhan@vidu.example", phone="0901 234 567")
    return organisation


@pytest.fixture
def webhook(organisation, server):
    return Webhook.objects.create(
        board_id=organisation.board_id, name="Zalo", url=server.url, groups=["filing"], on_since=AT, created_at=AT
    )


@pytest.fixture
def notice(organisation):
    return prepared(a_mail(organisation, "nhan", at=AT))


def prepared(notice):
    return change(notice, prepared_at=AT)


def run(at=AT):
    planned = plan(at=at)
    while send_batch(at=at) is not None:
        pass
    return planned


def test_a_notice_is_told_once_and_signed(webhook, notice, server):
    assert (run(), run(AT + MINUTE)) == (1, 0)
    ((_path, headers, body),) = server.received
    assert is_signed(headers["X-ANTT-Signature"], secret_of(webhook), body, at=AT)
    delivery = WebhookDelivery.objects.get()
    assert (delivery.state, delivery.sent_at, headers["Idempotency-Key"]) == ("sent", AT, str(delivery.public_id))


def test_it_says_what_a_text_message_needs_and_no_more(webhook, notice, server):
    run()
    (told,) = server.told()
    assert set(told) == {"id", "kind", "group", "created_at", "title", "url", "to"}
    assert told["to"] == {"name": "Trần Thị Mẫu", "phone": "0901 234 567", "language": "vi"}
    assert (told["kind"], told["group"]) == ("report_submitted", "filing")
    assert "vidu.example" not in server.received[0][2].decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"board_id": 999_999},
        {"kind": "invitation"},
        {"kind": "incident_reported"},
        {"created_at": AT - MINUTE},
        {"due_at": AT + MINUTE},
        {"state": NoticeState.CANCELLED},
        {"state": NoticeState.QUIET},
        {"prepared_at": None},
    ],
)
def test_what_it_is_not_to_know_is_not_told(webhook, notice, server, changed):
    change(notice, **changed)
    assert run() == 0
    assert server.received == []


def test_mails_that_open_doors_are_told_to_nobody(webhook, organisation, server):
    webhook.groups = ["filing", "directives", "incidents", "recognition", "deadlines", "account"]
    webhook.save()
    for kind in ("invitation", "access_link", "access_code"):
        change(prepared(a_mail(organisation, kind, at=AT)), kind=kind)
    assert run() == 0
    assert SECRET not in str(server.received)


def test_who_has_no_number_is_skipped(webhook, organisation, server):
    prepared(a_mail(organisation, "khac", at=AT))
    ContactFactory(organisation=organisation, email="cho@vidu.example", phone="0902", confirmed=False)
    prepared(a_mail(organisation, "cho", at=AT))
    ContactFactory(email="khac@vidu.example", phone="0903")  # the same address at another organisation
    assert run() == 2
    assert server.received == []
    assert {one.state for one in WebhookDelivery.objects.all()} == {DeliveryState.SKIPPED}


def test_what_was_cancelled_since_is_not_told(webhook, notice, server):
    plan(at=AT)
    change(notice, state=NoticeState.CANCELLED)
    run()
    assert server.received == []


def test_one_that_is_off_is_told_nothing(webhook, notice, server):
    Webhook.objects.update(is_on=False)
    assert run() == 0


def test_two_webhooks_are_told_each(webhook, notice, server):
    Webhook.objects.create(
        board_id=webhook.board_id, name="SMS", url=f"{server.url}&b=2", groups=["filing"], on_since=AT, created_at=AT
    )
    assert run() == 2
    assert len({told["id"] for told in server.told()}) == 2


def test_a_refusal_is_tried_again_with_growing_pauses_and_given_up(webhook, notice, server):
    server.answer = 503
    run()
    delivery = WebhookDelivery.objects.get()
    assert (delivery.state, delivery.due_at, delivery.error) == ("pending", AT + MINUTE, "HTTP 503")
    pauses, at = [], delivery.due_at
    while delivery.state == DeliveryState.PENDING:
        run(at)
        delivery.refresh_from_db()
        pauses.append(delivery.due_at - at)
        at = delivery.due_at
    assert pauses[:3] == [2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert (delivery.state, max(pauses)) == (DeliveryState.FAILED, timedelta(hours=4))
    assert AT + timedelta(hours=44) < delivery.due_at <= AT + timedelta(hours=48)
    assert len({headers["Idempotency-Key"] for _path, headers, _body in server.received}) == 1


def test_one_that_comes_back_to_life_is_told(webhook, notice, server):
    server.answer = 500
    run()
    server.answer = 204
    run(AT + MINUTE)
    assert WebhookDelivery.objects.get().state == DeliveryState.SENT


def test_whoever_does_not_answer_one_is_not_asked_for_the_next(webhook, organisation, notice, server, monkeypatch):
    monkeypatch.setattr(guarded_post, "SECONDS", 0.1)
    server.pause = 0.4
    ContactFactory(organisation=organisation, email="hai@vidu.example", phone="0902")
    prepared(a_mail(organisation, "hai", at=AT))
    run()
    assert len(server.received) == 1
    assert {one.error for one in WebhookDelivery.objects.all()} == {"TimeoutError"}


def test_one_that_drips_is_cut_off(webhook, notice, server, monkeypatch):
    monkeypatch.setattr(webhook_sending, "SECONDS", 0.1)
    server.pause = 0.4
    run()
    assert WebhookDelivery.objects.get().error == "NoAnswer"


def test_an_address_that_leads_inside_is_not_told(webhook, notice, server, settings):
    settings.WEBHOOK_ALLOWED_PRIVATE = []
    run()
    assert server.received == []
    assert WebhookDelivery.objects.get().error == "NotAllowed"


def test_a_claim_that_nobody_came_back_to_is_free_again(webhook, notice, server):
    plan(at=AT)
    WebhookDelivery.objects.update(claimed_at=AT)
    assert run(AT + MINUTE) == 0
    assert server.received == []
    assert stale_claims.sweep(at=AT + 11 * MINUTE) == 1
    run(AT + 11 * MINUTE)
    assert len(server.received) == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_tell_each_thing_once(webhook, organisation, server):
    for number in range(12):
        ContactFactory(organisation=organisation, email=f"so-{number}@vidu.example", phone="0901")
        prepared(a_mail(organisation, f"so-{number}", at=AT))
    at_once(lambda _n: run(), count=4)
    assert sorted(told["to"]["name"] for told in server.told()) == ["Trần Thị Mẫu"] * 12
    assert len({told["id"] for told in server.told()}) == 12


def test_planning_costs_one_statement_a_webhook(webhook, organisation, django_assert_max_num_queries):
    for number in range(9):
        prepared(a_mail(organisation, f"so-{number}", at=AT))
    with django_assert_max_num_queries(2):
        assert plan(at=AT) == 9
