"""What the documents say is what the portal does: every address, every answer, every webhook."""

import hmac
import json
import re
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.test import override_settings
from django.urls import get_resolver, reverse

from antt_portal.api import webhook_shapes
from antt_portal.api.openapi import document
from antt_portal.api.problems import KINDS
from antt_portal.core.models import Webhook
from antt_portal.core.signed_body import sign
from antt_portal.operations.tests.gateway import gateway
from antt_portal.operations.tests.mails import a_mail, change
from antt_portal.operations.webhook_sending import plan, send_batch
from antt_portal.operations.webhooks import secret_of, try_out
from enterprises.models import Role
from enterprises.tests.factories import ContactFactory, OrganisationFactory, actor

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)


def test_every_address_is_described_and_every_description_an_address():
    served = {str(one.pattern) for entry in get_resolver().url_patterns for one in getattr(entry, "url_patterns", [])}
    ours = {re.sub(r"<\w+:(\w+)>", r"{\1}", one) for one in served if one.startswith("api/v1/")}
    ours = {"/" + one.replace("public_id", "id") for one in ours}
    assert set(document()["paths"]) == ours - {"/api/v1/openapi.json"}


def test_every_reference_leads_somewhere():
    said = document()
    text = json.dumps(said)
    names = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert names == set(said["components"]["schemas"]) - {"Page"}
    assert said["openapi"] == "3.1.0"
    assert said["webhooks"]["notice"]["post"]["parameters"][0]["name"] == "X-ANTT-Signature"


def test_nothing_english_is_told_to_whoever_reads_vietnamese():
    """Neither docstrings nor titles that pydantic makes of names."""
    said = json.dumps(document()["components"]["schemas"], ensure_ascii=False)
    for words in ("One obligation", 'RFC 9457."', 'Traits", "type', "An enumeration"):
        assert words not in said


def test_the_document_is_known_by_its_digest(client):
    first = client.get(reverse("api-openapi"))
    again = client.get(reverse("api-openapi"), headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert "max-age=3600" in first.headers["Cache-Control"]
    assert not first.cookies


@pytest.mark.django_db
def test_the_page_names_every_address_schema_and_problem(client):
    page = client.get(reverse("api-docs")).content.decode()
    said = document()
    for words in (*said["paths"], *said["components"]["schemas"], *(kind.code for kind in KINDS)):
        assert words in page
    anchors = set(re.findall(r'id="([\w-]+)"', page))
    assert set(re.findall(r'href="#([\w-]+)"', page)) <= anchors
    assert {kind.code for kind in KINDS} <= anchors


@pytest.mark.django_db
def test_a_webhook_is_told_what_the_document_says():
    organisation = OrganisationFactory()
    ContactFactory(organisation=organisation, email="nhan@vidu.example", phone="0901 234 567")
    with override_settings(WEBHOOK_ALLOWED_PRIVATE=["127.0.0.0/8"]), gateway() as server:
        made = {"name": "Zalo", "url": server.url, "groups": ["filing"], "on_since": AT, "created_at": AT}
        webhook = Webhook.objects.create(board_id=organisation.board_id, **made)
        change(a_mail(organisation, "nhan", at=AT), prepared_at=AT)
        plan(at=AT)
        try_out(webhook, by=actor(Role.ADMINISTRATOR), at=AT)
        while send_batch(at=AT) is not None:
            pass
        told = sorted(server.told(), key=len)
    test, notice = (
        webhook_shapes.WebhookTest.model_validate(told[0]),
        webhook_shapes.WebhookNotice.model_validate(told[1]),
    )
    assert (set(told[0]), set(told[1])) == (set(test.model_fields_set), set(notice.model_fields_set))
    assert set(told[1]["to"]) == set(webhook_shapes.WebhookReader.model_fields)
    for _path, headers, body in server.received:
        assert headers["X-ANTT-Signature"] == as_documented(secret_of(webhook), body)


def as_documented(secret, body):
    """By the words of the documentation alone."""
    seconds = str(int(AT.timestamp()))
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()
    assert sign(secret, body, at=AT) == f"t={seconds},v1={digest}"
    return f"t={seconds},v1={digest}"
