"""A tenant is renamed, leaves or merges; an investor changes: previewed, confirmed once, on its day, and recorded."""

from datetime import date, timedelta

import pytest

from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.refusal import Refused
from enterprises.models import (
    Capacity,
    Deadline,
    DeadlineKind,
    Membership,
    OrganisationKind,
    Role,
    Succession,
    Tenancy,
)
from enterprises.succession import deciding
from enterprises.succession.examining import preview
from enterprises.succession.parts import Fate
from enterprises.tests.dues import a_deadline
from enterprises.tests.factories import MembershipFactory, OrganisationFactory, ZoneFactory, actor, place
from enterprises.tests.succession.acts import AT, SINCE, WHY, begun, confirmed, done, told

pytestmark = pytest.mark.django_db
LAST = SINCE - timedelta(days=1)
AHEAD = date(2026, 7, 1)


@pytest.fixture
def other(tenant):
    return OrganisationFactory(board=tenant.board, name="Công ty TNHH Thử Nghiệm Bình Minh")


def refusal(act, *args, **more):
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return refused.value.code


def hindrances(found):
    return set(told(found, Fate.HINDERS))


def test_nothing_happens_before_it_is_confirmed(tenant, officer):
    found = begun(tenant, "leave", by=officer)
    assert told(found)["tenancies"] == 1
    assert Tenancy.objects.get().valid_to is None
    assert [one.verb for one in AuditEntry.objects.all()] == ["succession.begin"]


def test_a_new_name_holds_from_its_day_and_older_papers_keep_theirs(tenant, officer):
    found = done(tenant, "rename", by=officer, new_name="Công ty TNHH Thử Nghiệm Đại An")
    tenant.refresh_from_db()
    assert (tenant.name, tenant.name_on(SINCE).source) == ("Công ty TNHH Thử Nghiệm Đại An", "125/QĐ-UBND, 20/05/2026")
    assert tenant.name_on(LAST).name == found.former_name == "Công ty TNHH Thử Nghiệm An Phú"


def test_the_record_names_the_document(tenant, officer):
    found = done(tenant, "leave", by=officer)
    entry = AuditEntry.objects.get(verb="succession.carry_out")
    assert (entry.subject_id, entry.user_id) == (found.public_id, officer.user.pk)
    assert entry.detail.after["document"] == WHY.document
    assert entry.detail.after["counts"]["tenancies"] == 1


def test_who_leaves_is_in_no_zone_from_that_day_and_owes_no_later_duty(tenant, officer):
    before = a_deadline(DeadlineKind.DUTY, LAST, tenant)
    after = a_deadline(DeadlineKind.DUTY, SINCE, tenant)
    answer = a_deadline(DeadlineKind.ANSWER, AHEAD, tenant)
    done(tenant, "leave", by=officer)
    assert Tenancy.objects.get().valid_to == LAST
    assert set(Deadline.objects.open()) == {before, answer}
    assert Deadline.objects.get(pk=after.pk).closed_at == AT


def test_who_leaves_one_of_two_zones_still_owes_its_duties(tenant, officer):
    second = place(tenant, ZoneFactory(board=tenant.board))
    due = a_deadline(DeadlineKind.DUTY, AHEAD, tenant)
    done(tenant, "leave", by=officer, zone=second.zone)
    assert list(Deadline.objects.open()) == [due]
    assert Tenancy.objects.get(valid_to=LAST) == second


def test_a_merged_tenant_is_followed_in_its_zones_by_its_successor(tenant, other, officer):
    shared = ZoneFactory(board=tenant.board)
    place(tenant, shared), place(other, shared)
    found = done(tenant, "merge", by=officer, successor=other)
    assert not Tenancy.objects.on(SINCE).filter(organisation=tenant).exists()
    its = Tenancy.objects.on(SINCE).filter(organisation=other)
    assert its.count() == 2
    assert not its.on(LAST).exclude(zone=shared).exists()
    assert {line["code"]: line["count"] for line in found.lines}["tenancies-of-successor"] == 1


