"""The log of requests: what opens a door stands in no line of it."""

import logging

import pytest
from django.test import Client
from structlog.testing import capture_logs

from antt_portal.core.request_log import shown_address

TOKEN = "yT0w-Kx_93bQm5sVfE2aLdPz7RgHnJcU1iXoW8tYkB4"
LINK = "5f0c6c1e-2f0b-4d43-9d5d-0b7f6d0f5a11"
SECRETS = {
    "invitation": (f"/invitation/{TOKEN}/", TOKEN),
    "copied without its end": (f"/invitation/{TOKEN}", TOKEN),
    "copied with the full stop": (f"/invitation/{TOKEN}/.", TOKEN),
    "new password": (f"/accounts/password/reset/key/1f-{TOKEN}/", TOKEN),
    "personal link": (f"/d/{LINK}/", LINK),
    "file of a personal link": (f"/d/{LINK}/files/letter/", LINK),
    "after signing in": (f"/accounts/login/?next=/invitation/{TOKEN}/", TOKEN),
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("address", "secret"), SECRETS.values(), ids=SECRETS)
def test_a_secret_of_an_address_is_in_no_line(client, address, secret, caplog):
    with capture_logs() as lines, caplog.at_level(logging.INFO):
        client.get(address)
    assert [line["event"] for line in lines] == ["request_finished"]
    assert secret not in repr(lines)
    assert secret not in caplog.text


def test_nor_in_the_line_about_a_form_from_elsewhere(caplog):
    Client(enforce_csrf_checks=True).post(f"/invitation/{TOKEN}/")
    assert "Forbidden" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"/reports/{LINK}/", f"/reports/{LINK}/"),
        ("/register/letter/2026.xlsx", "/register/letter/2026.xlsx"),
        (f"/invitation/{TOKEN}/", "/invitation/<str:token>/"),
        ("/khong-co", "/khong-co"),
        ("/khong-co/gi/", "/khong-co/…"),
    ],
)
def test_other_addresses_are_written_as_they_are(address, shown):
    assert shown_address(address) == shown


def test_of_a_question_only_the_names_are_written(client):
    with capture_logs() as lines:
        client.get("/search/", {"q": "Nguyễn Văn Mẫu", "page": "2"})
    assert lines[-1]["request"] == "GET /search/?q&page"
