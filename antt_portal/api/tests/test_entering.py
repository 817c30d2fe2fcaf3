"""Who gets in, how often, and what is said to whoever does not."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from antt_portal.api.models import ApiToken, Scope
from antt_portal.api.tests.programs import V1, program
from antt_portal.api.tokens import revoke
from antt_portal.core import clock
from enterprises.models import Organisation, Role
from enterprises.tests.factories import OrganisationFactory, actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return OrganisationFactory()


def said(answer):
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["type"].endswith(f"/api/#{problem['code']}")
    return answer.status_code, problem["code"]


def test_a_token_opens_what_it_is_for(own):
    reads = program(own, Scope.ORGANISATIONS)
    answer = reads.get("organisations")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert said(reads.get("reports")) == (403, "insufficient-scope")
    assert 'scope="reports:read"' in reads.get("reports").headers["WWW-Authenticate"]


@pytest.mark.parametrize("header", ["", "Bearer ", "Basic eDp5", "Bearer antt_nobody-ever-made-this-token-0000000000"])
def test_without_a_token_nothing_opens(own, header):
    answer = Client().get(f"{V1}organisations", headers={"Authorization": header})
    assert said(answer) == (401, "unauthorised")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_in_the_address_is_none(own):
    secret = program(own).secret
    for name in ("access_token", "token", "api_key"):
        assert Client().get(f"{V1}organisations", {name: secret}).status_code == 401


def test_a_revoked_and_an_expired_token_open_nothing(own):
    revoked, expired = program(own), program(own)
    revoke(revoked.token, by=actor(Role.HEAD, own), at=clock.now())
    ApiToken.objects.filter(pk=expired.token.pk).update(expires_on=clock.today() - timedelta(days=1))
    assert said(revoked.get("organisations")) == said(expired.get("organisations")) == (401, "unauthorised")


def test_whoever_is_signed_in_is_nobody_here(own, client):
    client.force_login(actor(Role.HEAD, own).user)
    answer = client.get(f"{V1}organisations")
    assert said(answer) == (401, "unauthorised")
    assert not answer.cookies
    assert answer.headers["Vary"] == "Authorization"


def test_without_tls_nothing_is_answered_nor_led_on(own, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert said(program(own).get("organisations")) == (403, "https-only")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(own, method):
    answer = program(own).get("organisations", method=method)
    assert said(answer) == (405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_head_says_what_get_would_and_options_what_there_is(own):
    reads = program(own)
    whole, head, options = (reads.get("organisations", method=name) for name in ("get", "head", "options"))
    assert head.content == b""
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(whole.content))
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("path", ["nothing", "organisations/1", "organisations/", "organisations/x/y"])
def test_an_address_that_leads_nowhere_is_a_problem_too(own, path):
    assert said(program(own).get(path)) == (404, "not-found")


def test_an_error_nobody_expected_is_a_problem_too(own, monkeypatch):
    reads, client = program(own), Client(raise_request_exception=False)
    monkeypatch.setattr(Organisation.objects.__class__, "reachable_by", lambda *_: 1 / 0)
    assert said(reads.get("organisations", client=client)) == (500, "server-error")


def test_more_than_so_many_a_minute_have_to_wait(own, settings, monkeypatch):
    settings.API_REQUESTS_PER_MINUTE = 2
    at = clock.now().replace(second=20)
    monkeypatch.setattr(clock, "now", lambda: at)
    reads, other = program(own), program(own)
    cache.delete_many([f"api:{one.token.pk}:{at:%Y%m%d%H%M}" for one in (reads, other)])
    first, _second, third = (reads.get("token") for _ in range(3))
    assert [first.headers[f"RateLimit-{name}"] for name in ("Limit", "Remaining", "Reset")] == ["2", "1", "40"]
    assert said(third) == (429, "too-many-requests")
    assert third.headers["Retry-After"] == "40"
    assert other.get("token").status_code == 200


def test_its_last_use_is_written_once_a_minute_with_all_requests_counted(own, monkeypatch):
    at = clock.now()
    reads = program(own)
    cache.delete(f"api-uses:{reads.token.pk}")
    for seconds in (0, 1, 2, 61):
        monkeypatch.setattr(clock, "now", lambda seconds=seconds: at + timedelta(seconds=seconds))
        reads.get("token")
        reads.token.refresh_from_db()
        if seconds == 2:
            assert (reads.token.last_used_at, reads.token.request_count) == (at, 1)
    assert (reads.token.last_used_at, reads.token.request_count) == (at + timedelta(seconds=61), 4)


def test_a_token_says_what_it_may(own):
    reads = program(own, Scope.REPORTS)
    said = reads.get("token").json()
    assert said["organisation"] == {"id": str(own.public_id), "name": own.name}
    assert (said["scopes"], said["requests_per_minute"]) == (["reports:read"], 120)
