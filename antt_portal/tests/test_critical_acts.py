"""Which acts ask who is there (decision 91): these, and no page forgets it."""

import time

import pytest
from django.urls import get_resolver, reverse

from antt_portal.core import proof
from antt_portal.tests.matrix.test_matrix import addresses
from enterprises.models import Role
from enterprises.tests.factories import actor

ACTS = {
    *(f"directives:letter-{act}" for act in ("sign", "sign-paper", "number", "seal", "issue")),
    *("directives:letters-sign", "directives:letters-send", "directives:forward-sign"),
    *("directives:register-reserve", "directives:register-skip"),
    *("directives:delegation-grant", "directives:delegation-end"),
    *("directives:signing-key-assign", "directives:signing-key-retire"),
    *("reports:batch-approve", "reports:batch-decide", "reports:recognition-revoke"),
    *("enterprises:membership-end", "enterprises:succession-confirm"),
    *(f"enterprises:board-transfer-{act}" for act in ("offer", "take-over")),
    *("api-token-make", "api-token-revoke"),
    *("import-confirm", "enterprises:second-factor-reset", "enterprises:membership-sessions-end"),
    *(f"enterprises:invitation-{act}" for act in ("send", "resend", "revoke")),
}


def views(resolver, namespaces=()):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from views(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces)
        else:
            yield ":".join((*namespaces, entry.name or "")), entry.callback


def test_these_acts_ask_who_is_there_and_no_other_does():
    assert {name for name, view in views(get_resolver()) if hasattr(view, "asks_who")} == ACTS
    assert set(addresses(get_resolver())) >= ACTS


@pytest.mark.django_db
def test_a_signature_waits_for_a_proof(client):
    leader = actor(Role.LEADER)
    client.force_login(leader.user)
    session = client.session
    session[proof.KEY] = time.time() - proof.GOOD_FOR_SECONDS
    session.save()
    answer = client.post(reverse("directives:letters-sign"), {"letter": "x"})
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
