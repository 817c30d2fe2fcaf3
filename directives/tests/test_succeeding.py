"""A tenant or an investor is followed by another: what was sent stays, what was not goes another way or none."""

from datetime import timedelta

import pytest

from antt_portal.core.clock import local_date
from antt_portal.core.models import AuditEntry
from directives.asking.directing import Line
from directives.coverage.omissions import Why, omissions
from directives.forwarding.deadlines import count_through
from directives.models import Delivery, Forwarding, Group, Route
from directives.tests.audiences import ISSUED, a_directive, issued
from directives.tests.forwardings import FORWARDED, forwarded, own_delivery
from enterprises.models import Deadline, DeadlineKind, OrganisationKind, Role, Tenancy
from enterprises.tests.factories import OrganisationFactory, actor, place
from enterprises.tests.succession.acts import begun, confirmed, done, told

pytestmark = pytest.mark.django_db
AT = ISSUED + timedelta(days=30)
SINCE = local_date(AT)


@pytest.fixture
def directive(made):
    """Issued to two investors with two tenants each, and one in the zones of both; forwarded by nobody yet."""
    return issued(made)


@pytest.fixture
def other(made):
    """An investor that is in no zone yet, and somebody there."""
    new = OrganisationFactory(board=made.office.own.board, kind=OrganisationKind.INVESTOR)
    made.people[new.pk] = [actor(Role.EDITOR, new)]
    return new


def change(made, organisation, kind, **more):
    return done(organisation, kind, by=made.office.officer, on=SINCE, at=AT, **more)


def preview_of(made, organisation, kind, **more):
    return told(begun(organisation, kind, by=made.office.officer, on=SINCE, at=AT, **more))


def takes_over(made, other, **more):
    return change(made, made.investors[0], "investor", successor=other, zone=made.zones[0], **more)


def waiting_for(directive):
    return {one.who: one.count for one in omissions(directive, at=AT) if one.who and one.why != Why.LEFT_OUT}


def test_who_leaves_unreached_is_waited_for_by_nobody(made, directive):
    leaver = made.tenants[0][0]
    assert preview_of(made, leaver, "leave")["not-sent"] == 1
    confirmed(leaver.successions.get(), by=made.office.officer, at=AT)
    route = Route.objects.get(delivery__organisation=leaver)
    assert (route.excluded_at, route.excluded_by) == (AT, made.office.officer.user)
    assert leaver.name in route.excluded_reason
    assert count_through(directive, made.investors[0]) == (3, 2)


def test_the_last_who_waited_leaves_and_the_investor_has_nothing_to_forward(made, directive):
    forwarded(made, directive, to=[made.tenants[0][1], made.both])
    own = own_delivery(directive, made.investors[0])
    forwarding = Deadline.objects.open().filter(subject_id=own.public_id, kind=DeadlineKind.FORWARDING)
    assert forwarding.exists()
    change(made, made.tenants[0][0], "leave")
    assert not forwarding.exists()


def test_who_leaves_one_of_two_zones_is_still_reached_through_the_other(made, directive):
    change(made, made.both, "leave", zone=made.zones[0])
    left = Route.objects.get(delivery__organisation=made.both, excluded_at=None)
    assert left.via == made.investors[1]


def test_what_was_sent_before_stays_to_be_answered_by_who_left(made, directive):
    forwarded(made, directive)
    leaver = made.tenants[0][0]
    found = preview_of(made, leaver, "leave")
    assert (found["open-deliveries"], "not-sent" in found) == (1, False)
    due = set(Deadline.objects.open().filter(organisation=leaver))
    assert {one.kind for one in due} == {DeadlineKind.ACKNOWLEDGEMENT, DeadlineKind.ANSWER}
    confirmed(leaver.successions.get(), by=made.office.officer, at=AT)
    assert set(Deadline.objects.open().filter(organisation=leaver)) == due
    assert not Delivery.objects.exclude(ended_at=None).exists()


