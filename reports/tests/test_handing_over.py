"""Dossiers under review go on with the officer who takes the work over."""

import pytest

from antt_portal.core.clock import local_date
from enterprises.models import Deadline, DeadlineKind, Role
from enterprises.people.handing_over import in_hand
from enterprises.people.leaving import leave
from enterprises.tests.factories import MembershipFactory, actor, board_organisation
from reports.reviewing import assign
from reports.tests.factories import REVIEWED, Filing

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    filing = Filing().fill().submit()
    assign(filing.report, filing.officer.user, by=filing.officer, at=REVIEWED, seen=None)
    return filing


def leaves(filing, to):
    administrator = actor(Role.ADMINISTRATOR, board_organisation(filing.board))
    leave(filing.officer.membership, last_day=local_date(REVIEWED), to=to, by=administrator, at=REVIEWED)


def in_charge(filing):
    due = Deadline.objects.open().get(kind=DeadlineKind.REVIEW)
    assert filing.refresh().assignee == due.assignee
    return due.assignee


def test_the_colleague_named_reviews_it(filing):
    colleague = actor(Role.OFFICER, board_organisation(filing.board)).user
    assert [count for _label, count in in_hand(board_organisation(filing.board), filing.officer.user)] == [1, 1]
    leaves(filing, colleague)
    assert in_charge(filing) == colleague


def test_one_that_the_colleague_may_not_review_waits_for_all(filing):
    colleague = actor(Role.OFFICER, board_organisation(filing.board)).user
    MembershipFactory(user=colleague, organisation=filing.organisation)
    leaves(filing, colleague)
    assert in_charge(filing) is None


def test_without_a_colleague_it_waits_for_all(filing):
    leaves(filing, None)
    assert in_charge(filing) is None


def test_an_accepted_one_stays_as_it_was(filing):
    filing.review().accept()
    leaves(filing, None)
    assert filing.refresh().assignee == filing.officer.user
