"""Figures of a roll-up: counted as of its moment, and the same for ever."""

from datetime import date, timedelta

import pytest

from antt_portal.core.canonical import canonical_bytes
from directives.forwarding import newcomers
from directives.forwarding.passing_on import forward
from directives.models import Delivery
from directives.tests.forwardings import investor_of, prepared
from enterprises.tests.factories import OrganisationFactory, place
from reports.models import AnswerResult, IncidentType, RollUpScope
from reports.rollups.figures import figures_of, names_of
from reports.rollups.preparing import Scope, begin
from reports.tests.factories import OPENED, REVIEWED, SUBMITTED, YEAR, Filing
from reports.tests.incidents.happening import Happening
from reports.tests.rollups.rolling import AFTERWARDS, IN_TIME, MOMENT, TOO_LATE, Rolling

pytestmark = pytest.mark.django_db


@pytest.fixture
def rolling():
    return Rolling()


def part_of(rolling, moment=MOMENT):
    (part,) = figures_of(rolling.begin(moment))["parts"]
    return part


def whose(rows):
    return {row["organisation"] for row in rows}


def ids(*organisations):
    return {str(one.public_id) for one in organisations}


class TestOfADirective:
    def test_answers_are_counted_per_obligation_and_result(self, rolling):
        (row,) = part_of(rolling)["obligations"]
        assert (row["asked"], row["answered"], row["due_on"]) == (8, 2, "2026-03-23")
        assert row["results"] == {AnswerResult.DONE: 1, AnswerResult.PARTLY: 1}

    def test_lists_name_who_is_late_who_has_not_answered_and_who_was_not_reached(self, rolling):
        part, made = part_of(rolling), rolling.made
        (late,) = part["late"]
        assert late["organisation"] == str(rolling.second.public_id)
        assert (late["due_on"], late["handed_in_on"], late["workdays"]) == ("2026-03-23", "2026-03-26", 3)
        assert whose(part["unanswered"]) == ids(*made.investors, made.both, made.nobodys)
        assert whose(part["unreached"]) == ids(*made.tenants[1])
        assert {tuple(row["through"]) for row in part["unreached"]} == {tuple(ids(made.investors[1]))}

    def test_what_was_given_back_and_accepted_counts_beside_what_was_answered(self, rolling):
        rolling.judge(rolling.first, to_mend=True, at=TOO_LATE)
        rolling.judge(rolling.second, to_mend=False, at=TOO_LATE)
        part = part_of(rolling)
        assert (part["answered"], part["returned"], part["accepted"]) == (2, 1, 1)
        (row,) = part["obligations"]
        assert (row["returned"], row["accepted"]) == (1, 1)

    def test_an_earlier_moment_knows_nothing_of_what_came_later(self, rolling):
        part = part_of(rolling, IN_TIME)
        assert (part["answered"], part["late"]) == (1, [])
        assert str(rolling.second.public_id) in whose(part["unanswered"])

    def test_a_recalled_directive_leaves_nobody_waiting(self, rolling):
        Delivery.objects.filter(directive=rolling.directive).update(ended_at=TOO_LATE)
        part = part_of(rolling)
        assert (part["ended"], part["unanswered"], part["unreached"]) == (True, [], [])
        assert not part_of(rolling, IN_TIME)["ended"]


def change_everything(rolling):
    """What a directive can go through after the moment."""
    made = rolling.made
    rolling.judge(rolling.first, to_mend=True, at=AFTERWARDS)
    rolling.answer(rolling.first, AnswerResult.NOT_DONE, at=AFTERWARDS, words="Ghi lại.")
    rolling.judge(rolling.second, to_mend=False, at=AFTERWARDS)
    rolling.answer(rolling.third, at=AFTERWARDS)
    draft, to = prepared(made, rolling.directive, 1), [one.pk for one in made.tenants[1]]
    forward(draft, to=to, by=investor_of(made, 1), at=AFTERWARDS, seen=draft.version)
    late_comer = OrganisationFactory(board=rolling.board)
    place(late_comer, made.zones[0])
    newcomers.add(rolling.directive, [late_comer.pk], by=rolling.officer, at=AFTERWARDS)
    rolling.second.names.update(name="Công ty TNHH Đổi Tên")
    here = Happening(rolling.first)
    here.report(happened_at=MOMENT - timedelta(days=1), at=AFTERWARDS)
    Delivery.objects.filter(directive=rolling.directive).update(ended_at=AFTERWARDS)


