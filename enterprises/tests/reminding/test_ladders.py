"""A board's own steps: what is a ladder and what is none, its copy and the portal's, and one editor at a time."""

from datetime import date, datetime

import pytest

from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.refusal import Refused
from enterprises.due import deadlines
from enterprises.models import Audience, DeadlineKind, Ladder, Role, Wording
from enterprises.reminding import ladders
from enterprises.reminding.ladders import Step, faults
from enterprises.reminding.planning import plan
from enterprises.tests.factories import OrganisationFactory, actor

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

AT = datetime(2027, 3, 1, 9, tzinfo=VIETNAM)
KIND = DeadlineKind.MENDING
BEFORE = Step(-7, Audience.OWNERS, Wording.SOON)
LATE = Step(1, Audience.OWNERS, Wording.LATE)
UP = Step(3, Audience.OFFICERS, Wording.ESCALATED)


@pytest.fixture
def keeper():
    return actor(Role.ADMINISTRATOR)


def keep(keeper, *steps, seen=0, is_on=True):
    board = keeper.organisation.board
    return ladders.keep(board, KIND, steps or (BEFORE, LATE, UP), is_on=is_on, seen=seen, by=keeper, at=AT)


def used(keeper):
    return Ladder.objects.counting_for(keeper.board_id)[KIND]


@pytest.mark.parametrize("kind", DeadlineKind)
def test_every_shipped_ladder_is_one_that_a_board_could_save(kind, keeper):
    assert list(faults(ladders.steps_of(Ladder.objects.counting_for(keeper.board_id)[kind]))) == []


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [UP],  # nobody was asked before
        [LATE, Step(1, Audience.OFFICERS, Wording.ESCALATED)],  # at the very same time
        [Step(1, Audience.INVESTORS, Wording.LATE), UP],  # those who are to act heard nothing
        [BEFORE, BEFORE],
        [BEFORE, Step(2, Audience.OWNERS, Wording.SOON)],
        [BEFORE, Step(1, Audience.OWNERS, Wording.TODAY)],
        [BEFORE, Step(-1, Audience.OWNERS, Wording.LATE)],
        [BEFORE, Step(3, Audience.OWNERS, Wording.ESCALATED)],
        [Step(2, Audience.OWNERS, Wording.LATE, hours=4)],
        [Step(-n, Audience.OWNERS, Wording.SOON) for n in range(1, 32)],
    ],
)
def test_what_is_no_ladder_is_said_and_not_kept(steps, keeper):
    assert list(faults(steps))
    with pytest.raises(Refused):
        ladders.keep(keeper.organisation.board, KIND, steps, is_on=True, seen=0, by=keeper, at=AT)
    assert used(keeper).board is None


def test_hours_stand_among_the_days():
    hours = Step(0, Audience.OWNERS, Wording.SOON, hours=-4)
    assert not list(faults([BEFORE, hours, LATE, UP]))
    assert [one.code for one in sorted([UP, hours, BEFORE, LATE], key=lambda one: one.place)] == [
        "T-7",
        "T-4h",
        "T+1",
        "T+3",
    ]


def test_a_board_has_its_own_copy_and_the_others_the_portals(keeper):
    keep(keeper)
    assert [one.code for one in used(keeper).steps.all()] == ["T-7", "T+1", "T+3"]
    stranger = actor(Role.ADMINISTRATOR)
    assert used(stranger).board is None
    assert AuditEntry.objects.filter(verb="ladder.keep").count() == 1


def test_the_portals_steps_hold_again_after_a_reset(keeper):
    own = keep(keeper)
    ladders.reset(keeper.organisation.board, KIND, seen=own.version, by=keeper, at=AT)
    assert used(keeper).board is None
    with pytest.raises(Refused, match="mặc định rồi"):
        ladders.reset(keeper.organisation.board, KIND, seen=0, by=keeper, at=AT)


def test_whoever_saw_an_older_version_is_told_and_nothing_is_lost(keeper):
    keep(keeper)
    keep(keeper, BEFORE, seen=1)
    for stale in (0, 1):
        with pytest.raises(Refused, match="người khác sửa"):
            keep(keeper, LATE, seen=stale)
    assert [one.code for one in used(keeper).steps.all()] == ["T-7"]


def test_the_boards_own_steps_are_those_that_remind_and_one_that_is_off_reminds_nobody(keeper):
    owner = actor(Role.EDITOR, OrganisationFactory(board=keeper.organisation.board))
    own = keep(keeper, Step(-2, Audience.OWNERS, Wording.SOON))
    plan(at=AT)
    deadlines.open_deadline(
        owner.organisation,
        KIND,
        organisation=owner.organisation,
        title="x",
        route="home",
        due_on=date(2027, 3, 5),
        at=AT,
    )
    plan(at=datetime(2027, 3, 3, 9, tzinfo=VIETNAM))
    assert [one.params["step"] for one in Notice.objects.all()] == ["T-2"]
    keep(keeper, Step(-1, Audience.OWNERS, Wording.SOON), seen=own.version, is_on=False)
    plan(at=datetime(2027, 3, 4, 9, tzinfo=VIETNAM))
    assert Notice.objects.count() == 1


def test_the_days_of_a_sample():
    steps = [
        UP,
        BEFORE,
        Step(0, Audience.OWNERS, Wording.SOON, hours=-4),
        Step(0, Audience.HEADS, Wording.LATE, hours=4),
    ]
    got = [(one.step.code, one.on.day) for one in ladders.on_calendar(steps, date(2027, 3, 10))]
    assert got == [("T-7", 3), ("T-4h", 10), ("T+4h", 11), ("T+3", 13)]


def test_a_step_is_skipped_when_the_new_day_leaves_it_behind(keeper):
    keep(keeper)
    before, today = date(2027, 3, 12), date(2027, 3, 4)
    assert [one.code for one in ladders.skipped(used(keeper), before=before, after=date(2027, 3, 11), on=today)] == [
        "T-7"
    ]
    assert ladders.skipped(used(keeper), before=before, after=date(2027, 3, 15), on=today) == []
    assert ladders.skipped(None, before=before, after=date(2027, 3, 11), on=today) == []
