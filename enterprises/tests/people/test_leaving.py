"""Somebody leaves: the last day, the last head, and what the person had in hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from enterprises.models import Authority, Deadline, DeadlineKind, Delegation, Membership, Role
from enterprises.people import delegating
from enterprises.people.handing_over import in_hand
from enterprises.people.leaving import leave
from enterprises.tests.dues import a_deadline
from enterprises.tests.factories import MembershipFactory, UserFactory, actor

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 10, 2, tzinfo=UTC)
TODAY = date(2026, 11, 10)


@pytest.fixture
def head():
    return actor(Role.HEAD)


@pytest.fixture
def editor(head):
    return actor(Role.EDITOR, head.organisation)


def end(one, *, last_day=TODAY, to=None, by=None):
    leave(one.membership, last_day=last_day, to=to, by=by or one, at=AT)


def refusal(one, **how):
    with pytest.raises(Refused) as refused:
        end(one, **how)
    return refused.value.code


def test_the_membership_gets_its_last_day_and_the_record_says_by_whom(head, editor):
    end(editor, by=head)
    assert Membership.objects.get(pk=editor.membership.pk).valid_to == TODAY
    entry = AuditEntry.objects.get(verb="membership.end")
    assert (entry.user_id, entry.detail.note) == (head.user.pk, editor.user.full_name)


@pytest.mark.parametrize("role", [Role.HEAD, Role.ADMINISTRATOR])
def test_the_last_who_heads_or_administers_stays(role):
    last = actor(role)
    assert refusal(last) == "last-head"
    end_of_other = actor(role, last.organisation)
    Membership.objects.filter(pk=end_of_other.membership.pk).update(valid_to=TODAY)
    assert refusal(last) == "last-head"
    actor(role, last.organisation)
    end(last)


def test_a_head_whose_account_is_off_is_no_other_head(head):
    other = actor(Role.HEAD, head.organisation)
    other.user.is_active = False
    other.user.save()
    assert refusal(head) == "last-head"


def test_nobody_leaves_before_coming_or_twice(head, editor):
    assert refusal(editor, last_day=date(2019, 12, 31), by=head) == "dates"
    end(editor, by=head)
    assert refusal(editor, by=head) == "ended"
    end(editor, last_day=TODAY - timedelta(days=1), by=head)


def test_work_goes_to_the_colleague_named(head, editor):
    due = a_deadline(DeadlineKind.ANSWER, TODAY, head.organisation, assignee=editor.user)
    assert [count for _label, count in in_hand(head.organisation, editor.user)] == [1]
    end(editor, to=head.user, by=head)
    assert Deadline.objects.get(pk=due.pk).assignee == head.user
    assert in_hand(head.organisation, editor.user) == []


def test_without_a_colleague_it_waits_for_whoever_takes_it(head, editor):
    due = a_deadline(DeadlineKind.ANSWER, TODAY, head.organisation, assignee=editor.user)
    end(editor, by=head)
    assert Deadline.objects.get(pk=due.pk).assignee is None


def test_work_of_another_organisation_is_not_touched(head, editor):
    elsewhere = MembershipFactory(user=editor.user)
    due = a_deadline(DeadlineKind.ANSWER, TODAY, elsewhere.organisation, assignee=editor.user)
    end(editor, to=head.user, by=head)
    assert Deadline.objects.get(pk=due.pk).assignee == editor.user


def test_who_stays_in_another_role_keeps_the_work(head, editor):
    MembershipFactory(user=editor.user, organisation=head.organisation, role=Role.HEAD)
    due = a_deadline(DeadlineKind.ANSWER, TODAY, head.organisation, assignee=editor.user)
    end(editor, to=head.user, by=head)
    assert Deadline.objects.get(pk=due.pk).assignee == editor.user


@pytest.mark.parametrize("who", ["stranger", "leaver", "former"])
def test_only_a_present_colleague_takes_it(head, editor, who):
    former = MembershipFactory(organisation=head.organisation, valid_to=date(2025, 1, 1)).user
    chosen = {"stranger": UserFactory(), "leaver": editor.user, "former": former}[who]
    assert refusal(editor, to=chosen, by=head) == "not-colleague"


def test_whoever_left_signs_for_nobody_there():
    leader = actor(Role.LEADER)
    delegating.grant(
        leader.organisation,
        leader.user,
        authority=Authority.FOR_HEAD,
        office="Phó Trưởng ban",
        for_office="Trưởng ban",
        document="12/QĐ-BQL",
        valid_from=date(2026, 1, 1),
        by=leader,
        at=AT,
    )
    end(leader)
    assert Delegation.objects.get().valid_to == TODAY


def page(one):
    return reverse("enterprises:membership-end", args=[one.membership.public_id])


def test_the_head_lets_somebody_go_by_the_page(client, head, editor):
    client.force_login(head.user)
    a_deadline(DeadlineKind.ANSWER, TODAY, head.organisation, assignee=editor.user)
    assert "Thời hạn đang mở" in client.get(page(editor)).content.decode()
    answer = client.post(page(editor), {"last_day": "10/11/2026", "to": str(head.user.public_id)}, follow=True)
    assert "Đã thôi" in answer.content.decode()
    assert Deadline.objects.get().assignee == head.user


def test_what_is_refused_keeps_what_was_typed(client, head):
    client.force_login(head.user)
    answer = client.post(page(head), {"last_day": "10/11/2026"})
    assert answer.status_code == 409
    assert "10/11/2026" in answer.content.decode()
    assert "Người duy nhất giữ vai trò này" in answer.content.decode()


def test_a_colleague_of_somebody_else_cannot_be_named(client, head, editor):
    client.force_login(head.user)
    answer = client.post(page(editor), {"last_day": "10/11/2026", "to": str(UserFactory().public_id)})
    assert answer.status_code == 422
    assert Membership.objects.get(pk=editor.membership.pk).valid_to is None


def test_boards_people_are_ended_by_their_administrator_only(client):
    officer = actor(Role.OFFICER)
    for role, status in ((Role.UNIT_HEAD, 403), (Role.ADMINISTRATOR, 200)):
        client.force_login(actor(role, officer.organisation).user)
        assert client.get(page(officer)).status_code == status
