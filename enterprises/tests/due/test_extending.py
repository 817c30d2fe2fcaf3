"""More time: asked for, granted, shortened, refused, withdrawn; and two officers at once."""

from datetime import UTC, date, datetime

import pytest

from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.at_once import at_once
from enterprises.due import deadlines, extending
from enterprises.models import Deadline, DeadlineKind, Extension, ExtensionState, Role
from enterprises.permissions import can_ask_extension, can_decide_extension
from enterprises.reminding.planning import plan
from enterprises.tests.dues import a_deadline
from enterprises.tests.factories import MembershipFactory, ZoneFactory, actor

AT = datetime(2026, 3, 13, 2, tzinfo=UTC)
DUE, WANTED = date(2026, 3, 20), date(2026, 4, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(tenant):
    return a_deadline(DeadlineKind.ANSWER, DUE, tenant)


@pytest.fixture
def editor(tenant):
    return actor(Role.EDITOR, tenant)


@pytest.fixture
def asked(due, editor, officer):
    return extending.ask(due, until=WANTED, reason=" Dây chuyền đang sửa. ", by=editor, at=AT)


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as found:
        act(*args, at=AT, **kwargs)
    return found.value.code


def test_asking_moves_nothing_and_tells_the_officers_of_its_zone(asked, due, officer, tenant):
    elsewhere = actor(Role.OFFICER, officer.organisation)
    elsewhere.membership.zones.add(ZoneFactory(board=tenant.board))
    assert (asked.state, asked.due_before, asked.reason) == ("asked", DUE, "Dây chuyền đang sửa.")
    due.refresh_from_db()
    assert due.due_on == DUE
    assert told("extension_asked") == {officer.user_id}
    assert AuditEntry.objects.get(verb="extension.ask").subject_id == due.public_id


def test_where_nobody_has_the_zone_unit_heads_are_told(due, editor, officer, tenant):
    officer.membership.zones.add(ZoneFactory(board=tenant.board))
    unit_head = actor(Role.UNIT_HEAD, officer.organisation)
    extending.ask(due, until=WANTED, reason="x", by=editor, at=AT)
    assert told("extension_asked") == {unit_head.user_id}


@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [
        (DUE, "x", "not-later"),
        (date(2027, 4, 10), "x", "too-far"),
        (WANTED, "  ", "reason-missing"),
    ],
)
def test_what_cannot_be_asked_is_refused(due, editor, until, reason, code):
    assert refused(extending.ask, due, until=until, reason=reason, by=editor) == code
    assert not Extension.objects.exists()


def test_of_what_is_late_a_day_that_has_passed_is_no_day(tenant, editor):
    late = a_deadline(DeadlineKind.ANSWER, date(2026, 3, 1), tenant)
    assert refused(extending.ask, late, until=date(2026, 3, 13), reason="x", by=editor) == "not-later"


def test_the_day_of_the_law_is_nobodys_to_move(tenant, editor):
    yearly = a_deadline(DeadlineKind.SELF_ASSESSMENT, DUE, tenant)
    assert not can_ask_extension(editor, yearly)
    assert refused(extending.ask, yearly, until=WANTED, reason="x", by=editor) == "not-extendable"


def test_one_request_at_a_time(asked, due, editor):
    assert refused(extending.ask, due, until=WANTED, reason="x", by=editor) == "asked"


def test_a_grant_moves_the_deadline_and_tells_who_asked_and_the_heads(asked, due, editor, officer, tenant):
    head, colleague = actor(Role.HEAD, tenant), actor(Role.EDITOR, tenant)
    extending.grant(asked, until=WANTED, by=officer, at=AT)
    due.refresh_from_db()
    assert (due.due_on, due.moved_at) == (WANTED, AT)
    assert (asked.state, asked.due_before, asked.due_after) == (ExtensionState.GRANTED, DUE, WANTED)
    assert told("extension_decided") == {editor.user_id, head.user_id}
    assert colleague.user_id not in told("extension_decided")


def test_an_earlier_day_than_asked_shortens_and_a_later_one_is_refused(asked, due, officer):
    assert refused(extending.grant, asked, until=date(2026, 4, 11), by=officer) == "later-than-asked"
    assert refused(extending.grant, asked, until=DUE, by=officer) == "not-later"
    extending.grant(asked, until=date(2026, 3, 31), by=officer, at=AT)
    assert (asked.state, asked.due_after) == (ExtensionState.SHORTENED, date(2026, 3, 31))


def test_a_refusal_needs_words_and_leaves_the_day(asked, due, officer):
    assert refused(extending.refuse, asked, note=" ", by=officer) == "note-missing"
    extending.refuse(asked, note="Đã gia hạn nhiều lần.", by=officer, at=AT)
    due.refresh_from_db()
    assert (asked.state, due.due_on) == (ExtensionState.REFUSED, DUE)
    assert Notice.objects.get(kind="extension_decided").params["note"] == "Đã gia hạn nhiều lần."


def test_who_decides_second_is_told_and_changes_nothing(asked, due, officer):
    extending.refuse(asked, note="Không.", by=officer, at=AT)
    assert refused(extending.grant, asked, until=WANTED, by=officer) == "decided"
    due.refresh_from_db()
    assert due.due_on == DUE


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_decides(asked, due, officer):
    officers = [officer, actor(Role.OFFICER, officer.organisation)]
    days = (WANTED, date(2026, 4, 3))

    def grant(number):
        extending.grant(Extension.objects.get(pk=asked.pk), until=days[number], by=officers[number], at=AT)
        return "granted"

    answers = at_once(grant, 2)
    assert sorted(answers) == ["decided", "granted"]
    asked.refresh_from_db()
    due.refresh_from_db()
    assert due.due_on == asked.due_after == days[answers.index("granted")]


def test_a_withdrawn_request_is_nobodys_to_grant(asked, editor, officer):
    extending.withdraw(asked, by=editor, at=AT)
    assert refused(extending.grant, asked, until=WANTED, by=officer) == "decided"


def test_what_is_done_needs_no_more_time(asked, due, officer):
    other = extending.ask(a_deadline(DeadlineKind.ANSWER, DUE), until=WANTED, reason="x", by=actor(Role.EDITOR), at=AT)
    deadlines.close_all(Deadline.objects.filter(pk=due.pk).open(), at=AT)
    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.state, other.state) == (ExtensionState.WITHDRAWN, ExtensionState.ASKED)
    assert refused(extending.grant, asked, until=WANTED, by=officer) == "closed"


def test_while_it_is_undecided_nothing_goes_up(asked, due):
    plan(at=datetime(2026, 3, 26, 1, tzinfo=UTC))
    plan(at=datetime(2026, 3, 27, 1, tzinfo=UTC))
    assert not Notice.objects.filter(kind="deadline_escalated").exists()


def test_nobody_decides_on_an_organisation_of_ones_own(asked, due, officer, tenant):
    assert can_decide_extension(officer, due)
    MembershipFactory(user=officer.user, organisation=tenant, valid_to=date(2021, 1, 1))
    assert not can_decide_extension(officer, due)
    assert not can_decide_extension(actor(Role.OFFICER), due)
