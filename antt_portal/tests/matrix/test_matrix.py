"""The permission matrix: every address × everybody agrees with ``table.ROWS``."""

from collections import Counter

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from antt_portal.tests.matrix.table import ALLAUTH_PREFIXES, ROWS
from antt_portal.tests.matrix.world import ANONYMOUS, EVERYBODY, NOBODY


def addresses(resolver, namespaces=()):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from addresses(entry, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join((*namespaces, entry.name or str(entry.pattern)))


def test_every_address_has_a_row_and_every_row_an_address():
    ours = {name for name in addresses(get_resolver()) if not name.startswith(ALLAUTH_PREFIXES)}
    assert ours == {row.name for row in ROWS}


def test_no_row_stands_twice():
    assert [row for row, times in Counter(row.id for row in ROWS).items() if times > 1] == []


def test_everybody_in_the_table_exists():
    assert {name for row in ROWS for name in (*row.ok, *row.forbidden)} <= set(EVERYBODY)


def said(response) -> str:
    """The answer as the table words it."""
    if response.status_code in {401, 403, 404}:
        return str(response.status_code)
    target = response.headers.get("Location", "")
    if target.startswith(reverse("account_login")):
        return "sign-in"
    if target == reverse("no-organisation"):
        return "nobody"
    return "ok"


def sent(client, row, url, world):
    """The answer to one person; what the request changed is undone, so that the next finds the same world."""
    with transaction.atomic():
        response = getattr(client, row.method)(url, row.data(world))
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    return response


def expected(row, persona: str) -> str:
    if row.by_token:
        return "401"
    if persona in row.ok:
        return "ok"
    if persona in row.forbidden:
        return "403"
    if row.public:
        return "404"
    if persona in ANONYMOUS:
        return "sign-in"
    return "nobody" if persona in NOBODY else "404"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_the_table_holds(row, world, client):
    url = reverse(row.name, args=row.args(world))
    found, wanted = {}, {}
    for persona in EVERYBODY:
        client.logout()
        world.enter(client, persona)
        found[persona] = said(sent(client, row, url, world))
        wanted[persona] = expected(row, persona)
    assert found == wanted
