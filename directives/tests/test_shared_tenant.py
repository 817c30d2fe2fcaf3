"""A tenant in the zones of two investors: one delivery, two routes, and what each investor has to do with it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from directives.coverage.omissions import omissions, to_forward
from directives.forwarding.deadlines import count_through
from directives.models import Delivery, Forwarding, Nudge
from directives.tests.audiences import ISSUED, issued, scene
from directives.tests.forwardings import forwarded, investor_of, own_delivery
from directives.views.own_coverage import sent_on

pytestmark = pytest.mark.django_db
LATER = ISSUED + timedelta(days=10)


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def directive(made):
    """Forwarded by the first investor to all of its tenants, by the second to nobody."""
    directive = issued(made)
    made.forwarding = forwarded(made, directive)
    return directive


def waits_for(directive):
    return {one.who: one.count for one in omissions(directive, at=LATER)}


def test_what_one_investor_forwarded_is_no_omission_of_the_other(made, directive):
    assert made.investors[0] not in waits_for(directive)
    assert waits_for(directive)[made.investors[1]] == len(made.tenants[1])
    assert [one.organisation for one in to_forward(directive, at=LATER)] == [made.investors[1]]


def test_both_are_named_while_nobody_forwarded(made):
    directive = issued(made)
    with_shared = len(made.tenants[0]) + 1
    assert {one: waits_for(directive)[one] for one in made.investors} == dict.fromkeys(made.investors, with_shared)


def test_the_second_still_has_its_own_way_to_go(made, directive):
    """Its covering letter and its day to forward by are its own."""
    assert count_through(directive, made.investors[1]) == (3, 3)
    assert count_through(directive, made.investors[0]) == (3, 0)


def test_whoever_has_not_forwarded_reminds_nobody_of_the_others(made, directive, client):
    own = own_delivery(directive, made.investors[1])
    assert not sent_on(own).exists()
    client.force_login(investor_of(made, 1).user)
    client.post(reverse("directives:forward-nudge", args=[own.public_id]))
    assert not Nudge.objects.exists()
    client.force_login(investor_of(made, 0).user)
    client.post(reverse("directives:forward-nudge", args=[own_delivery(directive, made.investors[0]).public_id]))
    assert {one.organisation for one in Nudge.objects.all()} == {*made.tenants[0], made.both}


def test_the_covering_letter_of_one_is_for_its_tenants_and_not_for_the_other_investor(made, directive):
    def sees(organisation):
        return made.forwarding in Forwarding.objects.visible_to(made.people[organisation.pk][0])

    assert [sees(one) for one in (made.investors[0], made.both, made.tenants[0][0])] == [True] * 3
    assert [sees(one) for one in (made.investors[1], made.tenants[1][0])] == [False] * 2


def test_forwarded_by_both_it_is_one_delivery_with_the_time_of_the_first(made, directive):
    first = Delivery.objects.get(directive=directive, organisation=made.both)
    forwarded(made, directive, 1)
    again = Delivery.objects.get(directive=directive, organisation=made.both)
    assert (again.sent_at, again.routes.filter(sent_at__isnull=False).count()) == (first.sent_at, 2)
    assert {one.forwarding.organisation for one in again.routes.all()} == set(made.investors)
