"""No address takes the key of a row: keys are counted, and whoever sees one knows the next."""

import re

from django.urls import get_resolver, reverse

from antt_portal.tests.journeys.test_look import routes
from antt_portal.tests.matrix.table import ALLAUTH_PREFIXES
from enterprises.models import Role
from enterprises.tests.factories import actor

# Years, volumes of a year, and versions of one row that is named before.
COUNTED = {"year", "volume", "number"}
NUMBER = re.compile(r"<int:(\w+)>")


def addresses(resolver, before=""):
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from addresses(entry, route)
        else:
            yield entry.name, route


def test_an_address_names_rows_by_what_nobody_can_guess():
    ours = [(name, route) for name, route in addresses(get_resolver()) if not name.startswith(ALLAUTH_PREFIXES)]
    found = {(name, part) for name, route in ours for part in NUMBER.findall(route)}
    assert {name for name, part in found if part not in COUNTED} == set()
    assert {name for name, route in ours if re.search(r"\((?!\?:)|\\d", route)} == set()  # nor a pattern of digits


def test_a_versions_number_stands_behind_the_name_of_its_row():
    alone = [route for _name, route in addresses(get_resolver()) if "<int:number>" in route and "<uuid:" not in route]
    assert alone == []


def test_a_key_in_the_place_of_a_name_finds_nothing(db, client):
    head = actor(Role.HEAD)
    client.force_login(head.user)
    page = reverse("enterprises:people", args=[head.organisation.public_id])
    assert client.get(page).status_code == 200
    assert client.get(page.replace(str(head.organisation.public_id), str(head.organisation.pk))).status_code == 404


def test_the_walk_over_addresses_sees_all_of_them():
    assert len(list(addresses(get_resolver()))) == len(list(routes(get_resolver())))