def test_what_a_merged_tenant_left_open_its_successor_answers_in_its_name(made, directive):
    forwarded(made, directive)
    merged, to = made.tenants[0]
    found = begun(merged, "merge", by=made.office.officer, on=SINCE, at=AT, successor=to)
    assert told(found, "moves")["open-deliveries"] == 1
    confirmed(found, by=made.office.officer, at=AT)
    assert Delivery.objects.filter(directive=directive, organisation=to).count() == 1
    assert Deadline.objects.open().filter(organisation=merged).count() == 2


def test_the_new_investor_forwards_what_the_former_one_did_not(made, directive, other):
    takes_over(made, other)
    assert waiting_for(directive) == {other: 3, made.investors[1]: 3}
    assert own_delivery(directive, other).sent_at == AT
    kinds = {DeadlineKind.FORWARDING, DeadlineKind.ACKNOWLEDGEMENT, DeadlineKind.ANSWER}
    assert set(Deadline.objects.open().filter(organisation=other).values_list("kind", flat=True)) == kinds
    due = Deadline.objects.open().get(organisation=other, kind=DeadlineKind.FORWARDING)
    assert due.due_on > SINCE
    assert not Deadline.objects.open().filter(organisation=made.investors[0], kind=DeadlineKind.FORWARDING).exists()


def test_whose_turn_it_was_before_stays_written(made, directive, other):
    takes_over(made, other)
    former = Route.objects.filter(directive=directive, via=made.investors[0])
    assert {(one.excluded_at, other.name in one.excluded_reason) for one in former} == {(AT, True)}
    after = AuditEntry.objects.get(verb="directive.hand_over").detail.after
    assert (after["from"], after["count"]) == (str(made.investors[0].public_id), 3)


def test_the_new_investor_can_forward_and_the_former_cannot(made, directive, other):
    takes_over(made, other)
    made.investors[0] = other
    draft = forwarded(made, directive)
    assert (draft.organisation, draft.routes.count()) == (other, 3)
    assert Delivery.objects.get(organisation=made.tenants[0][0]).sent_at == FORWARDED


def test_what_the_former_investor_forwarded_stays_its_own(made, directive, other):
    sent = forwarded(made, directive, to=[made.tenants[0][0]])
    found = begun(made.investors[0], "investor", by=made.office.officer, on=SINCE, at=AT, successor=other,
                  zone=made.zones[0])  # fmt: skip
    assert (told(found, "stays")["forwarded"], told(found, "moves")["to-forward"]) == (1, 2)
    confirmed(found, by=made.office.officer, at=AT)
    assert Forwarding.objects.get(pk=sent.pk).organisation == made.investors[0]
    assert Route.objects.get(forwarding=sent).via == made.investors[0]


def test_a_former_tenant_of_the_zone_that_becomes_its_investor_gets_it_straight(made, directive):
    to = made.tenants[0][0]
    type(to).objects.filter(pk=to.pk).update(kind=OrganisationKind.INVESTOR)
    to.refresh_from_db()
    takes_over(made, to)
    assert own_delivery(directive, to).sent_at == AT
    assert not Route.objects.filter(via=to, delivery__organisation=to).exists()
    assert count_through(directive, to) == (2, 2)


def test_a_recalled_letter_is_handed_to_nobody(made, directive, other):
    directive.letter.status = "recalled"
    directive.letter.save()
    takes_over(made, other)
    assert not Delivery.objects.filter(organisation=other).exists()
    assert not Route.objects.exclude(excluded_at=None).exists()


def test_an_investor_that_merges_hands_its_zones_over_as_well(made, directive, other):
    place(made.investors[0], made.zones[1], "tenant")
    change(made, made.investors[0], "merge", successor=other)
    assert waiting_for(directive)[other] == 3
    assert Tenancy.objects.on(SINCE).filter(organisation=other).count() == 2


def test_a_draft_that_names_who_leaves_is_pointed_out(made):
    leaver = made.tenants[0][0]
    a_directive(made, lines=[Line(group=Group.ORGANISATION, organisation=leaver)])
    assert preview_of(made, leaver, "leave")["drafts"] == 1
