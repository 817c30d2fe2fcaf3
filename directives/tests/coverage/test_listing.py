"""Who stands where: the lists behind the figures say the same as they do, and what helps each organisation."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.coverage.counting import coverage
from directives.coverage.figures import figures_now, stamp_of
from directives.coverage.listing import Help, Wanted, Who, listed, rows_of
from directives.coverage.nudging import nudge
from directives.coverage.omissions import omissions, to_forward
from directives.models import Delivery, DeliveryStep, Proof, Route, Rung
from directives.tests.audiences import ISSUED, issued, scene
from directives.tests.forwardings import FORWARDED, forwarded
from enterprises.models import Membership

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = ISSUED + 10 * DAY
RUNGS = ("delivered_at", "opened_at", "acknowledged_at", "reported_at")


def of(directive, organisation):
    return Delivery.objects.filter(directive=directive, organisation=organisation)


def names(directive, at=LATER, **wanted):
    return [one.organisation for one in listed(directive, Wanted(**wanted), at=at)]


def on_every_rung(made):
    """The tenants of the first zone, forwarded: one reported, one opened; the one in both only got it."""
    directive = issued(made)
    forwarded(made, directive)
    first, second = made.tenants[0]
    of(directive, first).update(**dict.fromkeys(RUNGS, FORWARDED))
    of(directive, second).update(**dict.fromkeys(RUNGS[:2], FORWARDED))
    return directive


class TestTheListSaysWhatTheFiguresSay:
    @pytest.fixture
    def made(self):
        return scene()

    @pytest.fixture
    def directive(self, made):
        return on_every_rung(made)

    def test_of_zones_investors_and_classes(self, made, directive):
        found = coverage(directive, at=LATER)
        for row, zone in zip(found.by_zone, sorted(made.zones, key=lambda one: one.sort_key), strict=True):
            assert len(names(directive, zone=zone)) == row.counts.everybody
        for investor in made.investors:
            row = next(row for row in found.by_investor if row.key == investor.pk)
            assert len(names(directive, investor=investor)) == row.counts.everybody
        assert {row.key: len(names(directive, kind=row.key)) for row in found.by_kind} == {
            row.key: row.counts.everybody for row in found.by_kind
        }

    def test_of_rungs(self, directive):
        total = coverage(directive, at=LATER).total
        assert [len(names(directive, rung=rung)) for rung in Rung] == [
            total.not_sent,
            total.sent - total.delivered,
            total.delivered - total.opened,
            total.opened - total.acknowledged,
            total.acknowledged - total.reported,
            total.reported,
        ]
        assert len(names(directive, unacknowledged=True)) == total.everybody - total.acknowledged

    def test_of_a_moment_before(self, made, directive):
        assert names(directive, at=ISSUED + timedelta(minutes=1), rung=Rung.REPORTED) == []
        before = listed(directive, Wanted(investor=made.investors[0]), at=ISSUED + timedelta(minutes=1))
        rows = rows_of(directive, before.for_list(), at=ISSUED + timedelta(minutes=1))
        assert {row.ladder.rung for row in rows} == {Rung.WAITING}

    def test_by_name_without_accents(self, made, directive):
        made.both.name, made.both.search_key = "Công ty Hòa Đá", "cong ty hoa da"
        made.both.save()
        assert names(directive, name="HOÀ đá") == [made.both]

    def test_of_groups_that_are_counted(self, made, directive):
        Membership.objects.filter(organisation=made.both).update(valid_to=ISSUED.date())
        of(directive, made.tenants[1][0]).update(at_issue=False)
        Route.objects.filter(via=made.investors[1], delivery__organisation=made.tenants[1][0]).update(
            excluded_at=FORWARDED, excluded_reason="Trả đất"
        )
        expected = {
            Who.WITHOUT_ACCOUNT: {made.both, made.nobodys, made.tenants[1][-1]},
            Who.FORMER: {made.both},
            Who.LATER: {made.tenants[1][0]},
            Who.LEFT_OUT: {made.tenants[1][0]},
            Who.DIRECT: {*made.investors, made.nobodys},
            Who.TO_NOBODY: {made.nobodys},
        }
        assert {who: set(names(directive, who=who)) for who in Who} == expected


def helps(directive, at=LATER):
    rows = rows_of(directive, listed(directive, Wanted(), at=at).for_list(), at=at)
    return {row.delivery.organisation: row.help for row in rows}


class TestWhatHelps:
    def test_reminding_those_who_can_read_and_have_not_done_all(self):
        made = scene()
        found = helps(on_every_rung(made))
        assert found[made.tenants[0][0]] == Help.REPORT
        assert found[made.tenants[0][1]] == found[made.both] == found[made.investors[1]] == Help.NUDGE
        assert found[made.tenants[1][0]] == Help.NOTHING  # not sent yet: its investor is the one to remind
        assert found[made.nobodys] == Help.CONTACTS

    def test_the_receivers_where_mail_came_back_and_the_slip_where_paper_went(self):
        made = scene()
        directive = on_every_rung(made)
        of(directive, made.both).update(bounced_at=FORWARDED, bounce_reason="550")
        paper = of(directive, made.tenants[0][1]).get()
        of(directive, paper.organisation).update(opened_at=None)
        DeliveryStep.objects.create(
            board=paper.board,
            delivery=paper,
            rung=Rung.DELIVERED,
            proof=Proof.PAPER_SLIP,
            at=FORWARDED,
            recorded_at=FORWARDED,
        )
        found = helps(directive)
        assert (found[made.both], found[made.tenants[0][1]]) == (Help.CONTACTS, Help.PAPER)

    def test_nothing_once_it_is_recalled(self):
        made = scene()
        directive = on_every_rung(made)
        Delivery.objects.filter(directive=directive).update(ended_at=FORWARDED)
        assert set(helps(directive).values()) == {Help.NOTHING, Help.REPORT}


def test_the_queries_do_not_grow_with_the_page():
    def queries(tenants):
        directive = issued(made := scene(tenants))
        forwarded(made, directive)
        with CaptureQueriesContext(connection) as captured:
            helps(directive)
        return len(captured)

    assert queries(1) == queries(6)


class TestTheStamp:
    @pytest.fixture(autouse=True)
    def _no_figures_of_other_tests(self):
        cache.clear()

    def test_figures_are_right_to_the_last_rung_however_long_they_are_kept(self):
        directive = issued(made := scene())
        for name in RUNGS[:3]:
            before = figures_now(directive, stamp_of(directive, at=LATER), at=LATER)
            of(directive, made.investors[0]).update(**{name: ISSUED + DAY})
            after = figures_now(directive, stamp_of(directive, at=LATER), at=LATER)
            assert after.coverage.total != before.coverage.total

    def test_nothing_is_counted_anew_while_nothing_changes(self):
        directive = issued(scene())
        stamp = stamp_of(directive, at=LATER)
        first = figures_now(directive, stamp, at=LATER)
        with CaptureQueriesContext(connection) as captured:
            again = figures_now(directive, stamp_of(directive, at=LATER + DAY / 9), at=LATER + DAY / 9)
        assert len(captured) == 3
        assert (again.at, again.coverage.total) == (LATER + DAY / 9, first.coverage.total)

    def test_what_a_second_investor_forwards_to_somebody_who_has_it_is_news(self):
        directive = issued(made := scene())
        forwarded(made, directive, 0)
        before = figures_now(directive, stamp_of(directive, at=LATER), at=LATER)
        forwarded(made, directive, 1, to=[made.both])
        after = figures_now(directive, stamp_of(directive, at=LATER), at=LATER)
        assert before.coverage.total == after.coverage.total
        first, second = (one.pk for one in made.investors[:2])
        assert (before.forwarded.keys(), after.forwarded.keys()) == ({first}, {first, second})
        assert after.forwarded[second] == (FORWARDED, 1)

    def test_a_reminder_is_news(self):
        made = scene()
        directive = issued(made)
        before = stamp_of(directive, at=LATER)
        nudge(directive, of(directive, made.investors[0]), by=made.office.officer, at=LATER)
        assert stamp_of(directive, at=LATER) != before


def test_those_who_are_to_forward_are_those_named_for_it():
    made = scene()
    directive = issued(made)
    forwarded(made, directive)
    assert [one.organisation for one in to_forward(directive, at=LATER)] == [made.investors[1]]
    assert [one.who for one in omissions(directive, at=LATER) if one.who] == [made.investors[1]]


def test_a_tenant_that_left_a_zone_and_came_back_counts_once_in_it():
    made = scene()
    directive = issued(made)
    tenant = made.tenants[0][0]
    old = tenant.tenancies.get()
    old.valid_to = ISSUED.date() + DAY
    old.save()
    old.pk, old.valid_from, old.valid_to = None, ISSUED.date() + 2 * DAY, None
    old.public_id = made.both.public_id
    old.save(force_insert=True)
    assert {row.key: row.counts.everybody for row in coverage(directive, at=LATER).by_zone}[made.zones[0].pk] == 3
