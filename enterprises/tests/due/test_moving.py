"""A deadline that is given another day, and what goes with it."""

from datetime import UTC, date, datetime

import pytest

from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.refusal import Refused
from enterprises.due import day_copies, deadlines
from enterprises.models import Deadline, DeadlineKind
from enterprises.reminding.planning import plan
from enterprises.tests.dues import a_deadline
from enterprises.tests.factories import MembershipFactory

BEFORE, AT = datetime(2026, 3, 12, 1, tzinfo=UTC), datetime(2026, 3, 13, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def due():
    due = a_deadline(DeadlineKind.ANSWER, date(2026, 3, 20))
    MembershipFactory(organisation=due.organisation)
    return due


def test_reminders_of_the_old_day_are_taken_back_and_those_of_the_new_day_come(due):
    plan(at=BEFORE)
    plan(at=AT)
    old = Notice.objects.get(params__due_on="2026-03-20")
    deadlines.move(due, to=date(2026, 4, 10), at=AT)
    old.refresh_from_db()
    assert old.state == NoticeState.CANCELLED
    plan(at=datetime(2026, 4, 3, 1, tzinfo=UTC))
    steps = Notice.objects.filter(params__due_on="2026-04-10").order_by("occasion_at")
    assert [(one.params["step"], one.state) for one in steps] == [("T-14", "superseded"), ("T-7", "pending")]


def test_a_day_ends_in_viet_nam(due):
    deadlines.move(due, to=date(2026, 4, 10), at=AT)
    due = Deadline.objects.get()
    assert (due.due_on, due.due_at) == (date(2026, 4, 10), datetime(2026, 4, 10, 16, 59, 59, tzinfo=UTC))


def test_what_is_done_is_not_moved(due):
    deadlines.close_all(Deadline.objects.open(), at=AT)
    with pytest.raises(Refused, match="đã xong"):
        deadlines.move(due, to=date(2026, 4, 10), at=AT)


def test_rows_that_show_the_day_are_told_by_kind(due, monkeypatch):
    told = []
    monkeypatch.setattr(day_copies, "_followers", {kind: [told.append] for kind in DeadlineKind})
    deadlines.move(due, to=date(2026, 4, 10), at=AT)
    assert [list(moved) for moved in told] == [[due]]
