"""Providers come from the environment: whole, over TLS, and none of it is there without one."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from antt_portal.settings import oidc

GOOD = {
    "id": "thai-binh",
    "name": "SSO thử",
    "server_url": "https://sso.example.gov.vn/realms/a",
    "client_id": "a",
    "secret": "b",
}
PROGRAM = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, reverse
try:
    address = reverse("openid_connect_login", args=["thai-binh"])
except NoReverseMatch:
    address = ""
forms = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]
print(apps.is_installed("allauth.socialaccount"), address, len(settings.OIDC_PROVIDERS), *forms[1:])
"""


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"id": "Thái Bình"},
        {"secret": None},
        {"server_url": "http://sso.example.gov.vn"},
        {"server_url": "sso.example.gov.vn"},
    ],
    ids=str,
)
def test_one_that_is_not_whole_is_refused_at_the_start(wrong):
    with pytest.raises(ImproperlyConfigured, match="OIDC_PROVIDERS"):
        oidc.checked([{**GOOD, **wrong}])


@pytest.mark.parametrize("wrong", [{}, "x", [GOOD, GOOD], [1]], ids=str)
def test_what_is_no_list_of_different_providers_is_refused(wrong):
    with pytest.raises(ImproperlyConfigured, match="OIDC_PROVIDERS"):
        oidc.checked(wrong)


def test_a_form_may_lead_to_every_page_a_provider_has():
    other = {**GOOD, "id": "khac", "origins": ["https://dang-nhap.example.gov.vn"]}
    assert oidc.origins([GOOD, other]) == ["https://dang-nhap.example.gov.vn", "https://sso.example.gov.vn"]


@pytest.mark.parametrize(
    ("providers", "said"),
    [
        ([], "False  0"),
        ([GOOD], "True /accounts/oidc/thai-binh/login/ 1 https://sso.example.gov.vn"),
    ],
)
def test_nothing_of_it_is_loaded_without_a_provider(providers, said):
    environment = {"PATH": os.environ["PATH"], "OIDC_PROVIDERS": json.dumps(providers)}
    environment |= {"DJANGO_SETTINGS_MODULE": "antt_portal.settings.demo", "PYTHONPATH": str(settings.ROOT)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == (said, 0), done.stderr
