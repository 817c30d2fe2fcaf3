"""Who is told of a membership or an authority that ends, once each; and sessions that end with them."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from antt_portal.core.mail_message import message
from antt_portal.core.models import Notice
from enterprises.models import Authority, Delegation, Membership, Role
from enterprises.people.ending import announce, end_sessions
from enterprises.tests.factories import MembershipFactory, OrganisationFactory, actor, board_organisation

AT = datetime(2026, 10, 27, 1, 0, tzinfo=UTC)
TODAY = date(2026, 10, 27)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def told():
    rows = Notice.objects.order_by("pk")
    return [(row.kind, row.key.split(":")[3:5], row.recipient.full_name) for row in rows]


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def head(organisation):
    return actor(Role.HEAD, organisation).user


def ends(organisation, last_day, **more):
    return MembershipFactory(organisation=organisation, role=Role.EDITOR, valid_to=last_day, **more)


def test_the_head_is_told_a_fortnight_before_and_on_the_last_day(organisation, head):
    ends(organisation, TODAY + 14 * DAY)
    for days in (-1, 0, 0, 5, 14, 14, 15):
        announce(at=AT + days * DAY)
    assert told() == [
        ("membership_ending", ["2026-11-10", "ahead"], head.full_name),
        ("membership_ending", ["2026-11-10", "last-day"], head.full_name),
    ]


def test_a_last_day_on_which_nothing_ran_is_told_later(organisation, head):
    ends(organisation, TODAY - 3 * DAY)
    announce(at=AT)
    assert [occasion for _kind, occasion, _who in told()] == [["2026-10-24", "last-day"]]
    Notice.objects.all().delete()
    announce(at=AT + 5 * DAY)
    assert told() == []


def test_without_a_head_the_boards_administrator_is_told(organisation):
    keeper = actor(Role.ADMINISTRATOR, board_organisation(organisation.board)).user
    actor(Role.ADMINISTRATOR)  # of another board
    ends(organisation, TODAY)
    announce(at=AT)
    assert [who for _kind, _occasion, who in told()] == [keeper.full_name]
    assert str(organisation.public_id) in Notice.objects.get().params["path"]


def test_what_goes_on_is_no_news(organisation, head):
    ending = ends(organisation, TODAY + DAY)
    MembershipFactory(organisation=organisation, role=Role.EDITOR, user=ending.user, valid_from=TODAY + 2 * DAY)
    announce(at=AT)
    assert told() == []


def test_an_authority_to_sign_that_ends_is_told():
    leader = actor(Role.LEADER)
    keeper = actor(Role.ADMINISTRATOR, leader.organisation).user
    Delegation.objects.create(
        board_id=leader.board_id,
        organisation=leader.organisation,
        user=leader.user,
        authority=Authority.HEAD,
        office="Trưởng ban",
        valid_from=TODAY - DAY,
        valid_to=TODAY + 3 * DAY,
    )
    announce(at=AT)
    assert told() == [("delegation_ending", ["2026-10-30", "ahead"], keeper.full_name)]
    assert "30/10/2026" in message(Notice.objects.get()).subject


def session_of(user):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store.set_expiry(timezone.now() + timedelta(hours=1))
    store.save()
    return store.session_key


def test_sessions_end_with_the_last_membership(organisation, head):
    at = timezone.now()
    yesterday = at.date() - 2 * DAY
    gone, moved = ends(organisation, yesterday).user, ends(organisation, yesterday).user
    MembershipFactory(user=moved, organisation=OrganisationFactory())
    newcomer = MembershipFactory(organisation=organisation).user
    Membership.objects.filter(user=newcomer).delete()
    kept = {session_of(person) for person in (head, moved, newcomer)}
    session_of(gone)
    assert end_sessions(at=at) == 1
    assert set(Session.objects.values_list("pk", flat=True)) == kept
