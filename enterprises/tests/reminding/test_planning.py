"""What was reached is told once, to the right people, in the right hours, whatever the scheduler did."""

from datetime import date, datetime, timedelta

import pytest

from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import Notice, NoticeState
from enterprises.due import deadlines
from enterprises.models import (
    Audience,
    Capacity,
    DeadlineKind,
    Extension,
    Ladder,
    LadderStep,
    OrganisationKind,
    Pause,
    Role,
    Wording,
)
from enterprises.reminding.planning import plan
from enterprises.tests.factories import BoardFactory, ContactFactory, OrganisationFactory, ZoneFactory, actor, place

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

DUE = date(2026, 10, 29)  # a Thursday
OPENED = datetime(2026, 10, 1, 9, tzinfo=VIETNAM)
KIND = DeadlineKind.MENDING


def on(day, hour=8, minute=0, month=10):
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


def ladder(*steps, board=None, kind=KIND):
    made = Ladder.objects.get_or_create(board=board, kind=kind)[0]
    made.steps.all().delete()
    for days, audience, *more in steps:
        wording = more[0] if more else Wording.SOON
        LadderStep.objects.create(ladder=made, days=days, audience=audience, wording=wording)
    return made


@pytest.fixture
def owner():
    return actor(Role.EDITOR)


@pytest.fixture
def deadline(owner):
    ladder((-7, Audience.OWNERS), (-3, Audience.OWNERS), (0, Audience.OWNERS, Wording.TODAY))
    plan(at=on(2))
    return open_for(owner.organisation)


def open_for(organisation, due_on=DUE, at=OPENED, **more):
    return deadlines.open_deadline(
        organisation, KIND, organisation=organisation, title="Hồ sơ 2026", route="home", due_on=due_on, at=at, **more
    )


def told(state=NoticeState.PENDING):
    return [(one.recipient, one.params["step"]) for one in Notice.objects.filter(state=state).order_by("occasion_at")]


def test_nothing_is_told_before_a_step_is_reached(deadline):
    assert plan(at=on(21, 23, 59)) == 0


def test_a_step_is_reached_as_its_day_begins_and_told_once(deadline, owner):
    assert plan(at=on(22, 0, 5)) == 1
    assert told() == [(owner.user, "T-7")]
    assert plan(at=on(22, 0, 5)) == plan(at=on(22, 10)) == 0
    assert Notice.objects.get().occasion_at == on(22, 0)


def test_every_step_of_a_whole_ladder_in_its_time(deadline, owner):
    for day in range(20, 32):
        plan(at=on(day))
    assert told() == [(owner.user, "T-7"), (owner.user, "T-3"), (owner.user, "T+0")]


def test_after_an_outage_the_latest_step_is_told_and_those_before_it_are_kept_untold(deadline, owner):
    plan(at=on(20))
    assert plan(at=on(29)) == 3
    assert told() == [(owner.user, "T+0")]
    assert told(NoticeState.SUPERSEDED) == [(owner.user, "T-7"), (owner.user, "T-3")]


def test_a_clock_that_went_back_tells_nothing_twice(deadline):
    plan(at=on(22, 8))
    assert plan(at=on(22, 7)) == 0
    assert plan(at=on(22, 9)) == 0
    assert Notice.objects.count() == 1


def test_what_a_long_transaction_committed_after_a_run_is_found_by_the_next(owner, deadline):
    plan(at=on(22, 0, 1))
    late = actor(Role.EDITOR)
    open_for(late.organisation)
    plan(at=on(22, 0, 6))
    plan(at=on(22, 0, 20))
    assert sorted(who.pk for who, _step in told()) == sorted([owner.user.pk, late.user.pk])


def test_what_was_reached_before_it_was_opened_is_no_occasion(deadline, owner):
    plan(at=on(20))
    other = OrganisationFactory(board=owner.organisation.board)
    somebody = actor(Role.EDITOR, other)
    open_for(other, at=on(25, 9))
    plan(at=on(26))
    assert [who for who, _step in told()].count(somebody.user) == 1
    assert (somebody.user, "T-3") in told()


