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


@pytest.mark.parametrize("cookie", [None, "xx", "en-GB"])
def test_the_browser_does_not_choose_the_language(client, cookie):
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    page = client.get(reverse("account_login"), headers={"Accept-Language": "en-GB,en"})
    assert '<html lang="vi">' in page.content.decode()
    assert page["Content-Language"] == "vi"
