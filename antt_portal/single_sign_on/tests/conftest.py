"""A provider that answers, known to the portal; a browser that goes there and back."""

import copy

import pytest
import requests
from django.conf import settings as configured
from django.core.cache import cache
from django.urls import reverse

from antt_portal.single_sign_on.tests.a_provider import Provider

ID = "co-quan"
LOGIN = f"/accounts/oidc/{ID}/login/"


@pytest.fixture
def provider(settings):
    cache.clear()
    provider = Provider()
    told = copy.deepcopy(configured.SOCIALACCOUNT_PROVIDERS)
    told["openid_connect"]["APPS"][0]["settings"]["server_url"] = provider.url
    settings.SOCIALACCOUNT_PROVIDERS = told
    yield provider
    provider.stop()


@pytest.fixture
def accepts(settings, provider):
    """Which words of the provider stand for our second factor."""

    def accept(**words):
        settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["second_factor"] = words

    return accept


class Browser:
    """The client goes to the provider and comes back with what it was given."""

    def __init__(self, client):
        self.client = client

    def out(self, path=LOGIN, **form):
        """To the provider's page, and the address it sends back to."""
        left = self.client.post(path, form)
        assert left.status_code == 302, left.content.decode()
        answer = requests.get(left.headers["Location"], allow_redirects=False, timeout=5)
        return answer.headers["Location"]

    def sign_in(self, path=LOGIN, **form):
        return self.client.get(self.out(path, **form))

    @property
    def user_id(self):
        return self.client.session.get("_auth_user_id")

    def home(self):
        return self.client.get(reverse("home"))


@pytest.fixture
def visitor(client, provider):
    return Browser(client)
