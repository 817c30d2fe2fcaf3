"""Bounces told by a mail service: signed, once, all or nothing."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache

from antt_portal.core import clock
from antt_portal.core.actor import System
from antt_portal.core.mail_message import message_id
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.resending import send_again
from antt_portal.core.signed_body import sign
from antt_portal.operations import bounces
from antt_portal.operations.tests.mails import a_mail, change
from enterprises.models import Contact
from enterprises.tests.factories import ContactFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
SECRET = "bi-mat-thu"
GONE = "550 5.1.1 no such user"


@pytest.fixture(autouse=True)
def secret(settings):
    settings.BOUNCE_WEBHOOK_SECRET = SECRET


@pytest.fixture
def notice():
    organisation = OrganisationFactory()
    ContactFactory(organisation=organisation, email="nghi@vidu.example")
    now = clock.now()
    return change(a_mail(organisation, "nghi", at=now), state=NoticeState.SENT, sent_at=now)


def told(notice, **more):
    return {"message_id": message_id(notice), "reason": GONE, **more}


def post(client, said, *, header=None, at=None, raw=None):
    body = raw if raw is not None else json.dumps(said).encode()
    header = sign(SECRET, body, at=at or clock.now()) if header is None else header
    answer = client.post(
        "/webhooks/bounces/", body, content_type="application/json", headers={"X-ANTT-Signature": header}
    )
    return answer.status_code, json.loads(answer.content) if answer.content[:1] == b"{" else None


def came_back(notice):
    return Notice.objects.get(pk=notice.pk).bounced_at is not None


def test_a_bounce_is_recorded_and_marks_the_contact(client, notice):
    assert post(client, told(notice)) == (200, {"recorded": 1, "known": 0, "other": 0})
    assert Notice.objects.get(pk=notice.pk).bounce_reason == GONE
    assert Contact.objects.get(email="nghi@vidu.example").bounced_at is not None


def test_a_list_is_taken_and_what_is_not_ours_counted(client, notice):
    stranger = {"message_id": "<abc@khac.example>", "reason": GONE}
    said = [told(notice), told(notice), stranger, told(notice, permanent=False)]
    assert post(client, said) == (200, {"recorded": 1, "known": 1, "other": 2})


def test_an_id_without_brackets_is_known(client, notice):
    assert post(client, {"message_id": message_id(notice).strip("<>")})[1]["recorded"] == 1


@pytest.mark.parametrize("header", ["", "t=1,v1=" + "0" * 64, "sai"])
def test_what_is_not_signed_is_refused(client, notice, header):
    assert post(client, told(notice), header=header)[0] == 403
    assert not came_back(notice)


def test_what_was_signed_long_ago_is_refused(client, notice):
    assert post(client, told(notice), at=clock.now() - timedelta(minutes=6))[0] == 403
    assert not came_back(notice)


def test_what_is_sent_a_second_time_by_somebody_who_listened_changes_nothing(client, notice):
    body = json.dumps(told(notice)).encode()
    header = sign(SECRET, body, at=clock.now())
    assert post(client, None, raw=body, header=header)[1]["recorded"] == 1
    send_again(notice, by=System(notice.board_id), at=clock.now())
    assert post(client, None, raw=body, header=header) == (200, {"recorded": 0, "known": 1, "other": 0})
    assert not came_back(notice)


def test_what_failed_here_may_be_sent_again(client, notice, monkeypatch):
    body = json.dumps(told(notice)).encode()
    header = sign(SECRET, body, at=clock.now())
    with monkeypatch.context() as broken:
        broken.setattr(bounces.outbox, "record_bounce", lambda *_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            post(client, None, raw=body, header=header)
    assert post(client, None, raw=body, header=header)[1]["recorded"] == 1


def test_without_its_cache_it_is_taken_all_the_same(client, notice, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    cache.close()
    assert post(client, told(notice))[1]["recorded"] == 1


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[1]", b'"a"', b'{"reason": "x"}', b'{"message_id": 5}', b'{"message_id": "a", "permanent": "yes"}'],
)
def test_what_is_malformed_records_nothing(client, notice, raw):
    assert post(client, None, raw=raw)[0] == 400


def test_of_a_list_all_is_taken_or_nothing(client, notice):
    assert post(client, [told(notice), {"message_id": None}])[0] == 400
    assert not came_back(notice)


def test_too_many_at_once_are_refused(client, notice, monkeypatch):
    monkeypatch.setattr(bounces, "MOST_AT_ONCE", 1)
    assert post(client, [told(notice)] * 2)[0] == 400


def test_where_no_secret_is_set_there_is_nothing(client, notice, settings):
    settings.BOUNCE_WEBHOOK_SECRET = ""
    assert post(client, told(notice), header=sign("", json.dumps(told(notice)).encode(), at=clock.now()))[0] == 404
    assert not came_back(notice)
