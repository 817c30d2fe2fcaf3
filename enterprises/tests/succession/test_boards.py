"""A board is merged into another: what goes on behind the new wall, what stays behind the old, and who may do it."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.refusal import Refused
from enterprises.models import (
    Applicability,
    Authority,
    Board,
    Capacity,
    Contact,
    Delegation,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Succession,
    Tenancy,
    Zone,
)
from enterprises.succession import boards
from enterprises.succession.deciding import Ground
from enterprises.tests.factories import (
    SINCE,
    BoardFactory,
    ContactFactory,
    MembershipFactory,
    OrganisationFactory,
    ZoneFactory,
    actor,
    board_organisation,
    place,
)

pytestmark = pytest.mark.django_db
MERGED, LAST = date(2025, 7, 1), date(2025, 6, 30)
AT = datetime(2025, 7, 1, 2, tzinfo=UTC)
WHY = Ground("202/2025/QH15", date(2025, 6, 12))


@pytest.fixture
def former():
    return BoardFactory(code="thai-binh-cu")


@pytest.fixture
def keeper():
    """Administers the successor."""
    return actor(Role.ADMINISTRATOR, board_organisation(BoardFactory(code="hung-yen")))


@pytest.fixture
def tenant(former):
    """In a zone of an investor, with a head and a contact."""
    zone = ZoneFactory(board=former, name="KCN Ví Dụ Sông Xanh")
    place(OrganisationFactory(board=former, kind=OrganisationKind.INVESTOR), zone, Capacity.INVESTOR)
    tenant = OrganisationFactory(board=former, tax_code="9900000012", handles_chemicals=True)
    place(tenant, zone)
    MembershipFactory(organisation=tenant, role=Role.HEAD)
    ContactFactory(organisation=tenant)
    return tenant


def merger(former, keeper, **changes):
    values = {"former": former, "to": keeper.organisation.board, "on": MERGED, "why": WHY}
    return boards.Merger(**{**values, **changes})


def merge(former, keeper, *, by=None, at=AT, **changes):
    what = merger(former, keeper, **changes)
    digest = boards.preview(what, on=at.date()).digest
    return boards.merge(what, digest=digest, by=by or keeper, at=at)


def hindrances(what, on=MERGED):
    return {line.code for line in boards.preview(what, on=on).hinders}


def test_zones_and_enterprises_go_on_behind_the_new_wall(former, keeper, tenant):
    merge(former, keeper)
    to = keeper.organisation.board
    new = Organisation.objects.get(board=to, predecessor=tenant)
    assert (new.name, new.tax_code, new.handles_chemicals) == (tenant.name, tenant.tax_code, True)
    assert new.name_on(MERGED).source.endswith("(202/2025/QH15)")
    zone = Zone.objects.get(board=to)
    assert (zone.name, zone.valid_from, zone.predecessor.valid_to) == ("KCN Ví Dụ Sông Xanh", MERGED, LAST)
    there = Tenancy.objects.on(MERGED)
    assert {one.board for one in there} == {to}
    assert there.filter(capacity=Capacity.TENANT).get().organisation == new
    assert Tenancy.objects.on(LAST).get(organisation=tenant).board == former


def test_people_and_contacts_are_at_both_places(former, keeper, tenant):
    merge(former, keeper)
    new = Organisation.objects.get(predecessor=tenant)
    head = Membership.objects.get(organisation=tenant)
    assert [one.recipient for one in Notice.objects.filter(kind="succession_done")] == [head.user]
    assert head.valid_to is None
    assert Membership.objects.get(organisation=new).user == head.user
    assert (
        Contact.objects.registered(MERGED).get(organisation=new).email == Contact.objects.get(organisation=tenant).email
    )


def test_an_enterprise_of_both_boards_is_one_afterwards(former, keeper, tenant):
    known = OrganisationFactory(board=keeper.organisation.board, tax_code=tenant.tax_code, name="Tên ở Ban kia")
    head = Membership.objects.get(organisation=tenant).user
    MembershipFactory(organisation=known, role=Role.HEAD, user=head)
    merge(former, keeper)
    known.refresh_from_db()
    assert (known.predecessor, known.name) == (tenant, "Tên ở Ban kia")
    assert Tenancy.objects.on(MERGED).filter(organisation=known).exists()
    assert Membership.objects.filter(organisation=known, user=head).count() == 1


def test_who_left_before_stays_where_it_was(former, keeper, tenant):
    gone = OrganisationFactory(board=former)
    place(gone, ZoneFactory(board=former))
    Tenancy.objects.filter(organisation=gone).update(valid_to=date(2024, 1, 1))
    merge(former, keeper)
    assert not Organisation.objects.filter(predecessor=gone).exists()


def test_the_year_is_finished_there_and_the_next_begins_here(former, keeper, tenant):
    Applicability.objects.create(board=former, organisation=tenant, year=2025, status="invited", reason="Được mời")
    merge(former, keeper)
    new = Organisation.objects.get(predecessor=tenant)
    asked = {
        (one.organisation, one.year): one.status for one in Applicability.objects.filter(organisation__in=[tenant, new])
    }
    assert asked == {
        (tenant, 2025): "invited",
        (tenant, 2026): "not_applicable",
        (new, 2025): "not_applicable",
        (new, 2026): "invited",
    }


def test_its_people_work_for_the_successor_and_can_finish_what_is_open(former, keeper, tenant):
    zone = tenant.tenancies.get().zone
    officer = actor(Role.OFFICER, board_organisation(former))
    officer.membership.zones.add(zone)
    merge(former, keeper)
    new = Membership.objects.get(user=officer.user, organisation=keeper.organisation)
    assert (new.role, new.valid_from, [one.predecessor for one in new.zones.all()]) == ("officer", MERGED, [zone])
    assert Membership.objects.get(pk=officer.membership.pk).valid_to is None
    assert Membership.objects.filter(user=keeper.user, organisation=board_organisation(former)).exists()


def test_without_people_nobody_of_the_former_board_is_let_in(former, keeper, tenant):
    officer = actor(Role.OFFICER, board_organisation(former))
    merge(former, keeper, with_people=False)
    assert not Membership.objects.filter(user=officer.user, organisation=keeper.organisation).exists()


def test_nobody_signs_for_the_former_board_any_more(former, keeper):
    own = board_organisation(former)
    leader = actor(Role.LEADER, own)
    given = {"authority": Authority.HEAD, "office": "Trưởng ban", "valid_from": SINCE}
    signs = Delegation.objects.create(board=former, organisation=own, user=leader.user, **given)
    merge(former, keeper)
    signs.refresh_from_db()
    assert signs.valid_to == LAST


def test_it_is_written_behind_both_walls_with_the_document(former, keeper, tenant):
    merge(former, keeper)
    former.refresh_from_db()
    to = Board.objects.get(code="hung-yen")
    assert (former.closed_on, to.predecessor) == (MERGED, former)
    names = (board_organisation(former).name, keeper.organisation.name)
    for board in (former, to):
        one = Succession.objects.get(board=board)
        assert (one.organisation.board, (one.former_name, one.new_name)) == (board, names)
    told = [one.detail.after["document"] for one in AuditEntry.objects.filter(verb="board.close")]
    assert told == ["202/2025/QH15"] * 2


def test_done_once_it_is_not_done_again(former, keeper, tenant):
    merge(former, keeper)
    former.refresh_from_db()
    keeper.organisation.board.refresh_from_db()
    assert hindrances(merger(former, keeper)) >= {"closed", "heir"}
    with pytest.raises(Refused):
        merge(former, keeper)
    assert Organisation.objects.filter(predecessor=tenant).count() == 1


def test_what_stands_in_the_way_is_said(former, keeper, tenant):
    to = keeper.organisation.board
    ZoneFactory(board=to, name="KCN Ví Dụ Sông Xanh")
    OrganisationFactory(board=to, kind=OrganisationKind.AGENCY, tax_code=tenant.tax_code)
    assert hindrances(merger(former, keeper)) == {"zones", "codes"}
    assert hindrances(merger(former, keeper), on=LAST) >= {"ahead"}
    assert hindrances(merger(to, keeper)) >= {"itself"}
    ZoneFactory(board=former, valid_from=MERGED)
    assert "begins-later" in hindrances(merger(former, keeper))


def test_only_an_administrator_of_the_successor_does_it(former, keeper, tenant):
    for other in (actor(Role.LEADER, keeper.organisation), actor(Role.ADMINISTRATOR, board_organisation(former))):
        with pytest.raises(Refused, match="quản trị của Ban kế thừa"):
            merge(former, keeper, by=other)
    assert Board.objects.get(pk=former.pk).closed_on is None


def test_a_preview_that_changed_is_not_carried_out(former, keeper, tenant):
    what = merger(former, keeper)
    digest = boards.preview(what, on=MERGED).digest
    place(OrganisationFactory(board=former), tenant.tenancies.get().zone)
    with pytest.raises(Refused) as refused:
        boards.merge(what, digest=digest, by=keeper, at=AT)
    assert refused.value.code == "changed"


def test_one_zone_goes_over_and_both_boards_go_on(former, keeper, tenant):
    zone = tenant.tenancies.get().zone
    left = place(OrganisationFactory(board=former), ZoneFactory(board=former))
    to = keeper.organisation.board
    merge(former, keeper, zone=zone)
    assert [one.predecessor for one in Zone.objects.filter(board=to)] == [zone]
    assert {one.predecessor for one in Organisation.objects.enterprises().filter(board=to)} == {
        one.organisation for one in zone.tenancies.all()
    }
    assert list(Tenancy.objects.on(MERGED).filter(board=former)) == [left]
    former.refresh_from_db()
    to.refresh_from_db()
    assert (former.closed_on, to.predecessor) == (None, None)
    assert not Membership.objects.filter(user=keeper.user, organisation=board_organisation(former)).exists()


def test_who_is_in_another_zone_as_well_is_asked_at_both_places(former, keeper, tenant):
    second = place(tenant, ZoneFactory(board=former))
    merge(former, keeper, zone=tenant.tenancies.exclude(pk=second.pk).get().zone)
    assert not Applicability.objects.filter(organisation=tenant).exists()
    assert Tenancy.objects.on(MERGED).filter(organisation=tenant).get() == second
    new = Organisation.objects.get(predecessor=tenant)
    assert Applicability.objects.get(organisation=new, year=2026).status == "required"


def test_each_board_reads_of_its_own_office_and_zone(former, keeper, tenant):
    """What the other wall hides is written out."""
    zone = tenant.tenancies.get().zone
    merge(former, keeper, zone=zone)
    for board in (former, keeper.organisation.board):
        one = Succession.objects.get(board=board)
        assert (one.organisation.board, one.zone.board, one.zone.name) == (board, board, zone.name)
        assert (one.former_name, one.new_name) == (board_organisation(former).name, keeper.organisation.name)


def command(keeper, **more):
    out = StringIO()
    given = {"former": "thai-binh-cu", "to": "hung-yen", "on": MERGED, "document": "202/2025/QH15"}
    told = {"documented_on": date(2025, 6, 12), "by": keeper.user.email}
    call_command("merge_boards", stdout=out, **{**given, **told, **more})
    return out.getvalue()


def test_the_command_shows_first_and_does_what_it_showed(former, keeper, tenant):
    said = command(keeper)
    assert Board.objects.get(pk=former.pk).closed_on is None
    assert "Đã thực hiện." in command(keeper, confirm=said.split("--confirm ")[1].strip())
    assert Board.objects.get(pk=former.pk).closed_on == MERGED


@pytest.mark.parametrize(
    "wrong", [{"to": "khong-co"}, {"zone": "khong-co"}, {"by": "ai-do@vidu.example"}, {"confirm": "0"}]
)
def test_the_command_says_what_is_wrong_and_does_nothing(former, keeper, tenant, wrong):
    with pytest.raises(CommandError):
        command(keeper, **wrong)
    assert not Succession.objects.exists()
