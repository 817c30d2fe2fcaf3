"""Who looked: by which address, from where, and never by words that open a door."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from antt_portal.core.models import Blob, Viewing
from antt_portal.core.viewing import ViewingMiddleware, shows_file, shows_people
from enterprises.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
BLOB = Blob(board_id=7, sha256="a" * 64)


def asked(path, respond, **more):
    request = RequestFactory().get(path, REMOTE_ADDR="192.0.2.4")
    request.user, request.actor = AnonymousUser(), None
    for name, value in more.items():
        setattr(request, name, value)
    return ViewingMiddleware(lambda _request: respond(HttpResponse("x")))(request)


def test_a_stranger_with_a_personal_link_is_written_down_by_address(client):
    asked("/gone/", lambda response: shows_file(response, BLOB))
    seen = Viewing.objects.get()
    assert (seen.user_id, seen.ip, seen.thing, seen.board_id) == (None, "192.0.2.4", "a" * 64, 7)
    assert datetime.now(UTC) >= seen.at


def test_a_page_about_nobody_is_not_written_down():
    asked("/", lambda response: response)
    assert not Viewing.objects.exists()


def test_whose_people_were_shown_to_whom():
    organisation = OrganisationFactory()
    actor = SimpleNamespace(organisation_id=5, role="officer", ip="192.0.2.9")
    asked("/", lambda response: shows_people(response, organisation), actor=actor)
    seen = Viewing.objects.get()
    assert (seen.thing, seen.acting_organisation_id) == (str(organisation.public_id), 5)
    assert (seen.role, seen.ip) == ("officer", "192.0.2.9")


def test_what_cannot_be_written_down_is_not_shown(monkeypatch):
    def fails(**_fields):
        raise RuntimeError("full")

    monkeypatch.setattr(Viewing.objects, "create", fails)
    with pytest.raises(RuntimeError, match="full"):
        asked("/", lambda response: shows_file(response, BLOB))


def test_an_address_that_opens_a_door_is_not_kept():
    asked("/accounts/password/reset/key/1-set-secret/", lambda response: shows_file(response, BLOB))
    assert "secret" not in Viewing.objects.get().page
