"""What was typed comes back with the page that says it could not be taken."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.tests.factories import Filing

pytestmark = pytest.mark.django_db
TYPED = "Chờ hồ sơ của chủ đầu tư"


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.parametrize(
    ("headers", "is_shown"),
    [({"Origin": "http://testserver"}, True), ({"Origin": "https://xau.example"}, False), ({}, False)],
    ids=str,
)
def test_a_form_that_was_too_old_gives_back_what_our_own_page_sent(client, headers, is_shown):
    client.force_login(Filing().editor.user)
    answer = client.post(reverse("choose-organisation"), {"note": TYPED}, headers=headers)
    assert answer.status_code == 403
    assert (TYPED in answer.content.decode()) is is_shown


def test_a_portal_that_broke_down_gives_back_what_was_typed(client, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("made to fail")

    client.handler.enforce_csrf_checks = False
    client.force_login(Filing().editor.user)
    monkeypatch.setattr("antt_portal.home.views.redirect", broken)
    answer = client.post(reverse("choose-organisation"), {"membership": "", "note": TYPED})
    assert answer.status_code == 500
    assert TYPED in answer.content.decode()