class TestForEver:
    def test_counted_later_for_the_same_moment_they_are_the_same_bytes(self, rolling):
        here = Happening(rolling.first)
        here.report(happened_at=MOMENT - timedelta(days=2))
        rollup = rolling.begin()
        before = canonical_bytes(figures_of(rollup))
        change_everything(rolling)
        assert canonical_bytes(figures_of(rollup)) == before
        rollup.moment = AFTERWARDS
        now = figures_of(rollup)["parts"][0]
        assert (now["asked"], now["answered"], now["unreached"]) == (9, 3, [])
        assert now["obligations"][0]["results"] == {"done": 1, "partly": 1, "not_done": 1}

    def test_names_are_no_part_of_them(self, rolling):
        figures = figures_of(rolling.begin())
        named = names_of(figures, on=date(2026, 3, 27))[str(rolling.second.public_id)]
        assert named["name"] == rolling.second.name
        assert named["zones"] == [str(rolling.made.zones[0])]
        assert rolling.second.name not in str(figures)


def test_incidents_count_by_type_from_the_day_of_issue_to_the_moment(rolling):
    here = Happening(rolling.first)
    here.report(type=IncidentType.FIRE, happened_at=MOMENT - timedelta(days=1), injured=2)
    here.report(type=IncidentType.FIRE, happened_at=MOMENT - timedelta(days=40))
    incidents = figures_of(rolling.begin())["incidents"]
    assert (incidents["since"], incidents["until"]) == ("2026-03-09", "2026-03-27")
    assert {kind: (row["count"], row["injured"]) for kind, row in incidents["by_type"].items()} == {"fire": (1, 2)}


class TestOfAYear:
    def figures(self, filing, moment=REVIEWED, kind=RollUpScope.YEAR):
        scope = Scope(kind, year=YEAR)
        return figures_of(begin(scope, moment=moment, by=filing.officer, at=REVIEWED))

    def test_the_filings_of_the_year_are_counted_per_standing_obligation(self):
        filing = Filing().fill().submit()
        Filing(organisation=OrganisationFactory(board=filing.board))
        registrations, assessments = self.figures(filing)["parts"]
        assert (registrations["kind"], registrations["asked"]) == ("registration", 0)
        assert (assessments["asked"], assessments["answered"]) == (2, 1)
        rows = assessments["obligations"]
        assert [(row["asked"], row["answered"], row["results"]) for row in rows] == [(2, 1, {"done": 1})] * len(rows)
        assert len(rows) == filing.report.answers.filter(obligation__kind="standing").count() > 1

    def test_whoever_came_after_the_day_of_the_law_is_late(self):
        filing = Filing().fill().submit(at=SUBMITTED + timedelta(days=40))
        moment = SUBMITTED + timedelta(days=41)
        rollup = begin(Scope(RollUpScope.YEAR, year=YEAR), moment=moment, by=filing.officer, at=moment)
        assessments = figures_of(rollup)["parts"][1]
        assert [row["handed_in_on"] for row in assessments["late"]] == ["2026-11-25"]
        assert str(rollup.until) == "2026-11-15"

    def test_a_review_of_half_a_year_counts_until_its_moment(self):
        filing = Filing()
        moment = OPENED + timedelta(days=180)
        figures = self.figures(filing, moment, RollUpScope.HALF_YEAR)
        assert figures["parts"][1]["asked"] == 1
        assert figures["incidents"]["until"] == "2026-05-15"
