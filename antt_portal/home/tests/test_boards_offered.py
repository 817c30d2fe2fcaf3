"""What another board offers waits for the administrators of the one that is to take it over."""

import pytest

from antt_portal.core import clock
from antt_portal.home.todo import waiting
from enterprises.models import Role
from enterprises.succession import transferring
from enterprises.succession.deciding import Ground
from enterprises.tests.factories import BoardFactory, ZoneFactory, actor, board_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def taker():
    return actor(Role.ADMINISTRATOR, board_organisation(BoardFactory()))


@pytest.fixture
def giver():
    return actor(Role.ADMINISTRATOR, board_organisation(BoardFactory()))


@pytest.fixture
def transfer(giver, taker):
    today, zone = clock.today(), ZoneFactory(board=giver.organisation.board)
    why = Ground("12/NQ-HĐND", today)
    given = {"zone": zone, "with_people": False, "on": today, "why": why, "by": giver, "at": clock.now()}
    return transferring.begin(taker.organisation.board, **given)


def offer(transfer, giver):
    digest = transferring.examine(transfer, on=clock.today()).digest
    transferring.offer(transfer, digest=digest, by=giver, at=clock.now(), seen=1)


def shown(who):
    return [row.url for row in waiting(who, clock.today()).rows]


def test_it_waits_from_the_offer_until_somebody_declines(transfer, giver, taker):
    assert shown(taker) == []
    offer(transfer, giver)
    assert shown(taker) == [transfer.get_absolute_url()]
    transferring.drop(transfer, reason="", by=taker, at=clock.now(), seen=2)
    assert shown(taker) == []


def test_it_waits_for_nobody_else(transfer, giver, taker):
    offer(transfer, giver)
    for who in (giver, actor(Role.UNIT_HEAD, taker.organisation), actor(Role.ADMINISTRATOR)):
        assert transfer.get_absolute_url() not in shown(who)
