"""Somebody who lost the second factor: taken away by another, said, and written down; never by oneself."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.urls import reverse

from antt_portal.core.models import AuditDetail, AuditEntry, Notice
from antt_portal.core.refusal import Refused
from enterprises.models import Membership, Role
from enterprises.people import sessions
from enterprises.people.resetting import reset
from enterprises.permissions import can_reset_second_factor
from enterprises.tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    actor,
    board_organisation,
    give_second_factor,
)

AT = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
ACT = "membership.reset_second_factor"

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return actor(Role.ADMINISTRATOR)


@pytest.fixture
def lost(administrator):
    """An officer of the same board, with an app and spare codes that are at the bottom of a lake."""
    membership = actor(Role.OFFICER, administrator.organisation).membership
    Authenticator.objects.create(user=membership.user, type=Authenticator.Type.RECOVERY_CODES, data={})
    return membership


def code(membership, by):
    with pytest.raises(Refused) as refused:
        reset(membership, reason="Mất điện thoại", by=by, at=AT)
    return refused.value.code


def test_everything_is_taken_away_said_and_written_down(administrator, lost):
    reset(lost, reason="Mất điện thoại, đã gặp mặt", by=administrator, at=AT)
    assert not Authenticator.objects.filter(user=lost.user).exists()
    entry = AuditEntry.objects.get(verb=ACT)
    assert (entry.user, entry.subject_id) == (administrator.user, lost.public_id)
    assert AuditDetail.objects.get(entry=entry).note == "Mất điện thoại, đã gặp mặt"
    assert Notice.objects.get(kind="second_factor_reset").recipient == lost.user


def test_what_the_person_had_open_ends(client, administrator, lost, monkeypatch):
    monkeypatch.setattr(sessions, "SEEN_EVERY_SECONDS", 0)  # a row for this one from its first page on
    client.force_login(lost.user)
    client.get(reverse("home"))
    assert UserSession.objects.filter(user=lost.user).exists()
    reset(lost, reason="Mất điện thoại", by=administrator, at=AT)
    assert client.get(reverse("home")).url.startswith(reverse("account_login"))


def test_nobody_resets_for_oneself(administrator):
    assert code(administrator.membership, administrator) == "self"
    assert not can_reset_second_factor(administrator, administrator.membership)
    assert Authenticator.objects.filter(user=administrator.user).exists()


def test_where_nothing_is_set_up_nothing_is_said(administrator, lost):
    Authenticator.objects.all().delete()
    assert code(lost, administrator) == "none"
    assert not Notice.objects.exists()


@pytest.mark.parametrize("is_past", [True, False])
def test_a_head_opens_no_door_of_a_board(is_past):
    """Somebody of an enterprise who also works for its board."""
    head = actor(Role.HEAD)
    colleague = actor(Role.EDITOR, head.organisation)
    until = date(2021, 1, 1) if is_past else None
    own = board_organisation(head.organisation.board)
    MembershipFactory(user=colleague.user, organisation=own, role=Role.OFFICER, valid_to=until)
    if is_past:
        reset(colleague.membership, reason="Mất khóa", by=head, at=AT)
        assert not Authenticator.objects.filter(user=colleague.user).exists()
    else:
        assert code(colleague.membership, head) == "elsewhere"
        assert Authenticator.objects.filter(user=colleague.user).exists()


def test_an_administrator_opens_no_door_of_another_board(administrator, lost):
    MembershipFactory(user=lost.user, organisation=OrganisationFactory())
    assert code(lost, administrator) == "elsewhere"
    assert Authenticator.objects.filter(user=lost.user).exists()


@pytest.mark.parametrize(
    ("role", "may"), [(Role.OFFICER, False), (Role.LEADER, False), (Role.CLERK, False), (Role.ADMINISTRATOR, True)]
)
def test_of_a_board_its_administrator_alone(administrator, lost, role, may):
    assert can_reset_second_factor(actor(role, administrator.organisation), lost) is may
    assert not can_reset_second_factor(actor(role), lost)


def test_the_page_asks_for_a_reason_and_comes_back_to_the_people(client, administrator, lost):
    client.force_login(administrator.user)
    people = client.get(reverse("enterprises:people", args=[lost.organisation.public_id])).content.decode()
    page = reverse("enterprises:second-factor-reset", args=[lost.public_id])
    assert page in people
    assert reverse("enterprises:second-factor-reset", args=[administrator.membership.public_id]) not in people
    assert client.post(page, {"reason": " "}).status_code == 422
    assert Authenticator.objects.filter(user=lost.user).exists()
    said = client.post(page, {"reason": "Mất điện thoại"}, follow=True).content.decode()
    assert "thiết lập lại khi đăng nhập lần tới" in said
    assert page not in said
    assert client.post(page, {"reason": "Mất điện thoại"}).status_code == 409


def run(user, reason="Người duy nhất, đã gọi điện"):
    out = StringIO()
    call_command("reset_second_factor", "--user", user.email, "--reason", reason, stdout=out)
    return out.getvalue()


def test_the_operator_does_it_for_the_last_administrator(administrator):
    assert "Đã gỡ" in run(administrator.user)
    assert not Authenticator.objects.filter(user=administrator.user).exists()
    entry = AuditEntry.objects.get(verb=ACT)
    assert (entry.role, entry.user, entry.board_id) == ("system", None, administrator.board_id)


@pytest.mark.parametrize("case", ["no-reason", "unknown", "nobody", "nothing"])
def test_the_operator_reads_why_not(administrator, case):
    person, reason = {"unknown": UserFactory.build()}.get(case, administrator.user), "Mất" * (case != "no-reason")
    if case == "nobody":
        Membership.objects.update(valid_from="2019-01-01", valid_to="2021-01-01")
    if case == "nothing":
        Authenticator.objects.all().delete()
    with pytest.raises(CommandError):
        run(person, reason)
    assert not AuditEntry.objects.filter(verb=ACT).exists()


def test_an_enterprise_s_own_head_may():
    head = actor(Role.HEAD)
    colleague = actor(Role.EDITOR, head.organisation)
    give_second_factor(colleague.user)
    reset(colleague.membership, reason="Mất khóa", by=head, at=AT)
    assert not Authenticator.objects.filter(user=colleague.user).exists()
