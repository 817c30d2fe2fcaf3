"""Nothing is wrong with the look of any page, for anybody, in any situation; and no page is forgotten."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from antt_portal.core.tests.page import visit as request_by
from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.situations import NOBODY, SITUATIONS, STRANGER
from enterprises.tests.factories import UserFactory, actor

# Sent by a button: there is nothing to look at. That they refuse a look is shown below.
ACTS = {
    *("choose-organisation", "set_language"),
    *(f"enterprises:organisation-{act}" for act in ("rename", "classify", "place", "leave", "applicability")),
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
    *("directives:delegation-grant", "directives:delegation-end"),
    *("directives:signing-key-assign", "directives:signing-key-retire"),
    *(f"reports:{act}" for act in ("open-report", "carry-forward", "submit", "use-confirm", "use-withdraw")),
    *(f"reports:answer-{act}" for act in ("confirm", "drop-kept")),
    *(f"reports:{act}" for act in ("evidence-add", "take", "assign", "bulk-assign", "decide-event", "ask-opinion")),
    *(f"reports:batch-{act}" for act in ("create", "propose", "send-back", "approve", "decide")),
    *("reports:recognition-remove", "reports:request-letter"),
}
FILES = {
    *(f"reports:{name}" for name in ("preview", "paper", "evidence-file", "evidence-preview", "decision-file")),
    *(f"directives:letter-{name}" for name in ("preview", "page", "enclosure")),
    *(f"directives:letter-{name}" for name in ("file", "file-page", "word", "edxml")),
    *("directives:register-volume", "directives:register-excel", "reports:letter-file"),
    "mfa_download_recovery_codes",
}
# A part of a page (looked at on that page), and addresses that only lead elsewhere.
PARTS = {"reports:answer-present", "directives:letter-beside", "directives:letter-names"}
ELSEWHERE = {"reports:current-year", "account_confirm_login_code"}
# What digital signatures are worth, the page of reports:evidence-signatures, about files of other rows.
SEEN_OF_OTHERS = {"reports:decision-signatures", "directives:letter-enclosure-signatures"}
# Seen with a second factor, in test_second_factor.py.
BEHIND_A_SECOND_FACTOR = {
    *("mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
}
NO_PAGES = ACTS | FILES | PARTS | ELSEWHERE | SEEN_OF_OTHERS | BEHIND_A_SECOND_FACTOR
DUMMIES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "2026", "str": "x", "slug": "letters"}


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
  faint.style.cssText = "color: #777; background: #888; width: 2000px";
}"""


def test_the_instrument_sees_what_is_wrong(browse):
    """Or an empty list would say nothing."""
    visit = browse()
    visit.go("verify")
    visit.page.evaluate(SPOIL)
    found = " ".join(findings(visit.page))
    for word in ("color-contrast", "image-alt", "360 px scrolls sideways", "1280 px, dark"):
        assert word in found
