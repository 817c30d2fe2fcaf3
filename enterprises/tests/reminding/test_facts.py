"""What a reminder says is read when it is sent: the day, how far off it is, whom it leads where, and whether at all."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from antt_portal.core import outbox
from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.notice_kinds import known_kinds
from enterprises.due import deadlines
from enterprises.models import Audience, Deadline, DeadlineKind, Ladder, LadderStep, Pause, Role, Wording
from enterprises.reminding.facts import facts_of_reminders
from enterprises.reminding.planning import plan
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

DUE = date(2026, 10, 29)  # a Thursday
KIND = DeadlineKind.MENDING
STEPS = [
    (-3, Audience.OWNERS, Wording.SOON),
    (0, Audience.OWNERS, Wording.TODAY),
    (1, Audience.OWNERS, Wording.LATE),
    (4, Audience.LEADERS, Wording.ESCALATED),
]


def on(day, hour=8, month=10):
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


@pytest.fixture
def owner():
    return actor(Role.EDITOR)


@pytest.fixture
def leader(owner):
    return actor(Role.LEADER, board_organisation(owner.organisation.board))


@pytest.fixture
def deadline(owner, leader):
    ladder = Ladder.objects.get_or_create(board=None, kind=KIND)[0]
    ladder.steps.all().delete()
    for days, audience, wording in STEPS:
        LadderStep.objects.create(ladder=ladder, days=days, audience=audience, wording=wording)
    plan(at=on(1))
    return open_for(owner.organisation)


def open_for(organisation, due_on=DUE):
    route, title = "reports:report", "Hồ sơ năm 2026"
    return deadlines.open_deadline(
        organisation, KIND, organisation=organisation, title=title, route=route, due_on=due_on, at=on(1)
    )


def sent_on(*moments):
    for at in moments:
        plan(at=at)
        outbox.send_pending(at=at)
    return mail.outbox[-1] if mail.outbox else None


def test_it_says_what_is_due_when_and_in_how_many_working_days(deadline, owner):
    sent = sent_on(on(26))
    assert sent.subject == "Hạn 29/10/2026: Bổ sung hồ sơ – Hồ sơ năm 2026"
    assert f"{owner.organisation} – Bổ sung hồ sơ: Hồ sơ năm 2026." in sent.body
    assert "Còn 3 ngày làm việc." in sent.body


def test_it_leads_those_who_are_to_act_to_the_act(deadline):
    assert deadline.act_url in sent_on(on(26)).body


def test_on_the_day_and_after_it_the_words_are_others(deadline):
    assert sent_on(on(29)).subject.startswith("Đến hạn hôm nay, 29/10/2026: ")
    late = sent_on(on(30))
    assert late.subject.startswith("Quá hạn 29/10/2026: ")
    assert "Đã quá 1 ngày làm việc." in late.body


def test_an_hour_is_said_where_it_is_not_the_end_of_the_day(deadline):
    Deadline.objects.update(due_at=datetime(2026, 10, 29, 17, tzinfo=VIETNAM))
    assert "17:00 29/10/2026" in sent_on(on(26)).subject


def test_who_is_told_of_lateness_learns_what_was_tried_and_is_led_to_the_deadline(deadline, leader):
    sent = sent_on(on(26), on(29), on(30), on(3, month=11))
    assert sent.to == [leader.user.email]
    assert "ngày 26/10/2026, 29/10/2026, 30/10/2026; chưa có kết quả." in sent.body
    assert deadline.get_absolute_url() in sent.body


def test_or_that_nothing_reached_those_who_are_to_act(deadline, leader):
    plan(at=on(3, month=11))
    Notice.objects.filter(kind="deadline_late").update(state=NoticeState.FAILED)
    outbox.send_pending(at=on(5, month=11))
    (sent,) = [one for one in mail.outbox if one.to == [leader.user.email]]
    assert "Chưa gửi được thư nhắc nào" in sent.body


@pytest.mark.parametrize(
    "change",
    [
        lambda deadline, by: Deadline.objects.update(closed_at=on(26, 9)),
        lambda deadline, by: Deadline.objects.update(due_on=DUE + timedelta(days=1)),
        lambda deadline, by: Pause.objects.create(
            board=deadline.board, deadline=deadline, until=DUE, reason="Thử", made_by=by.user, made_at=on(26)
        ),
    ],
    ids=["closed", "moved", "paused"],
)
def test_what_no_longer_holds_is_not_mailed(deadline, owner, change):
    plan(at=on(26))
    change(deadline, owner)
    assert outbox.send_pending(at=on(26, 10)) == 0
    assert (Notice.objects.get().state, mail.outbox) == (NoticeState.CANCELLED, [])


def test_a_pause_that_is_over_holds_nothing_back(deadline, owner):
    Pause.objects.create(
        board=deadline.board,
        deadline=deadline,
        until=date(2026, 10, 25),
        reason="Thử",
        made_by=owner.user,
        made_at=on(2),
    )
    assert sent_on(on(26))


def test_many_are_read_by_as_many_queries_as_one(deadline, owner):
    def queries():
        notices = list(Notice.objects.all())
        with CaptureQueriesContext(connection) as found:
            assert len(facts_of_reminders(notices, on(3, month=11))) == len(notices)
        return len(found)

    sent_on(on(26), on(3, month=11))
    one = queries()
    for _number in range(5):
        open_for(OrganisationFactory(board=owner.organisation.board), due_on=date(2026, 11, 4))
        actor(Role.LEADER, board_organisation(owner.organisation.board))
    Notice.objects.all().delete()
    sent_on(on(1, month=11), on(8, month=11))
    assert Notice.objects.count() > 10
    assert queries() == one


def test_every_wording_of_a_step_has_a_mail():
    known = {kind.name for kind in known_kinds()}
    assert {f"deadline_{wording}" for wording in Wording.values} <= known
