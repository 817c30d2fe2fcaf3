"""The demo's duties, reminders and request for more time: told once, and nothing of them before its time."""

from datetime import datetime, timedelta

import pytest

from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.models import Notice, NoticeState
from antt_portal.demo.due import remind
from enterprises.due import deadlines
from enterprises.models import DeadlineKind, DutyTerm, Extension, Role
from enterprises.reminding.planning import plan
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 16, tzinfo=VIETNAM)  # a Sunday


@pytest.fixture
def editor():
    made = actor(Role.EDITOR)
    deadlines.open_deadline(
        made.organisation,
        DeadlineKind.ANSWER,
        organisation=made.organisation,
        title="Báo cáo kết quả thực hiện",
        route="enterprises:deadline",
        due_on=local_date(NOW) + timedelta(days=4),
        at=NOW - timedelta(days=20),
    )
    return made


def test_a_month_of_reminders_was_told_in_its_time_and_the_next_one_waits(editor):
    assert remind(now=NOW)
    sent = Notice.objects.filter(recipient=editor.user, state=NoticeState.SENT)
    assert sent.exists()
    assert all(one.sent_at <= NOW for one in sent)
    waiting = Notice.objects.filter(state=NoticeState.PENDING)
    assert all(one.due_at > NOW for one in waiting)


def test_one_asks_for_more_time_and_duties_lie_ahead(editor):
    remind(now=NOW)
    extension = Extension.objects.get()
    assert (extension.asked_by, extension.organisation) == (editor.user, editor.organisation)
    assert DutyTerm.objects.filter(organisation=editor.organisation, due_on__gt=local_date(NOW)).exists()


def test_where_a_worker_planned_already_nothing_is_told(editor):
    plan(at=NOW)
    assert not remind(now=NOW)
    assert not Extension.objects.exists()
