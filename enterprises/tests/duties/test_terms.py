"""What an enterprise says of its duties: done, not done after all, something happened."""

from datetime import date, datetime, timedelta

import pytest

from antt_portal.core.clock import VIETNAM
from antt_portal.core.refusal import Refused
from enterprises.duties import terms
from enterprises.duties.owing import open_terms
from enterprises.models import Deadline, DutyTerm, RecurringDuty, Role
from enterprises.tests.duties.test_owing import AT, DUE, duty
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation
from enterprises.workdays import keeping as calendars
from enterprises.workdays.keeping import Exceptional

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

TODAY = AT.date()
HAPPENED = datetime(2027, 4, 19, 15, 30, tzinfo=VIETNAM)  # a Monday
SAID = datetime(2027, 4, 19, 16, tzinfo=VIETNAM)


@pytest.fixture
def editor():
    RecurringDuty.objects.all().delete()
    return actor(Role.EDITOR, OrganisationFactory())


@pytest.fixture
def term(editor):
    duty()
    open_terms(at=AT)
    return DutyTerm.objects.get()


def finish(term, editor, *, done_on=TODAY, at=AT):
    terms.finish(term, done_on=done_on, note="Công văn 12/CV-TN, gửi bưu điện", by=editor, at=at)


def test_done_closes_the_deadline_and_says_who_and_how(term, editor):
    finish(term, editor)
    term.refresh_from_db()
    assert (term.done_by, term.done_note) == (editor.user, "Công văn 12/CV-TN, gửi bưu điện")
    assert not Deadline.objects.open().exists()
    with pytest.raises(Refused, match="đã ghi"):
        finish(term, editor)


def test_nobody_has_done_tomorrow_what_is_due(term, editor):
    with pytest.raises(Refused, match="sau hôm nay"):
        finish(term, editor, done_on=AT.date() + timedelta(days=1))
    assert Deadline.objects.open().exists()


def test_it_can_be_taken_back_on_the_same_day_with_the_day_it_was_moved_to(term, editor):
    Deadline.objects.update(due_on=DUE + timedelta(days=5))
    finish(term, editor)
    terms.reopen(term, by=editor, at=AT + timedelta(hours=5))
    assert Deadline.objects.open().get().due_on == DUE + timedelta(days=5)
    finish(term, editor)
    with pytest.raises(Refused, match="trong ngày"):
        terms.reopen(term, by=editor, at=AT + timedelta(days=1))


def test_nothing_is_taken_back_that_was_not_said(term, editor):
    with pytest.raises(Refused, match="chưa ghi"):
        terms.reopen(term, by=editor, at=AT)


@pytest.mark.parametrize(
    ("rule", "offset", "due_at", "said"),
    [
        ("event_hours", 12, datetime(2027, 4, 20, 3, 30, tzinfo=VIETNAM), "hours:12"),
        ("event_hours", 0, HAPPENED, "hours:0"),
        ("event_workdays", 3, datetime(2027, 4, 22, 23, 59, 59, tzinfo=VIETNAM), "workdays:3"),
        ("event_days", 5, datetime(2027, 4, 24, 23, 59, 59, tzinfo=VIETNAM), ""),
    ],
)
def test_an_event_is_due_in_its_hours_or_days(rule, offset, due_at, said, editor):
    one = duty(rule=rule, month=None, day=None, offset=offset)
    term = terms.report_event(one, happened_at=HAPPENED, by=editor, at=SAID)
    due = Deadline.objects.get()
    assert (due.due_at, due.due_on, due.rule) == (due_at, due_at.date(), said)
    assert (due.anchor, due.subject_id) == (HAPPENED.date(), term.public_id)
    assert terms.report_event(one, happened_at=HAPPENED, by=editor, at=SAID) == term
    assert Deadline.objects.count() == 1


def test_what_follows_from_an_event_moves_with_the_calendar(editor):
    one = duty(rule="event_workdays", month=None, day=None, offset=3)
    term = terms.report_event(one, happened_at=HAPPENED, by=editor, at=SAID)
    keeper = actor(Role.UNIT_HEAD, board_organisation(editor.organisation.board))
    off = Exceptional(date(2027, 4, 21), False, "Thông báo thử")
    calendars.keep(keeper.organisation.board, [off], by=keeper, at=SAID)
    term.refresh_from_db()
    assert term.due_on == Deadline.objects.get().due_on == date(2027, 4, 23)


@pytest.mark.parametrize("at", [HAPPENED - timedelta(minutes=1), HAPPENED + timedelta(days=61)])
def test_what_is_yet_to_happen_or_long_past_is_refused(at, editor):
    one = duty(rule="event_hours", month=None, day=None, offset=12)
    with pytest.raises(Refused, match="Chưa lưu gì"):
        terms.report_event(one, happened_at=HAPPENED, by=editor, at=at)


@pytest.mark.parametrize(
    "changes",
    [{"is_on": False}, {"condition": "handles_chemicals"}, {"valid_to": date(2027, 4, 1)}, {"rule": "yearly"}],
)
def test_a_duty_that_does_not_hold_for_it_follows_from_nothing(changes, editor):
    numbers = {} if "rule" in changes else {"rule": "event_hours", "month": None, "day": None, "offset": 12}
    one = duty(**numbers, **changes)
    with pytest.raises(Refused, match="không áp dụng"):
        terms.report_event(one, happened_at=HAPPENED, by=editor, at=SAID)


def test_the_nightly_run_leaves_what_follows_from_events_open(editor):
    one = duty(rule="event_hours", month=None, day=None, offset=12)
    terms.report_event(one, happened_at=HAPPENED, by=editor, at=SAID)
    open_terms(at=AT)
    open_terms(at=AT + timedelta(days=3))
    assert Deadline.objects.open().count() == 1
