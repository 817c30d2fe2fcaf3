"""One open deadline per subject and kind; everything due reads this table."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from enterprises.due import deadlines
from enterprises.models import Deadline, DeadlineKind
from enterprises.tests.factories import OrganisationFactory, UserFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
LATER = datetime(2026, 10, 28, 9, 20, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


def open_one(organisation, due_on=date(2026, 11, 4), at=AT):
    return deadlines.open_deadline(
        organisation,
        DeadlineKind.MENDING,
        organisation=organisation,
        title="2026",
        route="home",
        due_on=due_on,
        at=at,
    )


def test_a_day_ends_at_its_last_second_in_vietnam(organisation):
    assert open_one(organisation).due_at == datetime(2026, 11, 4, 16, 59, 59, tzinfo=UTC)


def test_opening_again_moves_the_open_one(organisation):
    first = open_one(organisation)
    second = open_one(organisation, due_on=date(2026, 11, 10), at=LATER)
    assert first.pk == second.pk
    assert Deadline.objects.get().due_on == date(2026, 11, 10)
    assert Deadline.objects.get().opened_at == AT


def test_a_closed_one_stays_and_the_next_is_new(organisation):
    open_one(organisation)
    deadlines.close(organisation, DeadlineKind.MENDING, at=LATER)
    open_one(organisation, at=LATER)
    assert Deadline.objects.count() == 2
    assert Deadline.objects.open().count() == 1


def test_the_database_holds_one_open_per_subject_and_kind(organisation):
    copy = open_one(organisation)
    copy.pk, copy.public_id = None, UserFactory().public_id
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_closing_another_kind_closes_nothing(organisation):
    open_one(organisation)
    deadlines.close(organisation, DeadlineKind.REVIEW, at=LATER)
    assert Deadline.objects.open().exists()


def test_who_is_in_charge_moves_with_the_deadline(organisation):
    person = UserFactory()
    open_one(organisation)
    deadlines.assign(organisation, DeadlineKind.MENDING, to=person)
    assert Deadline.objects.get().assignee == person
