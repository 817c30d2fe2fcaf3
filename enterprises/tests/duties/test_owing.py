"""Which enterprise owes which duty: opened ahead, once, and closed when it is owed no more."""

from datetime import date, datetime, timedelta

import pytest

from antt_portal.core.clock import VIETNAM
from antt_portal.core.refusal import Refused
from enterprises.duties import keeping as duties
from enterprises.duties import owing, terms
from enterprises.duties.owing import open_terms
from enterprises.models import (
    Condition,
    Deadline,
    DeadlineKind,
    DutyTerm,
    OrganisationKind,
    RecurringDuty,
    Role,
    Tenancy,
)
from enterprises.tests.factories import BoardFactory, OrganisationFactory, ZoneFactory, actor, board_organisation, place

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

AT = datetime(2027, 4, 20, 0, 25, tzinfo=VIETNAM)
DUE = date(2027, 6, 4)
LATER = timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_others():
    RecurringDuty.objects.all().delete()


@pytest.fixture
def board():
    return BoardFactory()


@pytest.fixture
def keeper(board):
    return actor(Role.UNIT_HEAD, board_organisation(board))


@pytest.fixture
def tenant(board):
    return OrganisationFactory(board=board)


def duty(code="thu", **changes):
    values = {"title": "Báo cáo thử", "receiver": "Sở Thử", "basis": "Nghị định thử", "is_verified": True}
    rule = {"rule": "yearly", "month": 6, "day": 4}
    return RecurringDuty.objects.create(code=code, **{**values, **rule, **changes})


def owed():
    """Whose terms have an open deadline, and on which day."""
    due = Deadline.objects.open().filter(kind=DeadlineKind.DUTY)
    return {(one.organisation, one.due_on) for one in due.select_related("organisation")}


def test_a_term_opens_with_its_deadline_two_months_ahead_and_once(tenant):
    duty()
    assert open_terms(at=AT - timedelta(days=20)) == 0
    assert open_terms(at=AT) == 1
    assert open_terms(at=AT) == open_terms(at=AT + LATER) == 0
    due = Deadline.objects.get()
    term = DutyTerm.objects.get()
    assert (due.organisation, due.due_on, due.route, due.subject_id) == (tenant, DUE, owing.ROUTE, term.public_id)
    assert due.due_at == datetime(2027, 6, 4, 23, 59, 59, tzinfo=VIETNAM)


def test_investors_and_tenants_are_asked_the_board_units_and_agencies_are_not(board, tenant):
    investor = OrganisationFactory(board=board, kind=OrganisationKind.INVESTOR)
    OrganisationFactory(board=board, kind=OrganisationKind.AGENCY)
    OrganisationFactory(board=board, kind=OrganisationKind.UNIT, parent=board_organisation(board))
    duty()
    open_terms(at=AT)
    assert owed() == {(tenant, DUE), (investor, DUE)}


@pytest.mark.parametrize("condition", [one for one in Condition.values if one])
def test_a_condition_asks_only_those_with_the_trait(condition, board, tenant):
    with_trait = OrganisationFactory(board=board, **{condition: True})
    duty(condition=condition)
    open_terms(at=AT)
    assert owed() == {(with_trait, DUE)}


def test_whoever_leaves_before_the_day_is_not_asked_and_what_was_open_is_closed(board, tenant):
    zone = ZoneFactory(board=board)
    place(tenant, zone)
    staying = OrganisationFactory(board=board)
    duty()
    open_terms(at=AT)
    assert owed() == {(tenant, DUE), (staying, DUE)}
    Tenancy.objects.filter(organisation=tenant).update(valid_to=DUE - LATER)
    open_terms(at=AT)
    assert owed() == {(staying, DUE)}


