"""What every answer tells a browser, whatever the answer is; where no answer leads; how much a request may bring."""

from urllib.parse import urlencode

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse

from antt_portal.tests.matrix.row import POST
from antt_portal.tests.matrix.table import ROWS
from antt_portal.tests.matrix.world import World
from enterprises.due import feeds
from enterprises.tests.factories import UserFactory
from reports.tests.factories import OPENED

pytestmark = pytest.mark.django_db
ALWAYS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
MACHINES = {"bounces", "unsubscribe"}
FOREIGN = (
    *("https://xau.example/", "//xau.example", "///xau.example", "http:xau.example", "https:\\\\xau.example"),
    *("\\\\xau.example", "/\\xau.example", "javascript:alert(1)", "data:text/html,x", "\x00//xau.example"),
    *("https://testserver.xau.example/", "https://testserver@xau.example/", "/%0d%0aLocation:%20https://xau.example"),
)


@pytest.fixture
def world():
    return World()


@pytest.fixture
def secured(settings):
    """As in production, where a proxy in front speaks TLS."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    return Client(raise_request_exception=False)


def broken(*_args, **_kwargs):
    raise RuntimeError("made to fail")


@pytest.fixture
def answers(world, secured, monkeypatch):
    """One of each kind of answer, by name."""

    def get(address, persona="anonymous", **options):
        secured.logout()
        world.enter(secured, persona)
        response = secured.get(address, secure=True, **options)
        if response.streaming:
            list(response.streaming_content)
        return response

    token = feeds.make(by=world.filing.editor, at=OPENED)
    report = reverse("reports:report", args=[world.report.public_id])
    found = {
        "anonymous": get(reverse("account_login")),
        "signed in": get("/", "editor"),
        "led to the sign-in": get(report),
        "fragment": get(reverse("search"), "officer", data={"q": "thử"}, headers={"HX-Request": "true"}),
        "file": get(reverse("reports:evidence-file", args=[world.evidence.public_id]), "editor"),
        "preview": get(reverse("reports:evidence-preview", args=[world.evidence.public_id]), "editor"),
        "feed": get(reverse("enterprises:calendar-feed", args=[token])),
        "not found": get("/khong-co-trang-nay/", "editor"),
        "forbidden": get(reverse("reports:queue"), "editor"),
        "bad request": secured.post("/i18n/setlang/", b"x" * 6_000_000, content_type="text/plain", secure=True),
    }
    monkeypatch.setattr("reports.views.queue.render", broken)
    found["broken"] = get(reverse("reports:queue"), "officer")
    return found


def test_every_answer_carries_every_header(answers):
    statuses = {name: response.status_code for name, response in answers.items()}
    expected = {"led to the sign-in": 302, "not found": 404, "forbidden": 403, "broken": 500}
    assert statuses == dict.fromkeys(statuses, 200) | expected | {"bad request": statuses["bad request"]}
    for name, response in answers.items():
        assert {key: response.headers.get(key) for key in ALWAYS} == ALWAYS, name
        permissions = response["Permissions-Policy"]
        assert all(f"{one}=()" in permissions for one in ("camera", "microphone", "geolocation", "payment", "usb")), (
            name
        )
        assert "publickey-credentials" not in permissions, name  # passkeys stay possible
        assert not [key for key in response.headers if key.startswith("Access-Control-")], name
        kind = response.get("Content-Type", "")
        assert not kind.startswith("text/") or "charset=utf-8" in kind, name


def test_no_browser_keeps_what_somebody_signed_in_was_given(answers):
    """Nor the answers that are no page; what says itself how it may be kept is left alone."""
    given = ("signed in", "fragment", "file", "preview", "not found", "forbidden", "broken")
    told = {name: answers[name].get("Cache-Control") for name in given}
    assert told == dict.fromkeys(given, "private, no-store")
    assert answers["feed"]["Cache-Control"] == "private, no-cache"


def test_what_everybody_may_have_may_be_kept(client):
    assert "Cache-Control" not in client.get(reverse("account_reset_password_done"))
    client.force_login(UserFactory())
    assert "public" in client.get(reverse("api-openapi"))["Cache-Control"]


def test_no_policy_lets_a_page_run_what_it_did_not_bring(answers):
    for name, response in answers.items():
        rules = dict(rule.strip().partition(" ")[::2] for rule in response["Content-Security-Policy"].split(";"))
        assert rules["default-src"] == "'none'", name
        assert rules["frame-ancestors"] == rules["base-uri"] == "'none'", name
        assert rules.get("object-src", "'none'") == "'none'", name
        scripts = rules.get("script-src", "")
        assert "unsafe" not in scripts, name
        assert "*" not in response["Content-Security-Policy"], name


def test_two_pages_have_two_nonces(client):
    policies = {client.get(reverse("account_login"))["Content-Security-Policy"] for _time in range(2)}
    assert len(policies) == 2 or not any("nonce-" in one for one in policies)


def test_cookies_go_over_tls_only_and_no_script_reads_the_session(answers):
    cookies = [cookie for response in answers.values() for cookie in response.cookies.values()]
    assert cookies
    assert all(cookie["secure"] and cookie["samesite"] == "Lax" for cookie in cookies)
    assert all(cookie["httponly"] for cookie in cookies if cookie.key == portal.SESSION_COOKIE_NAME)


def test_without_tls_people_are_led_on_and_programs_refused(secured):
    """Nor does anything happen for a program whose word went through the open."""
    feed = reverse("enterprises:calendar-feed", args=["khoa"])
    programs = [secured.get("/api/v1/organisations"), secured.get(feed), secured.post(reverse("bounces"))]
    assert [(answer.status_code, answer.get("Location")) for answer in programs] == [(403, None)] * 3
    for page in (reverse("account_login"), reverse("home"), "/khong-co/"):
        assert secured.get(page)["Location"] == f"https://testserver{page}"


def test_nobody_is_led_away_from_the_portal(client, world):
    language, choose = reverse("set_language"), reverse("choose-organisation")
    login, logout = reverse("account_login"), reverse("account_logout")
    led = []
    for target in FOREIGN:
        world.enter(client, "editor")
        answers = [
            client.post(language, {"language": "vi", "next": target}),
            client.post(choose, {"membership": "x", "next": target}),
            client.get(login, {"next": target}),
            client.post(f"{logout}?{urlencode({'next': target})}", {"next": target}),
        ]
        led += [(target, response["Location"]) for response in answers if not is_ours(response)]
    assert led == []


@pytest.mark.parametrize("target", ["24:00", "home", "../", "/" + "a" * 3000])
def test_a_way_on_that_is_no_address_leads_home(target, client):
    client.force_login(UserFactory())
    assert client.post(reverse("choose-organisation"), {"membership": "x", "next": target})["Location"] == "/"


def test_nothing_is_taken_without_the_word_of_a_form_of_ours(world):
    """Everything that is sent, but what machines send: they sign it, or hold a word of their own."""
    client = Client(enforce_csrf_checks=True)
    world.enter(client, "editor")
    made, answers = {}, {}
    for row in (row for row in ROWS if row.method == POST and row.name not in MACHINES):
        if row.args not in made:
            made[row.args] = row.args(world)
        response = client.post(reverse(row.name, args=made[row.args]), row.data(world))
        answers[row.name] = response.status_code, "403_csrf.html" in {one.name for one in response.templates}
    assert {name: answer for name, answer in answers.items() if answer != (403, True)} == {}
    assert len(answers) > 100


def is_ours(response) -> bool:
    """No host but ours, whichever way a browser reads it."""
    if response.status_code not in {301, 302, 303, 307, 308}:
        return True
    location = response["Location"].replace("\\", "/")
    return location.startswith("/") and not location.startswith("//") and "\n" not in location


def test_a_request_brings_no_more_than_it_may(client):
    many = {f"f{number}": "1" for number in range(portal.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert client.post(reverse("set_language"), many).status_code == 400
    large = {"language": "x" * (portal.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    assert client.post(reverse("set_language"), large).status_code == 400
