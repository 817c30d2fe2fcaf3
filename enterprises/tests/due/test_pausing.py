"""Reminders held back with a reason, and let go again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.refusal import Refused
from enterprises.due import deadlines, pausing
from enterprises.models import Deadline, DeadlineKind, Pause, Role
from enterprises.permissions import can_pause
from enterprises.reminding.planning import plan
from enterprises.tests.dues import a_deadline
from enterprises.tests.factories import MembershipFactory, actor

AT = datetime(2026, 3, 12, 2, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(tenant):
    MembershipFactory(organisation=tenant, role=Role.HEAD)
    return a_deadline(DeadlineKind.ANSWER, date(2026, 3, 20), tenant)


def refused(act, *args, at=AT, **kwargs):
    with pytest.raises(Refused) as found:
        act(*args, at=at, **kwargs)
    return found.value.code


def test_nobody_is_reminded_until_the_day_not_of_what_was_planned_either(due, officer):
    plan(at=AT)
    plan(at=AT + timedelta(days=1))
    pausing.pause(due, until=date(2026, 3, 18), reason="Đang di dời.", by=officer, at=AT + timedelta(days=1))
    assert Notice.objects.get(kind="deadline_soon").state == NoticeState.CANCELLED
    plan(at=datetime(2026, 3, 18, 2, tzinfo=UTC))
    assert not Notice.objects.filter(state=NoticeState.PENDING).exists()
    plan(at=datetime(2026, 3, 19, 2, tzinfo=UTC))
    assert Notice.objects.get(state=NoticeState.PENDING).params["step"] == "T-1"


def test_reminders_come_again_once_it_is_ended(due, officer):
    made = pausing.pause(due, until=date(2026, 3, 30), reason="x", by=officer, at=AT)
    plan(at=AT)
    pausing.end(made, by=officer, at=AT)
    plan(at=AT + timedelta(days=1))
    assert Notice.objects.get(state=NoticeState.PENDING).params["step"] == "T-7"
    assert refused(pausing.end, made, by=officer) == "ended"


@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [
        (date(2026, 3, 11), "x", "not-ahead"),
        (date(2026, 6, 30), "x", "too-far"),
        (date(2026, 3, 18), " ", "reason-missing"),
    ],
)
def test_what_cannot_be_is_refused(due, officer, until, reason, code):
    assert refused(pausing.pause, due, until=until, reason=reason, by=officer) == code


def test_one_at_a_time_and_one_that_ran_out_makes_room(due, officer):
    first = pausing.pause(due, until=date(2026, 3, 14), reason="x", by=officer, at=AT)
    assert refused(pausing.pause, due, until=date(2026, 3, 18), reason="x", by=officer) == "paused"
    later = AT + timedelta(days=3)
    pausing.pause(due, until=date(2026, 3, 18), reason="x", by=officer, at=later)
    first.refresh_from_db()
    assert (first.ended_at, Pause.objects.count()) == (later, 2)


def test_what_is_done_is_not_paused(due, officer):
    deadlines.close_all(Deadline.objects.open(), at=AT)
    assert refused(pausing.pause, due, until=date(2026, 3, 18), reason="x", by=officer) == "closed"


def test_an_officer_cannot_silence_what_goes_up_about_the_officers_own_work(due, officer):
    own = a_deadline(DeadlineKind.REVIEW, date(2026, 3, 20), officer.organisation)
    unit_head, clerk = actor(Role.UNIT_HEAD, officer.organisation), actor(Role.CLERK, officer.organisation)
    assert [can_pause(who, own) for who in (officer, unit_head, clerk)] == [False, True, False]
    assert [can_pause(who, due) for who in (officer, unit_head, clerk)] == [True, True, False]
