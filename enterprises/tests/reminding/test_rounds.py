"""``manage.py plan_reminders`` and ``send_notices``: one round by hand, told as JSON."""

import json
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from antt_portal.core.models import Notice, NoticeState
from enterprises.due import deadlines
from enterprises.models import Audience, Role
from enterprises.reminding.planning import plan
from enterprises.tests.factories import actor
from enterprises.tests.reminding.test_planning import DUE, KIND, OPENED, ladder, on

pytestmark = pytest.mark.django_db


def one_round(command, at):
    out = StringIO()
    call_command(command, at=at, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def owner():
    ladder((-7, Audience.OWNERS))
    plan(at=on(2))
    made = actor(Role.EDITOR)
    organisation = made.organisation
    deadlines.open_deadline(
        organisation,
        KIND,
        organisation=organisation,
        title="Hồ sơ 2026",
        route="enterprises:deadline",
        due_on=DUE,
        at=OPENED,
    )
    return made


def test_one_round_of_each_plans_and_sends_what_was_reached(owner):
    planned = one_round("plan_reminders", "2026-10-22T08:00:00+07:00")
    assert planned == {"planned": 1, "sent": 0, "failed": 0, "pending": 1}
    sent = one_round("send_notices", "2026-10-22T08:00:00+07:00")
    assert sent == {"planned": 0, "sent": 1, "failed": 0, "pending": 0}
    assert [one.to for one in mail.outbox] == [[owner.user.email]]


def test_a_second_round_does_nothing(owner):
    for command in ("plan_reminders", "send_notices"):
        one_round(command, "2026-10-22T08:00:00+07:00")
    again = one_round("plan_reminders", "2026-10-22T08:00:00+07:00")
    assert (again["planned"], one_round("send_notices", "2026-10-22T08:10:00+07:00")["sent"]) == (0, 0)
    assert len(mail.outbox) == 1


def test_before_its_hour_a_mail_waits(owner):
    one_round("plan_reminders", "2026-10-22T00:05:00+07:00")
    assert one_round("send_notices", "2026-10-22T00:10:00+07:00")["pending"] == 1
    assert one_round("send_notices", "2026-10-22T07:00:00+07:00")["sent"] == 1


@pytest.mark.parametrize("said", ["hôm nay", "2026-10-22", "2026-10-22T08:00:00", "2026-13-41T08:00:00+07:00"])
def test_a_moment_that_says_no_hour_or_zone_is_refused_and_nothing_done(owner, said):
    with pytest.raises(CommandError, match="múi giờ"):
        one_round("plan_reminders", said)
    assert not Notice.objects.filter(state=NoticeState.PENDING).exists()
