"""Nothing is wrong with the look of any page, for anybody, in any situation; and no page is forgotten."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from antt_portal.api.catalogue import RESOURCES
from antt_portal.core.tests.page import visit as request_by
from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.situations import NOBODY, SITUATIONS, STRANGER
from enterprises.tests.factories import UserFactory, actor

# Sent by a button: there is nothing to look at. That they refuse a look is shown below.
ACTS = {
    *("choose-organisation", "set_language", "notices-read", "notice-again"),
    *(f"webhook-{act}" for act in ("add", "test", "secret", "switch")),
    *(f"import-{act}" for act in ("upload", "confirm", "drop")),
    *("api-token-make", "api-token-revoke"),
    *(f"enterprises:organisation-{act}" for act in ("rename", "classify", "place", "applicability")),
    *(f"enterprises:succession-{act}" for act in ("confirm", "drop")),
    *(f"enterprises:board-transfer-{act}" for act in ("offer", "take-over", "drop")),
    *(f"enterprises:contact-{act}" for act in ("add", "correct", "confirm", "end")),
    *(f"enterprises:invitation-{act}" for act in ("send", "resend", "revoke")),
    *(f"enterprises:{act}" for act in ("deadline-ask", "deadline-pause", "pause-end")),
    *(f"enterprises:{act}" for act in ("extension-decide", "extension-withdraw")),
    *(f"enterprises:calendar-feed-{act}" for act in ("make", "revoke")),
    *(f"enterprises:{act}" for act in ("calendar-day", "calendar-drop", "ladder-reset", "duty-verify", "duty-switch")),
    *(f"enterprises:duty-term-{act}" for act in ("done", "reopen")),
    *("enterprises:sessions-end", "enterprises:held-act-drop", "openid_connect_login"),
    *("breach-report", "breach-close"),
    *(f"directives:instrument-{act}" for act in ("publish", "edition", "retire")),
    "directives:obligation-drop",
    *(f"directives:letter-{act}" for act in ("take-over", "discard", "attach", "renounce", "detach")),
    *(f"directives:letter-version-{act}" for act in ("keep", "back")),
    "directives:letter-template-use",
    *(f"directives:letter-{act}" for act in ("submit", "approve", "pass-layout", "sign-paper", "seal", "scan")),
    *(f"directives:letter-{act}" for act in ("issue", "send-back")),
    *(
        "directives:letters-check",
        "directives:letters-sign",
        "directives:letters-send",
        "directives:register-reserve",
        "directives:register-skip",
    ),
    *("directives:incoming-file-keep", "directives:incoming-close"),
    *("directives:delegation-grant", "directives:delegation-end"),
    *("directives:signing-key-assign", "directives:signing-key-retire"),
    *(f"directives:forward-{act}" for act in ("send", "put-back", "sign", "invite")),
    *(f"directives:access-{act}" for act in ("send", "revoke", "code", "enter", "acknowledge", "leave")),
    "directives:assign-delivery",
    *("directives:coverage-nudge", "directives:forward-nudge"),
    *(f"reports:{act}" for act in ("open-report", "carry-forward", "submit", "use-confirm", "use-withdraw")),
    *(f"reports:answer-{act}" for act in ("confirm", "drop-kept", "nothing")),
    *(f"reports:{act}" for act in ("evidence-add", "take", "assign", "bulk-assign", "decide-event", "ask-opinion")),
    *(f"reports:batch-{act}" for act in ("create", "propose", "send-back", "approve", "decide")),
    *("reports:recognition-remove", "reports:request-letter"),
    *(f"reports:incident-{act}" for act in ("follow", "say", "decide", "close", "reopen", "add-files")),
    *(f"reports:campaign-{act}" for act in ("confirm", "open", "close", "step-add", "step", "shift-add", "shift-drop")),
    "reports:campaign-day-compile",
    *(f"reports:rollup-{act}" for act in ("moment", "freeze", "compose", "unquote", "withdraw")),
}
FILES = {
    *("import-template", "reports:year-bundle"),
    *(f"reports:{name}" for name in ("preview", "paper", "evidence-preview", "decision-file")),
    *(f"directives:letter-{name}" for name in ("preview", "page", "enclosure")),
    *(f"directives:letter-{name}" for name in ("file", "file-page", "word", "edxml")),
    *(f"directives:incoming-{name}" for name in ("volume", "excel", "file")),
    *("directives:register-volume", "directives:register-excel", "reports:letter-file"),
    *("directives:forward-preview", "directives:covering-letter"),
    *("directives:coverage-excel", "directives:coverage-pdf"),
    *("directives:delivery-file", "directives:acknowledgement-proof"),
    *("directives:hand-over-slip", "directives:hand-over-file", "directives:access-file", "directives:access-proof"),
    *("reports:campaign-excel", "reports:campaign-pdf"),
    *("enterprises:overdue-excel", "enterprises:calendar-feed", "enterprises:succession-file"),
    "enterprises:board-transfer-file",
    *("reports:incident-file", "reports:incident-picture", "mfa_download_recovery_codes"),
}
MACHINES = {  # asked by programs
    *("healthz", "metrics", "bounces"),
    *("api-openapi", "api-token", "api-submission"),
    *(f"api-{name}" for one in RESOURCES for name in (one.many, one.one)),
}
# A part of a page (looked at on that page), and addresses that only lead elsewhere.
PARTS = {"reports:answer-present", "directives:letter-beside", "directives:letter-names", "directives:direct-names"}
ELSEWHERE = {
    "notice",
    "reports:current-year",
    "reports:request",
    "enterprises:own-contacts",
    "account_confirm_login_code",
    "usersessions_list",
    "mfa_login_webauthn",
}
# What digital signatures are worth, the page of reports:evidence-signatures, about files of other rows.
SEEN_OF_OTHERS = {"reports:decision-signatures", "directives:letter-enclosure-signatures"}
# Seen with a second factor, in test_second_factor.py.
BEHIND_A_SECOND_FACTOR = {
    *("mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_reauthenticate_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "enterprises:held-act"),
}
NO_PAGES = MACHINES | ACTS | FILES | PARTS | ELSEWHERE | SEEN_OF_OTHERS | BEHIND_A_SECOND_FACTOR
ANY_ID = "00000000-0000-4000-8000-000000000000"
DUMMIES = {"uuid": ANY_ID, "secret": ANY_ID, "int": "2026", "str": "x", "slug": "letters"}


def routes(resolver, before="", namespaces=()):
    """Every address by its name, its variable parts filled with dummies."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route, (*namespaces, entry.namespace) if entry.namespace else namespaces)
        elif isinstance(entry, URLPattern):
            yield ":".join((*namespaces, entry.name)), re.sub(r"<(\w+):\w+>", lambda part: DUMMIES[part[1]], route)


