"""A tenant in a zone, somebody of its board, and somebody of the zone's investor."""

import pytest

from enterprises.models import Capacity, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, actor, place


@pytest.fixture
def tenant():
    tenant = OrganisationFactory(name="Công ty TNHH Thử Nghiệm An Phú")
    place(tenant, ZoneFactory(board=tenant.board))
    return tenant


@pytest.fixture
def officer(tenant):
    return actor(Role.OFFICER, tenant.board.organisations.get(kind="board"))


@pytest.fixture
def landlord(tenant):
    investor = OrganisationFactory(board=tenant.board, kind=OrganisationKind.INVESTOR)
    place(investor, tenant.tenancies.get().zone, Capacity.INVESTOR)
    return actor(Role.EDITOR, investor)
