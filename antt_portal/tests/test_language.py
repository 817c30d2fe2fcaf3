import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_stranger_changes_the_language_and_stays_on_the_page(client):
    door = reverse("account_login") + "?next=/evidence/"
    response = client.post(reverse("set_language"), {"language": "en", "next": door})
    assert response.headers["Location"] == door
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert '<html lang="en">' in client.get(door).content.decode()


def test_another_site_cannot_be_the_way_back(client):
    response = client.post(reverse("set_language"), {"language": "en", "next": "https://evil.example/"})
    assert response.headers["Location"] == "/"
