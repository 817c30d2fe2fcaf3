"""What the board itself owes those above it, on the home page of the people who see to it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from antt_portal.home import todo
from directives.incoming import close_otherwise
from directives.tests.office import DRAFTED, TODAY, staffed_office
from directives.tests.test_incoming import ARRIVED, arrived
from enterprises.models import Deadline, DeadlineKind, Role
from enterprises.tests.factories import actor, board_organisation
from reports.tests.factories import Filing

pytestmark = pytest.mark.django_db
DUE = TODAY + timedelta(days=10)


@pytest.fixture
def office():
    return staffed_office()


@pytest.fixture
def document(office):
    return arrived(office, replace(ARRIVED, answer_due_on=DUE))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERK])
def test_those_who_act_on_it_see_it_and_can_open_it(office, document, role, client):
    person = actor(role, office.own)
    (row,) = todo.soon(person, TODAY).rows
    assert (row.due_on, row.url) == (DUE, reverse("directives:incoming-document", args=[document.public_id]))
    client.force_login(person.user)
    assert client.get(row.url).status_code == 200
    assert todo.late(person, DUE + timedelta(days=1)).count == 1


def test_once_it_was_answered_it_is_gone(office, document):
    close_otherwise(document, "Báo cáo tại cuộc họp", by=office.clerk, at=DRAFTED)
    assert todo.soon(actor(Role.LEADER, office.own), TODAY).count == 0


def test_another_boards_is_not_theirs(document):
    assert todo.soon(actor(Role.LEADER), TODAY).count == 0


@pytest.mark.parametrize("role", [Role.LEADER, Role.CLERK])
def test_what_officers_review_stays_with_the_officers(role):
    filing = Filing().fill().submit()
    due = Deadline.objects.open().get(kind=DeadlineKind.REVIEW)
    person = actor(role, board_organisation(filing.board))
    assert todo.soon(person, due.due_on).count == 0
