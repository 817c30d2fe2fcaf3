"""Who belongs to an investor, and who can be reached at all; asked of many organisations at once."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from enterprises.models import Capacity, Contact, Organisation, OrganisationKind, Role
from enterprises.tests.factories import (
    ContactFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    ZoneFactory,
    actor,
    place,
)

ON = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 3, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant():
    """In no zone yet."""
    return OrganisationFactory()


@pytest.fixture
def investor(tenant):
    return OrganisationFactory(board=tenant.board, kind=OrganisationKind.INVESTOR)


@pytest.fixture
def zone(tenant, investor):
    zone = ZoneFactory(board=tenant.board)
    place(tenant, zone)
    place(investor, zone, Capacity.INVESTOR)
    return zone


def tenants(investor, on=ON):
    return list(Organisation.objects.tenants_of(investor, on))


def test_an_investor_has_the_tenants_of_its_zones_each_once(tenant, investor, zone):
    other_zone = ZoneFactory(board=tenant.board)
    place(investor, other_zone, Capacity.INVESTOR)
    place(tenant, other_zone)
    place(OrganisationFactory(board=tenant.board), ZoneFactory(board=tenant.board))
    assert tenants(investor) == [tenant]


@pytest.mark.parametrize("whose", ["tenant", "investor"])
def test_who_left_the_zone_has_no_tenants_and_is_none(tenant, investor, zone, whose):
    left = zone.tenancies.get(capacity=whose)
    left.valid_to = ON
    left.save()
    assert tenants(investor) == [tenant]
    assert tenants(investor, date(2026, 11, 3)) == []


def test_a_tenant_has_no_tenants(tenant, zone):
    assert tenants(tenant) == []


def test_an_investor_that_rents_in_its_own_zone_is_a_tenant_there(investor, tenant, zone):
    place(investor, zone, Capacity.TENANT)
    assert set(tenants(investor)) == {tenant, investor}


def reached(organisation):
    found = Organisation.objects.with_account_on(ON).get(pk=organisation.pk)
    return found.has_account, found.has_contact, found.had_contact_only


def test_nobody_was_ever_known(tenant):
    assert reached(tenant) == (False, False, False)


def test_somebody_can_act_for_it(tenant):
    MembershipFactory(organisation=tenant)
    assert reached(tenant) == (True, False, False)


@pytest.mark.parametrize("left", [{"valid_to": date(2026, 11, 1)}, {"user__is_active": False}])
def test_whoever_could_act_for_it_is_gone(tenant, left):
    MembershipFactory(organisation=tenant, **left)
    assert reached(tenant) == (False, False, True)


def test_a_role_that_begins_tomorrow_reaches_nobody_today(tenant):
    MembershipFactory(organisation=tenant, valid_from=date(2026, 11, 3))
    assert reached(tenant) == (False, False, False)


def test_a_registered_contact_reaches_it_without_an_account(tenant):
    ContactFactory(organisation=tenant)
    assert reached(tenant) == (False, True, False)


@pytest.mark.parametrize("lost", [{"ended_on": ON}, {"bounced_at": AT}])
def test_its_only_contact_is_lost(tenant, lost):
    ContactFactory(organisation=tenant, **lost)
    assert reached(tenant) == (False, False, True)


def test_a_contact_nobody_confirmed_neither_reaches_it_nor_ever_did(tenant):
    ContactFactory(organisation=tenant, confirmed=False)
    assert reached(tenant) == (False, False, False)


def test_a_contact_holds_until_the_day_it_is_ended_on(tenant):
    ContactFactory(organisation=tenant, ended_on=ON)
    assert Contact.objects.registered(date(2026, 11, 1)).count() == 1
    assert Contact.objects.registered(ON).count() == 0


def test_any_number_of_organisations_costs_one_query(tenant, investor, zone, django_assert_num_queries):
    for _n in range(5):
        place(OrganisationFactory(board=tenant.board), zone)
    with django_assert_num_queries(1):
        found = list(Organisation.objects.tenants_of(investor, ON).with_account_on(ON).for_list())
    assert len(found) == 6


@pytest.mark.parametrize("role", [Role.HEAD, Role.EDITOR])
def test_an_investor_reaches_itself_and_its_tenants(tenant, investor, zone, role):
    OrganisationFactory(board=tenant.board)
    reachable = Organisation.objects.reachable_by(actor(role, investor), ON)
    assert set(reachable) == {tenant, investor}


def test_a_tenant_reaches_itself_a_board_everybody_behind_its_wall(tenant, investor, zone):
    assert set(Organisation.objects.reachable_by(actor(Role.HEAD, tenant), ON)) == {tenant}
    officer = actor(Role.OFFICER, tenant.board.organisations.get(kind="board"))
    OrganisationFactory()
    assert set(Organisation.objects.reachable_by(officer, ON)) == {tenant, investor, officer.organisation}


def test_one_address_is_one_present_contact_of_an_organisation(tenant):
    ContactFactory(organisation=tenant, email="a@vidu.example", ended_on=ON)
    ContactFactory(organisation=tenant, email="a@vidu.example")
    ContactFactory(email="a@vidu.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(organisation=tenant, email="a@vidu.example")


@pytest.mark.parametrize("half", [{"confirmed_at": None}, {"confirmed_by": None}])
def test_a_confirmation_has_a_time_and_a_person(tenant, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(organisation=tenant, **{"confirmed_by": UserFactory(), **half})