def test_a_closed_one_is_told_of_no_more(deadline, owner):
    deadlines.close(owner.organisation, KIND, at=on(21))
    assert plan(at=on(29)) == 0


def test_mail_waits_for_the_morning_and_for_a_working_day(deadline, owner):
    open_for(owner.organisation, due_on=date(2026, 11, 1), at=OPENED)  # T-7 is Sunday 25 October
    plan(at=on(25, 0, 5))
    assert Notice.objects.get().due_at == on(26, 7)


def test_an_urgent_step_waits_for_nothing(deadline, owner):
    LadderStep.objects.update(is_urgent=True)
    plan(at=on(22, 0, 5))
    assert Notice.objects.get().due_at == on(22, 0, 5)


def test_hours_around_the_instant_due(owner):
    made = ladder()
    LadderStep.objects.create(ladder=made, days=0, hours=-4, audience=Audience.OWNERS, wording=Wording.SOON)
    plan(at=on(2))
    open_for(owner.organisation)
    assert plan(at=on(29, 19, 59)) == 0
    assert plan(at=on(29, 20, 10)) == 1
    assert Notice.objects.get().occasion_at == on(29, 19, 59) + timedelta(seconds=59)


# ---- whom ----


@pytest.fixture
def town():
    """A tenant in a zone with its investor, and the board's people; one officer has another zone."""
    board = BoardFactory()
    zone, elsewhere = ZoneFactory(board=board), ZoneFactory(board=board)
    tenant = OrganisationFactory(board=board)
    investor = OrganisationFactory(board=board, kind=OrganisationKind.INVESTOR)
    place(tenant, zone)
    place(investor, zone, Capacity.INVESTOR)
    own = board.organisations.get(kind=OrganisationKind.BOARD)
    people = {
        "editor": actor(Role.EDITOR, tenant),
        "head": actor(Role.HEAD, tenant),
        "investor": actor(Role.HEAD, investor),
        "officer": actor(Role.OFFICER, own),
        "elsewhere": actor(Role.OFFICER, own),
        "leader": actor(Role.LEADER, own),
    }
    people["officer"].membership.zones.add(zone)
    people["elsewhere"].membership.zones.add(elsewhere)
    return tenant, people


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        (Audience.OWNERS, {"editor"}),
        (Audience.HEADS, {"head"}),
        (Audience.INVESTORS, {"investor"}),
        (Audience.OFFICERS, {"officer"}),
        (Audience.LEADERS, {"leader"}),
        (Audience.AGENCIES, set()),
    ],
)
def test_an_audience_is_these_people_and_nobody_else(town, audience, who):
    tenant, people = town
    ladder((0, audience))
    plan(at=on(2))
    open_for(tenant)
    plan(at=on(29))
    assert {person for person, _step in told()} == {people[one].user for one in who}


def test_without_an_editor_the_head_is_to_act(town):
    tenant, people = town
    people["editor"].membership.valid_to = date(2026, 9, 30)
    people["editor"].membership.save()
    ladder((0, Audience.OWNERS))
    plan(at=on(2))
    open_for(tenant)
    plan(at=on(29))
    assert told() == [(people["head"].user, "T+0")]


def test_an_assignee_is_told_instead_of_everybody(town):
    tenant, people = town
    ladder((0, Audience.OWNERS))
    plan(at=on(2))
    open_for(tenant, assignee=people["head"].user)
    plan(at=on(29))
    assert told() == [(people["head"].user, "T+0")]


def test_an_organisation_without_accounts_is_told_at_its_contact(deadline):
    nobody = OrganisationFactory()
    contact = ContactFactory(organisation=nobody, confirmed=True)
    open_for(nobody)
    plan(at=on(29))
    told_it = Notice.objects.get(recipient=None, state=NoticeState.PENDING)
    assert (told_it.address, told_it.name) == (contact.email, contact.name)


def test_a_board_with_a_ladder_of_its_own_follows_that_alone(deadline, owner):
    ladder((-1, Audience.OWNERS), board=owner.organisation.board)
    plan(at=on(30))
    assert told() == [(owner.user, "T-1")]