def test_whoever_heads_the_successor_answers_for_the_merged_one(tenant, other, officer):
    own = actor(Role.HEAD, tenant)
    heir, editor = actor(Role.HEAD, other), actor(Role.EDITOR, other)
    MembershipFactory(organisation=other, role=Role.HEAD, user=own.user)
    done(tenant, "merge", by=officer, successor=other)
    heads = Membership.objects.filter(organisation=tenant, role=Role.HEAD)
    assert {one.user for one in heads} == {own.user, heir.user}
    assert editor.user not in {one.user for one in heads}


def test_another_investor_has_the_zone_from_its_day(tenant, landlord, officer):
    zone = tenant.tenancies.get().zone
    to = OrganisationFactory(board=tenant.board, kind=OrganisationKind.INVESTOR)
    head = actor(Role.HEAD, tenant)
    done(landlord.organisation, "investor", by=officer, successor=to, zone=zone)
    investors = Tenancy.objects.filter(zone=zone, capacity=Capacity.INVESTOR)
    assert [one.organisation for one in investors.on(LAST)] == [landlord.organisation]
    assert [one.organisation for one in investors.on(SINCE)] == [to]
    assert set(Notice.objects.values_list("recipient", flat=True)) == {landlord.user.pk, head.user.pk}
    assert Notice.objects.get(recipient=head.user).params["path"] == "/"


@pytest.mark.parametrize("kind", ["leave", "merge"])
def test_the_investor_of_the_zone_is_told_of_a_tenant_that_is_gone(tenant, other, landlord, officer, kind):
    """Its head; ``landlord`` is an editor."""
    told_head, head = actor(Role.HEAD, landlord.organisation), actor(Role.HEAD, tenant)
    found = done(tenant, kind, by=officer, **({"successor": other} if kind == "merge" else {}))
    told_of = dict(Notice.objects.values_list("recipient", "params__path"))
    assert told_of == {told_head.user.pk: "/", head.user.pk: found.get_absolute_url()}


def test_a_preview_that_changed_is_shown_again(tenant, officer):
    found = begun(tenant, "leave", by=officer)
    digest = preview(found).digest
    place(tenant, ZoneFactory(board=tenant.board))
    assert refusal(deciding.confirm, found, digest=digest, by=officer, at=AT, seen=found.version) == "changed"
    assert not Tenancy.objects.exclude(valid_to=None).exists()
    confirmed(found, by=officer)


def test_confirmed_twice_it_happens_once(tenant, officer):
    found = begun(tenant, "leave", by=officer)
    digest = preview(found).digest
    for expected in (None, "stale"):
        if expected is None:
            deciding.confirm(found, digest=digest, by=officer, at=AT, seen=1)
        else:
            assert refusal(deciding.confirm, found, digest=digest, by=officer, at=AT, seen=1) == expected
    assert AuditEntry.objects.filter(verb="tenancy.end").count() == 1


def test_one_change_of_an_organisation_waits_at_a_time(tenant, officer):
    found = begun(tenant, "leave", by=officer)
    assert refusal(begun, tenant, "rename", by=officer, new_name="Tên mới") == "pending"
    deciding.drop(found, by=officer, at=AT, seen=found.version)
    begun(tenant, "rename", by=officer, new_name="Tên mới")


def test_a_day_to_come_is_waited_for(tenant, officer):
    found = confirmed(begun(tenant, "leave", by=officer, on=AHEAD), by=officer)
    assert (found.status, Tenancy.objects.get().valid_to) == ("planned", None)
    assert deciding.carry_out_due(at=AT) == 0
    assert [deciding.carry_out_due(at=AT + timedelta(days=21)) for _run in range(2)] == [1, 0]
    assert Tenancy.objects.get().valid_to == date(2026, 6, 30)


