"""Issue of a directive: who gets what by which way, at once or not at all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from antt_portal.core.models import Notice
from antt_portal.core.refusal import Refused
from directives.arriving import delivering
from directives.asking.directing import Asked, Line
from directives.models import Delivery, Directive, Group, InstrumentStatus, LetterStatus, ReportRequest, Route, Way
from directives.tests.audiences import CLOSING, ISSUED, ITEM, a_directive, issued, scene, send_out
from directives.tests.office import carry
from enterprises.models import Deadline, DeadlineKind
from enterprises.tests.factories import OrganisationFactory, place

pytestmark = pytest.mark.django_db


def by_organisation(directive):
    return {
        one.organisation: one for one in Delivery.objects.filter(directive=directive).select_related("organisation")
    }


def test_everybody_in_the_audience_has_one_delivery_and_only_those_the_board_writes_to_have_it_already():
    made = scene()
    directive = issued(made)
    found = by_organisation(directive)
    assert found.keys() == set(made.everybody)
    sent = {organisation for organisation, delivery in found.items() if delivery.sent_at}
    assert sent == {*made.investors, made.nobodys}  # nobody would forward to a tenant in nobody's zone
    assert directive.audience_count == len(made.everybody)


def test_a_tenant_in_two_zones_has_one_delivery_and_two_routes():
    made = scene()
    directive = issued(made)
    routes = Route.objects.filter(delivery__directive=directive, delivery__organisation=made.both)
    assert {(route.via, route.zone) for route in routes} == set(zip(made.investors, made.zones, strict=True))


def test_an_investor_that_is_not_addressed_is_not_asked_to_forward():
    made = scene()
    lines = [
        Line(group=Group.INVESTORS),
        Line(group=Group.ORGANISATION, organisation=made.investors[1], excluded=True),
        Line(group=Group.TENANTS, way=Way.FORWARDED),
    ]
    directive = issued(made, lines=lines)
    assert not Route.objects.filter(delivery__directive=directive, via=made.investors[1]).exists()
    assert all(by_organisation(directive)[tenant].sent_at for tenant in made.tenants[1])


def test_the_bundle_the_days_and_the_rounds_are_frozen_at_issue():
    made = scene()
    directive = issued(
        made,
        asked=[
            Asked(text=ITEM, title="Camera", due_kind="tet", due_offset=-30),
            Asked(text=CLOSING, title="Thực hiện", due_kind="workdays", due_offset=5),
        ],
    )
    assert len(directive.bundle_sha256) == 64
    assert [one["key"] for one in directive.manifest["files"]] == ["letter"]
    assert directive.instrument.status == InstrumentStatus.IN_FORCE
    later, sooner = directive.instrument.obligations.order_by("position")
    assert (sooner.due_on.isoformat(), sooner.report_round) == ("2026-03-16", 1)
    assert (later.due_on.isoformat(), later.report_round) == ("2027-01-07", 2)  # 30 days before 6 February 2027


def test_those_who_got_it_have_deadlines_and_mail_and_the_others_have_none_yet():
    made = scene()
    directive = issued(made)
    open_rows = Deadline.objects.open().filter(board=directive.board)
    by_kind = {kind: {row.organisation for row in open_rows.filter(kind=kind)} for kind in DeadlineKind}
    reached = {*made.investors, made.nobodys}
    assert by_kind[DeadlineKind.ACKNOWLEDGEMENT] == reached
    assert by_kind[DeadlineKind.FORWARDING] == set(made.investors)
    assert by_kind[DeadlineKind.ANSWER] == reached
    assert {request.organisation for request in ReportRequest.objects.all()} == reached
    told = Notice.objects.filter(kind="directive_received")
    assert {notice.recipient_id for notice in told} == {made.people[one.pk][0].user_id for one in made.investors}


def test_an_exclusion_takes_away_and_the_strongest_duty_counts():
    made = scene()
    lines = [
        Line(group=Group.TENANTS, duty="know"),
        Line(group=Group.TENANTS, zone=made.zones[0], duty="act"),
        Line(group=Group.ORGANISATION, organisation=made.tenants[0][0], excluded=True),
    ]
    found = by_organisation(issued(made, lines=lines))
    assert made.tenants[0][0] not in found
    assert {found[one].duty for one in (made.tenants[0][1], made.both)} == {"act"}
    assert found[made.tenants[1][0]].duty == "know"


def test_the_statements_of_an_issue_do_not_grow_with_the_audience():
    def statements(tenants):
        made = scene(tenants)
        directive = a_directive(made)
        for act in ("submit", "approve", "pass_layout", "record_paper_signature", "number", "seal"):
            carry(made.office, directive.letter, act)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            carry(made.office, directive.letter, "issue")
        return len(queries)

    assert statements(1) == statements(12)


def test_an_issue_that_fails_leaves_nothing(monkeypatch):
    made = scene()
    directive = a_directive(made)
    monkeypatch.setattr(delivering, "after_sending", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send_out(made, directive)
    directive.letter.refresh_from_db()
    assert directive.letter.status == LetterStatus.SEALED
    assert not Delivery.objects.exists()
    assert not Directive.objects.filter(issued_at__isnull=False).exists()


def test_a_directive_without_addressees_is_not_laid_before_anybody():
    made = scene()
    directive = a_directive(made, lines=[])
    with pytest.raises(Refused) as refused:
        carry(made.office, directive.letter, "submit")
    assert refused.value.code == "audience-empty"


def test_a_newcomer_is_offered_and_not_added():
    from directives.asking.audience import newcomers

    made = scene()
    directive = issued(made)
    new = OrganisationFactory(board=made.office.own.board)
    place(new, made.zones[0])
    assert list(newcomers(directive, ISSUED.date())) == [new]
    assert new not in by_organisation(directive)


def test_a_recall_reaches_whoever_had_the_letter_and_ends_what_was_due():
    made = scene()
    directive = issued(made)
    recall = a_directive(
        made, lines=[], asked=[], relation="recalls", related=directive.letter, at=ISSUED + timedelta(days=1)
    )
    send_out(made, recall)
    had = {one.organisation for one in Delivery.objects.filter(directive=directive, sent_at__isnull=False)}
    got = {one.organisation for one in Delivery.objects.filter(directive=recall, sent_at__isnull=False)}
    assert got == had
    assert not Delivery.objects.filter(directive=directive).standing().exists()
    due = Deadline.objects.open().filter(organisation__in=made.everybody)
    assert {row.kind for row in due} == {DeadlineKind.ACKNOWLEDGEMENT}  # of the recall itself
    assert due.count() == len(had)


def test_who_was_reached_on_paper_waits_for_the_same_investor_with_the_recall():
    made = scene()
    directive = issued(made)
    paper = made.tenants[1][-1]
    delivery = Delivery.objects.get(directive=directive, organisation=paper)
    delivery.routes.update(sent_at=ISSUED)
    Delivery.objects.filter(pk=delivery.pk).update(sent_at=ISSUED)
    recall = a_directive(made, lines=[], asked=[], relation="recalls", related=directive.letter)
    send_out(made, recall)
    again = Delivery.objects.get(directive=recall, organisation=paper)
    assert again.sent_at is None
    assert [route.via for route in again.routes.all()] == [made.investors[1]]