def test_a_board_that_switched_its_ladder_off_is_left_alone(deadline, owner):
    made = ladder((-1, Audience.OWNERS), board=owner.organisation.board)
    made.is_on = False
    made.save()
    assert plan(at=on(30)) == 0


# ---- escalating ----


@pytest.fixture
def escalating(town):
    tenant, people = town
    ladder((1, Audience.OWNERS, Wording.LATE), (3, Audience.LEADERS, Wording.ESCALATED))
    plan(at=on(2))
    return open_for(tenant), people


def test_the_step_above_comes_when_the_lower_one_got_no_answer(escalating):
    _deadline, people = escalating
    plan(at=on(30))
    plan(at=on(2, month=11))
    assert told() == [(people["editor"].user, "T+1"), (people["leader"].user, "T+3")]


def test_after_an_outage_those_who_are_to_act_have_a_day_before_it_goes_up(escalating):
    _deadline, people = escalating
    plan(at=on(3, month=11))
    up, down = (Notice.objects.get(recipient=people[who].user) for who in ("leader", "editor"))
    assert down.due_at == on(3, month=11)
    assert up.due_at == on(4, month=11)


@pytest.fixture
def over_a_weekend(town):
    """Due on a Friday: both steps are reached before anybody gets mail on Monday morning."""
    tenant, people = town
    made = ladder((1, Audience.OWNERS, Wording.LATE), (2, Audience.LEADERS, Wording.ESCALATED))
    plan(at=on(2))
    open_for(tenant, due_on=date(2026, 10, 30))
    return made, people


def mail_times(people):
    return {one.params["step"]: one.due_at for one in Notice.objects.filter(recipient__in=people)}


def test_over_days_off_those_who_are_to_act_have_a_day_as_well(over_a_weekend):
    _ladder, people = over_a_weekend
    plan(at=on(31, 0, 15))
    plan(at=on(1, 0, 15, month=11))
    users = [people["editor"].user, people["leader"].user]
    assert mail_times(users) == {"T+1": on(2, 7, month=11), "T+2": on(3, 7, month=11)}


@pytest.mark.parametrize(("urgent", "told_at"), [(True, on(31, 10)), (False, on(2, 7, month=11))])
def test_an_urgent_step_above_waits_for_that_day_and_for_no_working_day(town, urgent, told_at):
    tenant, people = town
    made = ladder((1, Audience.OWNERS, Wording.LATE), (2, Audience.LEADERS, Wording.ESCALATED))
    made.steps.filter(days=2).update(is_urgent=urgent)
    plan(at=on(2))
    open_for(tenant, due_on=date(2026, 10, 28))
    plan(at=on(30, 10))
    assert mail_times([people["leader"].user]) == {"T+2": told_at}


def test_a_lower_step_that_was_taken_back_delays_nothing(over_a_weekend):
    _ladder, people = over_a_weekend
    plan(at=on(31, 0, 15))
    Notice.objects.update(state=NoticeState.CANCELLED)
    plan(at=on(1, 0, 15, month=11))
    assert mail_times([people["leader"].user]) == {"T+2": on(2, 7, month=11)}


def test_nothing_goes_up_while_a_request_for_more_time_is_undecided(escalating):
    deadline, people = escalating
    Extension.objects.create(
        board_id=deadline.board_id,
        organisation=deadline.organisation,
        deadline=deadline,
        due_before=DUE,
        wanted_on=date(2026, 11, 20),
        reason="Chờ kết quả đo",
        asked_by=people["editor"].user,
        asked_at=on(29),
    )
    plan(at=on(30))
    plan(at=on(3, month=11))
    assert told() == [(people["editor"].user, "T+1")]


def test_an_officer_can_hold_all_of_it_back_for_a_time(escalating):
    deadline, people = escalating
    Pause.objects.create(
        board_id=deadline.board_id,
        deadline=deadline,
        until=date(2026, 11, 1),
        reason="Nhà máy ngập nước",
        made_by=people["officer"].user,
        made_at=on(29),
    )
    assert plan(at=on(31)) == 0
    plan(at=on(2, month=11))
    assert told() == [(people["leader"].user, "T+3")]