@pytest.mark.parametrize("status", ["draft", "planned", "done", "dropped"])
@pytest.mark.parametrize("verb", ["confirm", "drop"])
def test_an_act_from_any_other_status_is_stale(tenant, officer, status, verb):
    found = begun(tenant, "leave", by=officer, on=AHEAD)
    Succession.objects.update(status=status, done_at=AT)
    act = deciding.drop if verb == "drop" else confirmed
    more = {"at": AT, "seen": 1} if verb == "drop" else {}
    if status in {"confirm": {"draft"}, "drop": {"draft", "planned"}}[verb]:
        act(found, by=officer, **more)
    else:
        assert refusal(act, found, by=officer, **more) == "stale"
        assert Succession.objects.get().status == status


def test_before_its_day_it_can_be_dropped(tenant, officer):
    found = confirmed(begun(tenant, "leave", by=officer, on=AHEAD), by=officer)
    deciding.drop(found, by=officer, at=AT, seen=found.version)
    assert deciding.carry_out_due(at=AT + timedelta(days=30)) == 0
    assert refusal(deciding.drop, found, by=officer, at=AT, seen=found.version) == "stale"


def test_what_stands_in_the_way_by_then_holds_it_and_is_told(tenant, other, officer):
    found = confirmed(begun(tenant, "merge", by=officer, on=AHEAD, successor=other), by=officer)
    third = OrganisationFactory(board=tenant.board)
    done(other, "merge", by=officer, successor=third)
    deciding.carry_out_due(at=AT + timedelta(days=21))
    found.refresh_from_db()
    assert (found.status, Tenancy.objects.filter(organisation=tenant).get().valid_to) == ("draft", None)
    assert Notice.objects.get(kind="succession_held").params["why"] == found.held_because


def test_whoever_confirmed_and_has_left_carries_nothing_out(tenant, officer):
    found = confirmed(begun(tenant, "leave", by=officer, on=AHEAD), by=officer)
    Membership.objects.filter(pk=officer.membership.pk).update(valid_to=date(2026, 6, 15))
    deciding.carry_out_due(at=AT + timedelta(days=21))
    assert Succession.objects.get(pk=found.pk).status == "draft"
    assert Tenancy.objects.get().valid_to is None


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("rename", {"new_name": "Công ty TNHH Thử Nghiệm An Phú"}, "same-name"),
        ("rename", {"new_name": "Tên mới", "on": date(2020, 1, 1)}, "name-date"),
        ("leave", {"on": date(2020, 1, 1)}, "begins-later"),
        ("leave", {"on": date(2019, 1, 1)}, "begins-later"),
    ],
)
def test_what_cannot_be_is_said_in_the_preview_and_refused(tenant, officer, kind, more, code):
    found = begun(tenant, kind, by=officer, **more)
    assert hindrances(found) == {code}
    assert refusal(confirmed, found, by=officer) == "hindered"


def test_who_has_left_leaves_no_more(tenant, officer):
    done(tenant, "leave", by=officer)
    assert hindrances(begun(tenant, "leave", by=officer, on=AHEAD)) == {"not-there"}


def test_a_zone_is_not_left_without_investor(tenant, landlord, officer):
    assert hindrances(begun(landlord.organisation, "leave", by=officer)) == {"invests"}


@pytest.mark.parametrize("kind", ["tenant", "investor"])
def test_an_investor_merges_into_an_investor_only(tenant, landlord, officer, kind):
    to = OrganisationFactory(board=tenant.board, kind=kind)
    found = begun(landlord.organisation, "merge", by=officer, successor=to)
    assert hindrances(found) == ({"not-an-investor"} if kind == "tenant" else set())


def test_nobody_merges_into_who_is_gone_or_behind_another_wall(tenant, other, officer):
    done(other, "merge", by=officer, successor=OrganisationFactory(board=tenant.board))
    found = begun(tenant, "merge", by=officer, successor=other)
    assert hindrances(found) == {"merged"}
    found.successor = OrganisationFactory()
    assert hindrances(found) == {"other-board"}
