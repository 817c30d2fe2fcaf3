"""Mail that did not arrive stands on the home page of those who can do something about it."""

from datetime import timedelta

import pytest

from antt_portal.core import clock
from antt_portal.home.mails import undelivered
from antt_portal.operations.tests.mails import change, every_standing
from enterprises.models import Role
from enterprises.tests.factories import ContactFactory, OrganisationFactory, actor, board_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def mails(organisation):
    return every_standing(organisation, clock.now())


def rows(organisation, role):
    return undelivered(actor(role, board_organisation(organisation.board)), clock.today())


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.ADMINISTRATOR, Role.CLERK])
def test_one_row_says_how_many(organisation, mails, role):
    every_standing(OrganisationFactory(), clock.now())
    (row,) = rows(organisation, role)
    assert (row.label, row.url) == ("2 thư không đến", "/outbox/?standing=failed")


def test_a_leader_and_an_enterprise_without_contacts_have_no_such_row(organisation, mails):
    assert rows(organisation, Role.LEADER) == []
    assert undelivered(actor(Role.HEAD, organisation), clock.today()) == []


def test_where_all_came_back_the_row_leads_there(organisation, mails):
    change(mails["failed"], state="cancelled")
    assert rows(organisation, Role.OFFICER)[0].url.endswith("standing=bounced")


def test_what_is_old_is_no_work_any_more(organisation, mails):
    for name in ("failed", "bounced"):
        change(mails[name], created_at=clock.now() - timedelta(days=40))
    assert rows(organisation, Role.OFFICER) == []


def test_the_head_is_told_of_contacts_whose_mail_comes_back(organisation):
    gone = ContactFactory(organisation=organisation, bounced_at=clock.now(), bounce_reason="550 5.1.1")
    ContactFactory(organisation=organisation, bounced_at=clock.now(), ended_on=clock.today())
    ContactFactory(bounced_at=clock.now())
    (row,) = undelivered(actor(Role.HEAD, organisation), clock.today())
    assert (row.label, row.url) == ("1 đầu mối", "/contacts/")
    assert undelivered(actor(Role.EDITOR, organisation), clock.today()) == []
    assert undelivered(actor(Role.HEAD, OrganisationFactory(board=organisation.board)), clock.today()) == []
    gone.delete()
    assert undelivered(actor(Role.HEAD, organisation), clock.today()) == []