@pytest.mark.parametrize(
    ("changes", "is_asked"),
    [
        ({}, True),
        ({"is_verified": False}, False),
        ({"is_on": False}, False),
        ({"valid_to": DUE - LATER}, False),
        ({"valid_to": DUE}, True),
        ({"valid_from": DUE + LATER}, False),
        ({"month": 2, "day": 31, "rule": "yearly"}, False),
        ({"month": None, "day": None, "rule": "yearly"}, False),  # no rule at all: passed over, and said in the log
        ({"month": None, "day": None, "offset": 12, "rule": "event_hours"}, False),
    ],
)
def test_only_what_is_verified_on_and_in_force_on_its_day_is_asked(changes, is_asked, tenant):
    duty(**changes)
    open_terms(at=AT)
    assert bool(owed()) == is_asked


def test_a_board_switches_on_what_nobody_verified_for_itself_alone(board, keeper, tenant):
    OrganisationFactory()
    shared = duty(is_verified=False)
    own = duties.switch(board, shared, on=True, seen=1, by=keeper, at=AT)
    assert (own.board, own.is_verified) == (board, False)
    assert owed() == {(tenant, DUE)}


def test_switched_off_its_terms_are_closed_late_ones_too_and_on_again_they_open(board, keeper, tenant):
    shared = duty()
    open_terms(at=AT)
    late = datetime(2027, 6, 10, 9, tzinfo=VIETNAM)
    own = duties.switch(board, shared, on=False, seen=1, by=keeper, at=late)
    assert owed() == set()
    duties.switch(board, own, on=True, seen=own.version, by=keeper, at=AT + LATER)
    assert owed() == {(tenant, DUE)}
    assert DutyTerm.objects.count() == 1


def test_what_was_done_of_the_portals_duty_is_not_asked_again_of_the_boards_copy(board, keeper, tenant):
    shared = duty()
    open_terms(at=AT)
    terms.finish(DutyTerm.objects.get(), done_on=AT.date(), note="", by=actor(Role.EDITOR, tenant), at=AT)
    duties.edit(board, shared, written(shared, title="Tên khác"), seen=1, by=keeper, at=AT)
    assert (owed(), DutyTerm.objects.count()) == (set(), 1)


def written(one, **changes):
    return {name: getattr(one, name) for name in duties.WRITTEN} | changes


def test_another_day_closes_the_old_one_and_opens_the_new(board, keeper, tenant):
    shared = duty()
    open_terms(at=AT)
    duties.edit(board, shared, written(shared, day=10), seen=1, by=keeper, at=AT)
    assert owed() == {(tenant, date(2027, 6, 10))}


def test_whoever_saw_an_older_version_is_told(board, keeper):
    shared = duty()
    own = duties.verify(board, shared, basis="Điều 1", seen=1, by=keeper, at=AT)
    for stale, seen in ((shared, 1), (own, 1)):
        with pytest.raises(Refused, match="người khác sửa"):
            duties.switch(board, stale, on=False, seen=seen, by=keeper, at=AT)


def test_a_board_writes_into_no_duty_of_another(board, keeper):
    foreign = duty(board=BoardFactory())
    with pytest.raises(Refused):
        duties.switch(board, foreign, on=False, seen=1, by=keeper, at=AT)


@pytest.mark.parametrize(
    "faulty", [{"month": None}, {"offset": 3}, {"valid_from": DUE, "valid_to": DUE - LATER}, {"rule": "month_end"}]
)
def test_numbers_that_make_no_rule_are_refused(faulty, board, keeper):
    values = written(duty()) | faulty
    with pytest.raises(Refused, match="Chưa lưu"):
        duties.add(board, values, by=keeper, at=AT)


def test_an_own_duty_is_asked_at_once(board, keeper, tenant):
    duties.add(board, written(duty(is_on=False), title="Báo cáo riêng"), by=keeper, at=AT)
    assert Deadline.objects.get().title == "Báo cáo riêng"


def test_as_many_statements_for_thirty_enterprises_as_for_one(board, tenant, django_assert_max_num_queries):
    duty()
    for _number in range(30):
        OrganisationFactory(board=board)
    with django_assert_max_num_queries(9):
        open_terms(at=AT)
    assert len(owed()) == 31
