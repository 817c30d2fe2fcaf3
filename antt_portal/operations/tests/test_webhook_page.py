"""Setting up webhooks: by the board's administrator, with a secret that is shown once."""

import pytest
from django.urls import reverse

from antt_portal.core.models import AuditDetail, AuditEntry, DeliveryState, Webhook, WebhookDelivery
from antt_portal.operations import tasks, webhooks
from antt_portal.operations.tests.gateway import gateway
from antt_portal.operations.webhooks import secret_of
from enterprises.models import Role
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db
TYPED = {"name": "Cổng Zalo", "url": "https://sms.vidu.example/antt", "groups": ["deadlines", "incidents"]}


@pytest.fixture
def administrator(client):
    person = actor(Role.ADMINISTRATOR)
    client.force_login(person.user)
    return person


@pytest.fixture
def webhook(administrator, client):
    client.post("/webhooks/add/", TYPED)
    return Webhook.objects.get()


def page(client):
    return client.get("/webhooks/").content.decode()


def act(client, name, webhook, **typed):
    return client.post(reverse(f"webhook-{name}", args=[webhook.public_id]), typed)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_its_secret_is_shown_once_and_stands_nowhere(client, webhook, administrator):
    secret = secret_of(webhook)
    assert secret in page(client)
    assert secret not in page(client)
    assert secret not in str([vars(webhook), *AuditDetail.objects.values()])
    assert (webhook.groups, webhook.board_id) == (["deadlines", "incidents"], administrator.board_id)


def test_a_new_secret_is_another_one(client, webhook):
    old = secret_of(webhook)
    page(client)
    act(client, "secret", webhook)
    webhook.refresh_from_db()
    assert secret_of(webhook) != old
    assert secret_of(webhook) in page(client)
    assert verbs() == ["webhook.add", "webhook.renew_secret"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://sms.vidu.example/"},
        {"url": "https://10.1.2.3/"},
        {"groups": ["account"]},
        {"groups": []},
        {"name": ""},
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_kept(client, administrator, wrong):
    answer = client.post("/webhooks/add/", TYPED | wrong)
    assert answer.status_code == 400
    assert TYPED["name"] in answer.content.decode() or "name" in wrong
    assert not Webhook.objects.exists()


def test_an_address_stands_once_per_board(client, webhook):
    assert "đã có trong danh sách" in client.post("/webhooks/add/", TYPED).content.decode()
    client.force_login(actor(Role.ADMINISTRATOR).user)
    client.post("/webhooks/add/", TYPED)
    assert Webhook.objects.count() == 2


def test_a_trial_is_sent_also_while_it_is_off(
    client, webhook, settings, monkeypatch, django_capture_on_commit_callbacks
):
    woken = []
    monkeypatch.setattr(webhooks, "wake", woken.append)
    settings.WEBHOOK_ALLOWED_PRIVATE = ["127.0.0.0/8"]
    with gateway() as server:
        Webhook.objects.update(url=server.url, is_on=False)
        with django_capture_on_commit_callbacks(execute=True):
            act(client, "test", webhook)
        assert tasks.send_webhooks() == 1
    assert woken == [tasks.send_webhooks.name]
    assert [told["kind"] for told in server.told()] == ["test"]
    assert "Đã nhận" in page(client)


def test_what_waits_is_not_told_once_it_is_off(client, webhook):
    act(client, "test", webhook)
    act(client, "switch", webhook, on="0")
    assert WebhookDelivery.objects.get().state == DeliveryState.SKIPPED
    assert "Đã tắt" in page(client)


def test_switched_on_it_tells_what_is_new_from_then(client, webhook):
    since = webhook.on_since
    act(client, "switch", webhook, on="0")
    act(client, "switch", webhook, on="1")
    webhook.refresh_from_db()
    assert webhook.on_since > since
    assert verbs()[1:] == ["webhook.switch_off", "webhook.switch_on"]


def test_who_switches_second_is_told(client, webhook):
    answer = client.post(reverse("webhook-switch", args=[webhook.public_id]), {"on": "1"}, follow=True)
    assert "vừa được người khác" in answer.content.decode()


def test_another_boards_administrator_finds_none(client, webhook):
    client.force_login(actor(Role.ADMINISTRATOR).user)
    assert TYPED["url"] not in page(client)
    for name in ("test", "secret", "switch"):
        assert act(client, name, webhook).status_code == 404
    assert verbs() == ["webhook.add"]


def test_a_file_of_the_webhooks_holds_no_secret_and_leaves_it_to_be_read(client, webhook):
    secret = secret_of(webhook)
    act(client, "test", webhook)
    file = b"".join(client.get("/webhooks/", {"file": "csv"})).decode()
    assert webhook.url in file
    assert "Chờ gửi" in file
    assert secret not in file
    assert secret in page(client)
