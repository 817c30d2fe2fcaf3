"""Who may do what, beyond the role: nobody reviews one's own organisation, nobody approves what one had a part in."""

from datetime import date

import pytest
from django.db.models import prefetch_related_objects

from enterprises.models import Membership, OrganisationKind, Role
from enterprises.tests.factories import MembershipFactory, OrganisationFactory, actor, board_organisation
from reports.models import AnswerReview, BatchStatus, Recognition
from reports.permissions import (
    can_approve,
    can_assign,
    can_handle_incident,
    can_record_decision,
    can_report_incident,
    can_review,
    can_revoke,
    can_see_incidents,
    can_take,
    can_tell_incident,
)
from reports.recognising import create_batch
from reports.tests.factories import REVIEWED, YEAR, Filing
from reports.tests.incidents.happening import Happening
from reports.tests.test_recognising import Season
from reports.tests.test_states import Batch

pytestmark = pytest.mark.django_db


def of_board(filing, role):
    return actor(role, board_organisation(filing.board))


class TestReviewing:
    @pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD])
    def test_reviewers_of_the_board_review(self, role):
        filing = Filing().fill().submit()
        assert can_review(of_board(filing, role), filing.report)

    @pytest.mark.parametrize("role", [Role.LEADER, Role.CLERK, Role.ADMINISTRATOR])
    def test_others_of_the_board_do_not(self, role):
        filing = Filing().fill().submit()
        assert not can_review(of_board(filing, role), filing.report)

    def test_reviewers_of_another_board_do_not(self):
        assert not can_review(Filing().officer, Filing().fill().submit().report)

    @pytest.mark.parametrize("until", [None, date(2021, 1, 1)])
    def test_nobody_reviews_the_organisation_one_works_or_worked_for(self, until):
        filing = Filing().fill().submit()
        MembershipFactory(user=filing.officer.user, organisation=filing.organisation, valid_to=until)
        assert not can_review(filing.officer, filing.report)

    def test_nobody_reviews_what_one_handed_in(self):
        filing = Filing().fill().submit()
        both = actor(Role.OFFICER, board_organisation(filing.board), user=filing.head.user)
        Membership.objects.filter(user=filing.head.user, organisation=filing.organisation).delete()
        assert not can_review(both, filing.report)

    def test_a_list_asks_once_for_all_its_rows(self, django_assert_num_queries):
        filing = Filing().fill().submit()
        prefetch_related_objects([filing.officer.user], "memberships")
        with django_assert_num_queries(0):
            assert can_review(filing.officer, filing.report)

    def test_only_what_nobody_has_is_taken(self):
        filing = Filing().fill().submit()
        assert can_take(filing.officer, filing.report)
        filing.report.assignee = filing.officer.user
        assert not can_take(filing.officer, filing.report)

    @pytest.mark.parametrize(
        ("role", "may"), [(Role.UNIT_HEAD, True), (Role.ADMINISTRATOR, True), (Role.OFFICER, False)]
    )
    def test_heads_of_units_and_administrators_assign(self, role, may):
        filing = Filing().fill().submit()
        assert can_assign(of_board(filing, role), filing.report) is may


class TestApproving:
    def test_a_leader_with_no_part_in_the_list_approves(self):
        situation = Batch(BatchStatus.PROPOSED)
        assert can_approve(situation.leader, situation.batch)

    def test_whoever_made_the_list_does_not(self):
        season = Season()
        batch = create_batch(season.reports, season.recogniser, year=YEAR, by=season.leader, at=REVIEWED)
        assert not can_approve(season.leader, batch)

    def test_whoever_accepted_a_dossier_does_not(self):
        situation = Batch(BatchStatus.PROPOSED)
        leader = of_board(situation.filing, Role.LEADER)
        type(situation.filing.report).objects.update(accepted_by=leader.user)
        assert not can_approve(leader, situation.batch)

    def test_whoever_reviewed_one_answer_does_not(self):
        situation = Batch(BatchStatus.PROPOSED)
        review = AnswerReview.objects.first()
        AnswerReview.objects.filter(pk=review.pk).update(reviewed_by=situation.leader.user)
        assert not can_approve(situation.leader, situation.batch)

    def test_whoever_works_for_an_enterprise_on_it_does_not(self):
        situation = Batch(BatchStatus.PROPOSED)
        MembershipFactory(user=situation.leader.user, organisation=situation.filing.organisation)
        assert not can_approve(situation.leader, situation.batch)

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.CLERK, Role.ADMINISTRATOR])
    def test_nobody_but_a_leader_does(self, role):
        situation = Batch(BatchStatus.PROPOSED)
        assert not can_approve(of_board(situation.filing, role), situation.batch)

    def test_no_leader_of_another_board(self):
        assert not can_approve(Batch(BatchStatus.PROPOSED).leader, Batch(BatchStatus.PROPOSED).batch)


class TestDeciding:
    @pytest.mark.parametrize(("role", "may"), [(Role.CLERK, True), (Role.OFFICER, True), (Role.LEADER, False)])
    def test_another_authoritys_decision_is_recorded_by_the_office(self, role, may):
        situation = Batch(BatchStatus.APPROVED)
        assert can_record_decision(of_board(situation.filing, role), situation.batch) is may

    @pytest.mark.parametrize(("role", "may"), [(Role.LEADER, True), (Role.CLERK, False), (Role.OFFICER, False)])
    def test_the_boards_own_is_issued_by_its_leader(self, role, may):
        season = Season(by_board=True)
        batch = season.approved()
        assert can_record_decision(actor(role, board_organisation(season.board)), batch) is may

    def test_a_leader_revokes_what_somebody_else_reviewed(self):
        season = Season()
        season.decided()
        recognition = Recognition.objects.select_related("report").get()
        assert can_revoke(season.leader, recognition)
        assert not can_revoke(season.officer, recognition)
        AnswerReview.objects.update(reviewed_by=season.leader.user)
        assert not can_revoke(season.leader, recognition)


class TestIncidents:
    @pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.LEADER])
    def test_the_authority_handles_them(self, role):
        here = Happening()
        incident = here.report()
        assert can_handle_incident(here.of_board(role), incident)
        assert can_handle_incident(here.agent, incident)

    def test_nobody_else_does(self):
        here, other = Happening(), Happening()
        incident = here.report()
        strangers = (
            here.editor,
            here.of_board(Role.CLERK),
            here.of_board(Role.ADMINISTRATOR),
            other.officer,
            other.agent,
        )
        assert [one.role for one in strangers if can_handle_incident(one, incident)] == []

    @pytest.mark.parametrize("until", [None, date(2021, 1, 1)])
    def test_nobody_handles_those_of_the_organisation_one_works_or_worked_for(self, until):
        here = Happening()
        MembershipFactory(user=here.agent.user, organisation=here.organisation, valid_to=until)
        assert not can_handle_incident(here.agent, here.report())

    def test_only_its_own_enterprise_tells(self):
        here, other = Happening(), Happening()
        incident = here.report()
        assert can_tell_incident(here.editor, incident)
        assert not any(can_tell_incident(one, incident) for one in (other.editor, here.officer, here.agent))

    def test_a_unit_of_the_board_reports_none(self):
        board = board_organisation(Happening().board)
        unit = OrganisationFactory(board=board.board, kind=OrganisationKind.UNIT, parent=board)
        editor = actor(Role.EDITOR, unit)
        assert not can_report_incident(editor)
        assert not can_see_incidents(editor)
