"""What somebody tried and was refused, and how they proved who they are, is in the log: who, from where, what."""

import pytest
import structlog
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from structlog.testing import capture_logs

from antt_portal.settings import base
from antt_portal.tests.journeys.codes import code
from enterprises.models import Invitation, Role
from enterprises.tests.factories import TOTP_SECRET, ContactFactory, UserFactory, actor, give_second_factor
from enterprises.views import feeds
from reports.tests.factories import Filing

pytestmark = pytest.mark.django_db
PASSWORD, WRONG, NEW = "mat-khau-thu-2026", "sai-mat-khau-2026", "mat-khau-moi-2027"
WHERE = "198.51.100.20"


@pytest.fixture
def lines():
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as written:
        yield written


@pytest.fixture
def filing():
    return Filing().fill()


@pytest.fixture
def person():
    user = actor(Role.HEAD).user
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def browser(user=None, **more):
    client = Client(REMOTE_ADDR=WHERE, **more)
    if user:
        client.force_login(user)
    return client


def of_requests(lines):
    return [line for line in lines if line["event"] == "request_finished"]


def sign_in(client, user, password):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def events(lines):
    """What happened, to whom and by what, without the lines of requests."""
    said = [line for line in lines if line["event"] != "request_finished"]
    assert {line["ip"] for line in said} <= {WHERE}
    assert all(line["request_id"] for line in said)
    return [(line["event"], line.get("user_id"), line.get("by")) for line in said]


def test_a_refusal_says_who_and_where(filing, lines):
    queue = reverse("reports:queue")
    browser(filing.editor.user).get(queue)
    (line,) = of_requests(lines)
    assert (line["code"], line["user_id"], line["ip"]) == (403, filing.editor.user.pk, WHERE)
    assert (line["request"], line["log_level"]) == (f"GET {queue}", "warning")


def test_who_asks_for_what_is_not_theirs_is_named(filing, lines):
    stranger = actor(Role.EDITOR).user
    browser(stranger).get(filing.report.get_absolute_url())
    (line,) = of_requests(lines)
    assert (line["code"], line["user_id"], line["ip"]) == (404, stranger.pk, WHERE)
    assert str(filing.report.public_id) in line["request"]


def test_an_address_that_somebody_claims_is_not_where_they_are(lines, settings):
    settings.TRUSTED_PROXIES = 1
    browser(headers={"X-Forwarded-For": "192.0.2.9, 203.0.113.7"}).get("/khong-co")
    assert of_requests(lines)[0]["ip"] == "203.0.113.7"


def test_a_form_that_is_not_ours_is_in_the_log(filing, lines):
    client = browser(filing.editor.user, enforce_csrf_checks=True)
    client.post(reverse("choose-organisation"), {"membership": "x"})
    (line,) = of_requests(lines)
    assert (line["code"], line["user_id"], line["ip"]) == (403, filing.editor.user.pk, WHERE)


def test_trying_too_often_is_in_the_log(lines, monkeypatch):
    monkeypatch.setattr(feeds, "READS_PER_MINUTE", 0)
    browser().get(reverse("enterprises:calendar-feed", args=["khong-co"]))
    (line,) = of_requests(lines)
    assert (line["code"], line["ip"]) == (429, WHERE)


def test_what_a_form_does_not_take_is_in_the_log(person, lines):
    head = person.memberships.get()
    client = browser(person)
    client.post(reverse("enterprises:contact-add", args=[head.organisation.public_id]), {"email": "khong-phai-dia-chi"})
    (line,) = of_requests(lines)
    assert (line["code"], line["user_id"], line["ip"]) == (422, person.pk, WHERE)


def test_an_act_at_the_wrong_moment_is_in_the_log_though_it_only_leads_back(person, lines):
    contact = ContactFactory(organisation=person.memberships.get().organisation)
    client, address = browser(person), reverse("enterprises:invitation-send", args=[contact.public_id])
    for _time in range(2):
        client.post(address, {"role": "head"})
    assert Invitation.objects.count() == 1
    done, refused = of_requests(lines)
    assert "refused" not in done
    assert (refused["code"], refused["refused"], refused["user_id"]) == (302, True, person.pk)


def test_a_sign_in_its_failures_and_its_end_are_in_the_log(person, lines):
    client = browser()
    sign_in(client, person, WRONG)
    sign_in(client, UserFactory.build(email="khong-co@vidu.example"), WRONG)
    sign_in(client, person, PASSWORD)
    client.post(reverse("account_logout"))
    assert events(lines) == [
        ("proof_failed", person.pk, "password"),
        ("proof_failed", None, "password"),
        ("proved", person.pk, "password"),
        ("signed_in", person.pk, None),
        ("signed_out", person.pk, None),
    ]
    assert not any(secret in repr(lines) for secret in (PASSWORD, WRONG, person.email, "khong-co@"))


def test_so_are_the_steps_of_a_second_factor(person, lines):
    give_second_factor(person)
    client = browser()
    sign_in(client, person, PASSWORD)
    shown = code(TOTP_SECRET)
    for typed in ("000000", shown):
        client.post(reverse("mfa_authenticate"), {"code": typed})
    assert events(lines) == [
        ("proved", person.pk, "password"),
        ("proof_failed", person.pk, "totp"),
        ("proved", person.pk, "totp"),
        ("signed_in", person.pk, None),
    ]
    assert shown not in repr([line.get("request") for line in lines])


def test_so_is_who_changes_password_or_factors(person, lines):
    give_second_factor(person)
    client = browser(person)
    lines.clear()
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), typed)
    client.post(reverse("mfa_deactivate_totp"))
    assert events(lines) == [("password_changed", person.pk, None), ("second_factor_changed", person.pk, None)]
    assert not any(secret in repr(lines) for secret in (PASSWORD, NEW))


def test_so_is_who_is_not_asked_any_more(person, lines, settings):
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    cache.clear()
    client = browser()
    for _time in range(6):
        sign_in(client, person, WRONG)
    assert events(lines)[-2:] == [("proof_failed", person.pk, "password"), ("sign_in_stopped", None, None)]
    cache.clear()
