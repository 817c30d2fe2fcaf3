"""A calendar changes: what is counted in working days moves, nothing else does, and people hear of it once."""

from datetime import date, datetime, timedelta

import pytest

from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import AuditEntry, CalendarDay, Notice, NoticeState
from antt_portal.core.refusal import Refused
from enterprises.due import deadlines
from enterprises.models import Deadline, DeadlineKind, Extension, ExtensionState, Ladder, LadderStep, Role
from enterprises.reminding.planning import plan
from enterprises.tests.factories import ContactFactory, OrganisationFactory, actor, board_organisation
from enterprises.workday_rules import workdays_of, workdays_rule
from enterprises.workdays import keeping as calendars
from enterprises.workdays.keeping import Exceptional

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

AT = datetime(2027, 8, 16, 9, tzinfo=VIETNAM)  # a Monday
TODAY = AT.date()
FRIDAY, SATURDAY, NEXT_MONDAY = date(2027, 8, 20), date(2027, 8, 21), date(2027, 8, 23)
SOURCE = "Thông báo thử nghiệm số 1"
OFF = Exceptional(date(2027, 8, 18), False, SOURCE)


@pytest.fixture
def keeper():
    return actor(Role.UNIT_HEAD)


@pytest.fixture
def editor(keeper):
    return actor(Role.EDITOR, OrganisationFactory(board=keeper.organisation.board))


def counted(owner, days=4, *, kind=DeadlineKind.MENDING, rule=None, anchor=TODAY, due_on=None, **more):
    """Due on Friday, unless said otherwise."""
    calendar = CalendarDay.objects.calendar_for(owner.board_id)
    return deadlines.open_deadline(
        owner,
        kind,
        organisation=owner,
        title=f"Bổ sung {kind}",
        route="home",
        due_on=due_on or calendar.add(anchor, days),
        rule=workdays_rule(days) if rule is None else rule,
        anchor=anchor,
        at=AT - timedelta(days=1),
        **more,
    )


def keep(keeper, *days, at=AT):
    return calendars.keep(keeper.organisation.board, days, by=keeper, at=at)


def due(deadline):
    deadline.refresh_from_db()
    return deadline.due_on


@pytest.mark.parametrize(
    ("rule", "days"),
    [("workdays:3", 3), ("workdays:-2", -2), ("workdays", None), ("workdays:", None), ("hours:24", None), ("", None)],
)
def test_only_a_count_of_working_days_is_read_as_one(rule, days):
    assert workdays_of(rule) == days


def test_a_day_off_moves_what_is_counted_over_it_to_the_evening_of_the_next_working_day(keeper, editor):
    deadline = counted(editor.organisation)
    assert due(deadline) == FRIDAY
    assert keep(keeper, OFF) == calendars.Kept(days=1, deadlines=1)
    assert due(deadline) == NEXT_MONDAY
    assert deadline.due_at == datetime(2027, 8, 23, 23, 59, 59, tzinfo=VIETNAM)
    assert deadline.moved_at == AT  # calendars of people see a change by it


def test_a_swapped_saturday_is_counted(keeper, editor):
    deadline = counted(editor.organisation, 5)
    assert due(deadline) == NEXT_MONDAY
    keep(keeper, Exceptional(SATURDAY, True, SOURCE))
    assert due(deadline) == SATURDAY


def test_a_day_taken_back_moves_them_back(keeper, editor):
    deadline = counted(editor.organisation)
    keep(keeper, OFF)
    calendars.drop(keeper.organisation.board, OFF.day, by=keeper, at=AT)
    assert due(deadline) == FRIDAY
    with pytest.raises(Refused, match="không còn"):
        calendars.drop(keeper.organisation.board, OFF.day, by=keeper, at=AT)


def test_nothing_comes_to_be_due_before_the_next_working_day(keeper, editor):
    """Friday morning one hears that the Saturday is worked: what was due on Monday is not due today."""
    keep(keeper, OFF)
    soon, late = counted(editor.organisation), counted(OrganisationFactory(board=keeper.organisation.board), 1)
    morning = datetime(2027, 8, 23, 9, tzinfo=VIETNAM)
    calendars.drop(keeper.organisation.board, OFF.day, by=keeper, at=morning)
    assert (due(soon), due(late)) == (NEXT_MONDAY, date(2027, 8, 17))


@pytest.mark.parametrize("rule", ["", "fixed-day", "by-officer", "hours:24"])
def test_a_day_that_was_not_counted_stays(rule, keeper, editor):
    deadline = counted(editor.organisation, rule=rule)
    assert keep(keeper, OFF).deadlines == 0
    assert due(deadline) == FRIDAY


