"""A directive and its items are found by whoever got it, once it was sent, and by nobody it has not reached."""

from datetime import date

import pytest

from antt_portal.search.asking import read
from antt_portal.search.sources import sources_of
from directives.asking.directing import Asked, Line
from directives.models import Delivery, Group, Way
from directives.tests.audiences import ITEM, issued, scene

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def found(typed, person, kind):
    source = next(one for one in sources_of(person) if one.kind == kind)
    return [source.hit(row) for row in source.found(read(typed), person, TODAY)]


@pytest.fixture
def town():
    """A directive straight to the investors, which they have not forwarded to their tenants."""
    made = scene(tenants=1)
    made.directive = issued(made)
    made.letter = made.directive.letter
    return made


def person_of(made, organisation):
    return made.people[organisation.pk][0]


@pytest.mark.parametrize(
    "how", ["{number}/{symbol}", "{number}", "số {number} {symbol}", "an ninh, trật tự", "tăng cường"]
)
def test_a_directive_is_found_by_who_got_it(town, how):
    town.letter.refresh_from_db()
    typed = how.format(number=town.letter.number, symbol=town.letter.symbol)
    investor = person_of(town, town.investors[0])
    (hit,) = found(typed, investor, "received")
    assert hit.url == Delivery.objects.get(organisation=investor.organisation).get_absolute_url()
    assert found(typed, person_of(town, town.tenants[0][0]), "received") == []
    assert "received" not in {one.kind for one in sources_of(town.office.officer)}


def test_the_items_of_a_directive_lead_to_the_delivery_of_who_looks(town):
    investor = person_of(town, town.investors[0])
    (hit,) = found("camera", investor, "obligations")
    assert hit.url == Delivery.objects.get(organisation=investor.organisation).get_absolute_url()
    (hit,) = found("camera", town.office.officer, "obligations")
    assert hit.url == town.letter.get_absolute_url()
    assert found("camera", person_of(town, town.tenants[0][0]), "obligations") == []


def test_an_item_for_investors_is_not_found_by_tenants():
    made = scene(tenants=1)
    issued(made, lines=[Line(group=Group.INVESTORS), Line(group=Group.TENANTS, way=Way.DIRECT)])
    tenant = person_of(made, made.tenants[0][0])
    assert len(found("camera", tenant, "obligations")) == 1
    assert len(found("chuyển tiếp", person_of(made, made.investors[0]), "obligations")) == 1
    assert found("chuyển tiếp", tenant, "obligations") == []


def test_many_items_cost_no_more_queries_than_one(town, django_assert_num_queries):
    person = person_of(town, town.investors[0])
    items = [Asked(text=ITEM, title=f"Rà soát {number}") for number in range(4)]
    issued(town, asked=items, lines=[Line(group=Group.INVESTORS)])
    with django_assert_num_queries(3):  # what was delivered, its items, and what is found of them
        assert len(found("camera", person, "obligations")) == 5
