"""Reminders by hand, and through whose omission somebody was not reached."""

from datetime import timedelta

import pytest

from antt_portal.core.models import Notice
from antt_portal.core.tests.at_once import at_once
from directives.coverage.nudging import Nudged, nudge, owing
from directives.coverage.omissions import Why, not_reached, omissions
from directives.models import Delivery, Nudge, Route
from directives.tests.audiences import ISSUED, issued, scene
from enterprises.models import Membership

DAY = timedelta(days=1)
LATER = ISSUED + 10 * DAY


def everybody(directive):
    return Delivery.objects.filter(directive=directive)


@pytest.mark.django_db
class TestNudging:
    def test_those_who_owe_something_are_told_once_a_day(self):
        made = scene()
        directive = issued(made)
        by = made.office.officer
        assert nudge(directive, everybody(directive), by=by, at=ISSUED + DAY) == Nudged(2, 0, 1)
        assert nudge(directive, everybody(directive), by=by, at=ISSUED + DAY + timedelta(hours=1)) == Nudged(0, 2, 1)
        assert nudge(directive, everybody(directive), by=by, at=ISSUED + 2 * DAY).now == 2
        assert Notice.objects.filter(kind="directive_nudge").count() == 4

    def test_another_directive_of_the_same_day_does_not_remind_again(self):
        made = scene()
        first, second = issued(made), issued(made)
        nudge(first, everybody(first), by=made.office.officer, at=ISSUED + DAY)
        assert nudge(second, everybody(second), by=made.office.officer, at=ISSUED + DAY).now == 0

    def test_who_did_everything_owes_nothing(self):
        made = scene()
        directive = issued(made)
        done = everybody(directive).get(organisation=made.investors[0])
        Delivery.objects.filter(pk=done.pk).update(acknowledged_at=ISSUED, opened_at=ISSUED)
        assert done in owing(directive)
        done.requests.update(reported_at=ISSUED)
        assert done in owing(directive)  # it has not forwarded
        Route.objects.filter(via=made.investors[0]).update(sent_at=ISSUED)
        assert done not in owing(directive)

    def test_nobody_is_reminded_of_what_was_recalled(self):
        made = scene()
        directive = issued(made)
        everybody(directive).update(ended_at=ISSUED + DAY)
        assert nudge(directive, everybody(directive), by=made.office.officer, at=LATER) == Nudged(0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_twenty_presses_at_once_remind_everybody_once():
    made = scene()
    directive = issued(made)
    at_once(lambda _n: nudge(directive, everybody(directive), by=made.office.officer, at=LATER), 20)
    assert Nudge.objects.count() == 2
    assert Notice.objects.filter(kind="directive_nudge").count() == 2


@pytest.mark.django_db
class TestOmissions:
    def test_each_investor_that_did_not_forward_is_named_with_how_many_wait(self):
        made = scene()
        directive = issued(made)
        everybody(directive).filter(organisation=made.investors[0]).update(opened_at=ISSUED + DAY)
        nudge(
            directive,
            everybody(directive).filter(organisation=made.investors[0]),
            by=made.office.officer,
            at=ISSUED + DAY,
        )
        found = {one.who: one for one in omissions(directive, at=LATER)}
        first = found[made.investors[0]]
        assert (first.why, first.count, first.opened_at, first.nudges) == (Why.NOT_FORWARDED, 3, ISSUED + DAY, 1)
        assert first.days_late == 7  # to be forwarded within three working days of 9 March
        assert found[made.investors[1]].opened_at is None

    def test_an_investor_whose_people_left_is_told_apart(self):
        made = scene()
        directive = issued(made)
        Membership.objects.filter(organisation=made.investors[1]).update(valid_to=ISSUED.date())
        found = {one.who: one.why for one in omissions(directive, at=LATER)}
        assert found[made.investors[1]] == Why.NOBODY_THERE

    def test_what_was_left_out_or_went_to_nobody_is_said_as_that(self):
        made = scene()
        directive = issued(made)
        Route.objects.filter(via=made.investors[0], delivery__organisation=made.tenants[0][0]).update(
            excluded_at=ISSUED, excluded_reason="Trả đất"
        )
        found = [(one.why, one.who, one.count) for one in omissions(directive, at=LATER)]
        assert (Why.LEFT_OUT, made.investors[0], 1) in found
        assert (Why.SENT_TO_NOBODY, None, 1) in found  # the tenant in nobody's zone has no account

    def test_omissions_of_a_moment_stay_those_of_that_moment(self):
        made = scene()
        directive = issued(made)
        before = omissions(directive, at=ISSUED + DAY)
        Route.objects.filter(via=made.investors[0]).update(sent_at=LATER)
        everybody(directive).filter(routes__via=made.investors[0]).update(sent_at=LATER)
        assert [(one.who, one.count) for one in omissions(directive, at=ISSUED + DAY)] == [
            (one.who, one.count) for one in before
        ]
        assert not_reached(directive, at=LATER + DAY).count() == 2
