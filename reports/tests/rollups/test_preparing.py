"""A roll-up is begun, its moment chosen, its figures frozen, and they are compared with a new count."""

from datetime import timedelta

import pytest

from antt_portal.core.canonical import digest
from antt_portal.core.refusal import Refused
from directives.campaigns import campaigning
from directives.campaigns.campaigning import Window
from directives.models import Delivery, Directive, ReportRequest
from directives.tests.audiences import issued
from reports.models import RollUp, RollUpScope, RollUpStatus
from reports.rollups.comparing import compare
from reports.rollups.figures import figures_of
from reports.rollups.preparing import Scope, begin, change_moment, freeze
from reports.tests.factories import YEAR
from reports.tests.rollups.rolling import AFTERWARDS, IN_TIME, MOMENT, TOO_LATE, Rolling

pytestmark = pytest.mark.django_db


@pytest.fixture
def rolling():
    return Rolling()


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


class TestBeginning:
    def test_the_moment_has_passed_and_something_was_out(self, rolling):
        scope = Scope(RollUpScope.DIRECTIVE, directive=rolling.directive)
        said = {"by": rolling.officer, "at": MOMENT}
        assert refusal(begin, scope, moment=MOMENT + timedelta(minutes=1), **said) == "future"
        assert refusal(begin, scope, moment=IN_TIME - timedelta(days=30), **said) == "nothing-asked"
        assert refusal(begin, Scope(RollUpScope.YEAR, year=YEAR - 3), moment=MOMENT, **said) == "nothing-asked"
        assert not RollUp.objects.exists()

    def test_a_campaign_counts_its_standing_directives(self, rolling):
        window = Window(starts_on=MOMENT.date() - timedelta(days=30), ends_on=MOMENT.date() + timedelta(days=30))
        campaign = campaigning.create(rolling.board, "Cao điểm Thử Nghiệm", window, by=rolling.officer, at=IN_TIME)
        recalled = issued(rolling.made, subject="đã thu hồi")
        Directive.objects.update(campaign=campaign)
        Delivery.objects.filter(directive=recalled).update(ended_at=IN_TIME)
        scope = Scope(RollUpScope.CAMPAIGN, campaign=campaign)
        rollup = begin(scope, moment=MOMENT, by=rolling.officer, at=MOMENT)
        assert list(rollup.directives.all()) == [rolling.directive]
        assert rollup.title == "Kết quả thực hiện cao điểm Thử Nghiệm"
        assert (rollup.since, rollup.until) == (window.starts_on, MOMENT.date())

    def test_another_moment_counts_other_figures(self, rolling):
        rollup = rolling.begin()
        change_moment(rollup, IN_TIME, by=rolling.officer, at=MOMENT, seen=rollup.version)
        rollup.refresh_from_db()
        assert figures_of(rollup)["parts"][0]["answered"] == 1
        said = {"by": rolling.officer, "at": MOMENT}
        assert refusal(change_moment, rollup, TOO_LATE, seen=rollup.version - 1, **said) == "stale"


class TestFreezing:
    def test_the_figures_on_the_page_are_kept_with_their_digest(self, rolling):
        rollup = rolling.frozen()
        rollup.refresh_from_db()
        assert (rollup.status, rollup.frozen_at) == (RollUpStatus.FROZEN, AFTERWARDS)
        assert digest(rollup.figures) == rollup.sha256
        assert rollup.names[str(rolling.second.public_id)]["name"] == rolling.second.name
        said = {"by": rolling.officer, "at": AFTERWARDS, "seen": rollup.version}
        assert refusal(change_moment, rollup, TOO_LATE, **said) == "frozen"
        assert refusal(freeze, rollup, shown=rollup.sha256, **said) == "stale"

    def test_an_act_of_before_the_moment_that_ends_after_the_page_was_shown_stops_it(self, rolling):
        rollup = rolling.begin()
        shown = digest(figures_of(rollup))
        rolling.answer(rolling.third, at=TOO_LATE)
        said = {"shown": shown, "by": rolling.officer, "at": AFTERWARDS, "seen": rollup.version}
        assert refusal(freeze, rollup, **said) == "figures-changed"
        rollup.refresh_from_db()
        assert (rollup.status, rollup.figures) == (RollUpStatus.DRAFT, {})


class TestComparing:
    def test_counting_again_finds_the_same(self, rolling):
        rollup = rolling.frozen()
        rolling.answer(rolling.third, at=AFTERWARDS)
        comparison = compare(RollUp.objects.get(pk=rollup.pk))
        assert comparison.is_equal
        assert comparison.differences == []

    def test_what_differs_is_named(self, rolling):
        rollup = rolling.frozen()
        ReportRequest.objects.filter(organisation=rolling.second).update(workdays_late=4)
        Delivery.objects.filter(organisation=rolling.made.nobodys).update(sent_at=AFTERWARDS)
        comparison = compare(RollUp.objects.get(pk=rollup.pk))
        assert not comparison.is_equal
        found = {one.path: (one.frozen, one.counted) for one in comparison.differences}
        assert found["parts[0].late[0].workdays"] == (3, 4)
        assert found["parts[0].unreached.length"] == (2, 3)

    def test_figures_changed_behind_the_portal_are_noticed(self, rolling):
        rollup = rolling.frozen()
        rollup.figures["parts"][0]["answered"] = 8
        RollUp.objects.filter(pk=rollup.pk).update(figures=rollup.figures)
        assert not compare(RollUp.objects.get(pk=rollup.pk)).intact
