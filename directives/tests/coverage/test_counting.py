"""Coverage: every organisation of the audience counts, at any moment, by zone, investor and class."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.coverage.counting import (
    Counts,
    coverage,
    former_people_only,
    known,
    of_investor,
    together,
    without_account,
)
from directives.models import Delivery
from directives.tests.audiences import ISSUED, issued, scene
from enterprises.models import Membership

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = ISSUED + 10 * DAY


def reach(directive, organisation, **times):
    Delivery.objects.filter(directive=directive, organisation=organisation).update(**times)


def test_the_denominator_is_everybody_with_or_without_an_account():
    made = scene()
    found = coverage(issued(made), at=LATER)
    assert found.total.everybody == found.at_issue == len(made.everybody)
    assert found.total.sent == 3  # both investors, and the tenant in nobody's zone
    assert [(row.key, row.counts.everybody) for row in found.by_kind] == [("investor", 2), ("tenant", 6)]


def test_figures_of_a_moment_do_not_change_with_what_comes_later():
    made = scene()
    directive = issued(made)
    reach(directive, made.investors[0], opened_at=ISSUED + DAY, acknowledged_at=ISSUED + 3 * DAY)
    before = coverage(directive, at=ISSUED + 2 * DAY)
    reach(directive, made.tenants[0][0], sent_at=ISSUED + 4 * DAY, opened_at=ISSUED + 5 * DAY)
    assert coverage(directive, at=ISSUED + 2 * DAY) == before
    assert before.total == Counts(8, 3, 1, 1, 0, 0)
    assert coverage(directive, at=LATER).total == Counts(8, 4, 2, 2, 1, 0)


def test_paper_that_skips_the_opening_counts_on_every_rung_below():
    made = scene()
    directive = issued(made)
    reach(directive, made.tenants[0][0], sent_at=ISSUED, acknowledged_at=ISSUED + DAY)
    assert coverage(directive, at=LATER).total.opened == 1


def test_a_tenant_in_two_zones_counts_in_both_and_once_in_all():
    made = scene()
    directive = issued(made)
    found = coverage(directive, at=LATER)
    assert {row.key: row.counts.everybody for row in found.by_zone} == {zone.pk: 3 for zone in made.zones}
    assert {row.key: row.counts.everybody for row in found.by_investor} == {one.pk: 3 for one in made.investors}
    assert found.total.everybody == 8
    assert of_investor(directive, made.investors[0].pk, at=LATER).everybody == 3


def test_a_newcomer_is_counted_from_the_day_it_was_added():
    made = scene()
    directive = issued(made)
    Delivery.objects.filter(directive=directive, organisation=made.both).update(
        at_issue=False, recorded_at=ISSUED + DAY
    )
    assert coverage(directive, at=ISSUED).total.everybody == 7
    assert coverage(directive, at=LATER).added_later == 1


def test_those_without_an_account_and_those_whose_people_left():
    made = scene()
    directive = issued(made)
    Membership.objects.filter(organisation=made.investors[0]).update(valid_to=ISSUED.date() + DAY)
    rows = known(directive, LATER)
    without = {one.organisation for one in without_account(rows, LATER)}
    assert without == {made.investors[0], made.nobodys, made.tenants[1][-1]}
    assert {one.organisation for one in former_people_only(rows, LATER)} == {made.investors[0]}


def test_several_directives_together():
    made = scene()
    assert together([issued(made), issued(made)], at=LATER).everybody == 16


def test_the_queries_do_not_grow_with_the_audience():
    def queries(tenants):
        directive = issued(scene(tenants))
        with CaptureQueriesContext(connection) as captured:
            coverage(directive, at=LATER)
        return len(captured)

    assert queries(1) == queries(9) == 5
