"""Switching mail off from the mail itself: exactly what can be switched off, by whoever holds the mail."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from antt_portal.core import outbox
from antt_portal.core.models import NoticeGroup, NotificationPreference
from antt_portal.core.unsubscribing import read_token, token_for
from enterprises.tests.factories import OrganisationFactory, UserFactory

AT = datetime(2026, 10, 27, 2, 20, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def sent(*kinds, person=None):
    board, person = OrganisationFactory().board, person or UserFactory()
    for kind in kinds:
        about = OrganisationFactory(board=board)
        outbox.put(kind, "1", about=about, to=[person], at=AT, params={"path": "/a/", "number": "1"})
    outbox.send_pending(at=AT)
    return person, mail.outbox[-1].extra_headers


def page_of(headers):
    return headers["List-Unsubscribe"].strip("<>")


def test_what_may_be_switched_off_says_how_in_one_click():
    person, headers = sent("report_accepted")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read_token(page_of(headers).rstrip("/").rpartition("/")[2]) == (person.pk, (NoticeGroup.FILING,))


def test_what_is_compulsory_offers_nothing():
    _person, headers = sent("report_returned")
    assert "List-Unsubscribe" not in headers


def test_neither_does_mail_to_somebody_without_an_account():
    about = OrganisationFactory()
    address = {"address": "nhan@vidu.example", "name": "Trần Thị Mẫu"}
    outbox.put_to_address("report_accepted", "1", about=about, at=AT, params={"path": "/a/"}, **address)
    outbox.send_pending(at=AT)
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_a_mail_of_several_switches_off_the_groups_that_can_be():
    person, headers = sent("report_accepted", "letter_issued", "directive_received", "deadline_late", "report_accepted")
    token = page_of(headers).rstrip("/").rpartition("/")[2]
    assert read_token(token) == (person.pk, (NoticeGroup.DIRECTIVES, NoticeGroup.FILING))


def test_looking_switches_nothing_off(client):
    _person, headers = sent("report_accepted")
    page = client.get(page_of(headers))
    assert (page.status_code, NotificationPreference.objects.count()) == (200, 0)
    assert "Hồ sơ năm" in page.content.decode()


def test_a_mail_program_switches_it_off_without_cookies_and_once_is_enough(client):
    client.handler.enforce_csrf_checks = True
    person, headers = sent("report_accepted")
    for _time in range(2):
        answer = client.post(page_of(headers), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert list(NotificationPreference.objects.values_list("user", "group", "mode")) == [(person.pk, "filing", "off")]


def test_a_link_that_was_tampered_with_is_nobodys(client):
    token = token_for(1, ["filing"])
    assert client.get(f"/unsubscribe/{token[:-2]}xx/").status_code == 404
    assert client.post("/unsubscribe/x/").status_code == 404
    assert not NotificationPreference.objects.exists()
