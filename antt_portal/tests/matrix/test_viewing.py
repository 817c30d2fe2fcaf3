"""Whoever is handed a stored file, or shown how somebody is reached, is written down before the answer is sent."""

from django.urls import reverse

from antt_portal.core.models import Viewing, ViewingKind
from antt_portal.tests.matrix.row import GET
from antt_portal.tests.matrix.table import ROWS

FILES = {
    "directives:covering-letter",
    "directives:delivery-file",
    "directives:hand-over-file",
    "directives:incoming-file",
    "directives:letter-enclosure",
    "directives:letter-file",
    "reports:evidence-file",
    "reports:incident-file",
    "reports:incident-picture",
    "reports:paper",
}
PEOPLE = {
    "directives:hand-over",
    "enterprises:contacts",
    "enterprises:contacts-waiting",
    "enterprises:organisation",
    "outbox",
    "reports:campaign",
}
LOOKED_AT = [row for row in ROWS if row.method == GET and row.ok and row.name in FILES | PEOPLE]


def test_every_page_that_shows_people_or_a_file_is_written_down(world, client):
    """In one world, which takes longest to make."""
    for row in LOOKED_AT:
        before = Viewing.objects.count()
        _ask(client, world, row, row.ok[0])
        kind = ViewingKind.FILE if row.name in FILES else ViewingKind.PEOPLE
        seen = Viewing.objects.order_by("-pk").first()
        assert (row.name, Viewing.objects.count() - before, seen.kind) == (row.name, 1, kind)
        assert (seen.user_id, seen.board_id, bool(seen.role)) == (client.user_id, world.board.pk, True)
    assert {row.name for row in LOOKED_AT} == FILES | PEOPLE


def test_whoever_is_refused_has_seen_nothing(world, client):
    for row in LOOKED_AT:
        _ask(client, world, row, "without_organisation")
    assert not Viewing.objects.exists()


def _ask(client, world, row, persona):
    client.logout()
    world.enter(client, persona)
    client.user_id = int(client.session["_auth_user_id"])
    b"".join(client.get(reverse(row.name, args=row.args(world))))