def test_closed_ones_and_those_of_another_board_stay(keeper, editor):
    closed, foreign = counted(editor.organisation), counted(OrganisationFactory())
    deadlines.close(editor.organisation, DeadlineKind.MENDING, at=AT)
    assert keep(keeper, OFF).deadlines == 0
    assert due(closed) == due(foreign) == FRIDAY
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("state", "stays"),
    [(ExtensionState.GRANTED, True), (ExtensionState.SHORTENED, True), (ExtensionState.REFUSED, False)],
)
def test_one_that_was_given_more_time_stays(state, stays, keeper, editor):
    deadline = counted(editor.organisation)
    granted = {"due_after": FRIDAY} if stays else {}
    Extension.objects.create(
        board=keeper.organisation.board,
        organisation=editor.organisation,
        deadline=deadline,
        state=state,
        due_before=TODAY,
        wanted_on=FRIDAY,
        reason="Thử",
        asked_by=editor.user,
        asked_at=AT,
        **granted,
    )
    keep(keeper, OFF)
    assert due(deadline) == (FRIDAY if stays else NEXT_MONDAY)


def test_what_stands_already_changes_nothing_and_tells_nobody(keeper, editor):
    counted(editor.organisation)
    keep(keeper, OFF)
    told, audited = Notice.objects.count(), AuditEntry.objects.count()
    assert keep(keeper, OFF) == calendars.Kept(0, 0)
    assert (Notice.objects.count(), AuditEntry.objects.count()) == (told, audited)


def test_a_person_hears_once_of_all_deadlines_that_moved(keeper, editor):
    counted(editor.organisation)
    counted(editor.organisation, kind=DeadlineKind.OPINION)
    keep(keeper, OFF)
    (notice,) = Notice.objects.filter(kind="deadline_moved")
    assert notice.recipient == editor.user
    assert notice.params["count"] == 2
    assert notice.params["moved"][0] == {"title": "Bổ sung mending", "before": "20/08/2027", "after": "23/08/2027"}
    assert notice.params["days"] == [{"day": "18/08/2027", "is_working": False}]


def test_somebody_of_two_organisations_hears_once_and_an_assignee_instead_of_the_others(keeper, editor):
    other = OrganisationFactory(board=keeper.organisation.board)
    actor(Role.EDITOR, other, user=editor.user)
    counted(editor.organisation)
    counted(other)
    office = board_organisation(keeper.organisation.board)
    officer = actor(Role.OFFICER, office)
    counted(office, kind=DeadlineKind.REVIEW, assignee=officer.user)
    keep(keeper, OFF)
    told = {one.recipient: one.params["count"] for one in Notice.objects.filter(kind="deadline_moved")}
    assert told == {editor.user: 2, officer.user: 1}


def test_the_head_hears_where_nobody_else_prepares_and_contacts_where_nobody_has_an_account(keeper):
    board = keeper.organisation.board
    head = actor(Role.HEAD, OrganisationFactory(board=board))
    silent = OrganisationFactory(board=board)
    contact = ContactFactory(organisation=silent)
    ContactFactory(organisation=silent, confirmed=False)
    counted(head.organisation)
    counted(silent)
    keep(keeper, OFF)
    told = {one.recipient or one.address for one in Notice.objects.filter(kind="deadline_moved")}
    assert told == {head.user, contact.email}


def test_unsent_reminders_of_the_old_day_are_taken_back_and_those_of_the_new_follow(keeper, editor):
    ladder, _made = Ladder.objects.get_or_create(board=None, kind=DeadlineKind.MENDING)
    ladder.steps.all().delete()
    LadderStep.objects.create(ladder=ladder, days=-3, audience="owners", wording="soon")
    plan(at=AT)
    counted(editor.organisation)
    plan(at=AT + timedelta(days=1))
    keep(keeper, OFF, at=AT + timedelta(days=1, hours=1))
    reminders = Notice.objects.filter(kind="deadline_soon")
    assert [one.state for one in reminders] == [NoticeState.CANCELLED]
    plan(at=AT + timedelta(days=4))
    assert reminders.filter(state=NoticeState.PENDING).get().params["due_on"] == "2027-08-23"


def test_a_day_without_a_source_or_named_twice_is_refused_and_none_is_kept(keeper):
    for faulty in ([OFF, Exceptional(FRIDAY, False, " ")], [OFF, OFF]):
        with pytest.raises(Refused, match="Chưa lưu ngày nào"):
            keep(keeper, *faulty)
    assert not CalendarDay.objects.filter(board_id=keeper.board_id).exists()


def test_what_is_foreseen_is_what_moves(keeper, editor):
    counted(editor.organisation)
    (move,) = calendars.foresee(keeper.organisation.board, [OFF], at=AT)
    assert (move.before, move.after, move.count) == (FRIDAY, NEXT_MONDAY, 1)
    assert due(Deadline.objects.get()) == FRIDAY
    keep(keeper, OFF)
    assert calendars.foresee(keeper.organisation.board, [], [OFF.day], at=AT)[0].after == FRIDAY


def test_very_many_move_by_as_few_statements_as_one(keeper, django_assert_max_num_queries):
    for _number in range(30):
        counted(actor(Role.EDITOR, OrganisationFactory(board=keeper.organisation.board)).organisation)
    with django_assert_max_num_queries(34):
        keep(keeper, OFF)
    assert Deadline.objects.filter(due_on=NEXT_MONDAY).count() == 30