ROUTES = dict(routes(get_resolver()))


def test_every_page_is_looked_at():
    seen = {sight.name for situation in SITUATIONS for sight in situation.sights}
    assert seen == set(ROUTES) - NO_PAGES
    assert set(ROUTES) >= NO_PAGES


@pytest.mark.parametrize("name", sorted(ACTS - {"set_language"}))
def test_an_act_is_no_page(name, db, client):
    client.force_login(actor("editor").user, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(f"/{ROUTES[name]}").status_code == 405


def enter(visit, who, situation):
    visit.speak(situation.language)
    if who == NOBODY:
        visit.sign_in_quickly(UserFactory())
    elif who != STRANGER:
        visit.become(situation.scene.somebody(who))
    return visit


@pytest.mark.parametrize("kind", SITUATIONS, ids=lambda kind: kind.__name__.lower())
def test_nothing_is_wrong_with_any_page(kind, scene, browse):
    situation, visits, found = kind(scene), {}, []
    for sight in kind.sights:
        visit = visits[sight.who] = visits.get(sight.who) or enter(browse(), sight.who, situation)
        path = reverse(sight.name, args=sight.args(situation))
        with visit.expecting(sight.status):
            answered = visit.open(path + sight.query)
        assert (answered.status, visit.path) == (sight.status, path)
        found += findings(visit.page)
    assert found == []


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "500.html"])
def test_nothing_is_wrong_with_pages_of_things_gone_wrong(template, browse):
    visit = browse()
    request = request_by("/")
    body = render_to_string(template, {}, request if template != "500.html" else None)
    visit.page.route("**/gone-wrong", lambda route: route.fulfill(body=body, content_type="text/html"))
    visit.open("/gone-wrong")
    assert findings(visit.page) == []


SPOIL = """() => {
  const faint = document.querySelector("main").appendChild(document.createElement("p"));
  faint.textContent = "mờ";
  faint.append(document.createElement("img"));
  document.querySelector("main").appendChild(document.createElement("form")).method = "post";
  faint.style.cssText = "color: #777; background: #888; width: 2000px";
}"""


def test_the_instrument_sees_what_is_wrong(browse):
    """Or an empty list would say nothing."""
    visit = browse()
    visit.go("verify")
    visit.page.evaluate(SPOIL)
    found = " ".join(findings(visit.page))
    for word in ("color-contrast", "image-alt", "360 px scrolls sideways", "1280 px, dark", "would refuse"):
        assert word in found
