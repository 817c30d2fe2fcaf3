"""Forwarding: the whole bundle to whom it is for, once, and nothing of a letter that was recalled."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from antt_portal.core.models import AuditEntry, Notice, Paper
from antt_portal.core.papers import document_of
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move
from directives.arriving.entrusting import entrust
from directives.asking.directing import Line
from directives.forwarding import newcomers
from directives.forwarding.passing_on import forward, put_back
from directives.forwarding.preparing import save_covering
from directives.models import Delivery, Forwarding, Group, ReportRequest, Route, Way
from directives.states import FORWARDING_TRANSITIONS
from directives.tests.audiences import a_directive, issued, scene, send_out
from directives.tests.forwardings import COVERING, FORWARDED, forwarded, investor_of, own_delivery, prepared
from enterprises.models import Deadline, DeadlineKind
from enterprises.tests.factories import OrganisationFactory, place

pytestmark = pytest.mark.django_db
LATER = FORWARDED + timedelta(days=1)


def sent_to(directive):
    rows = Delivery.objects.filter(directive=directive, sent_at__isnull=False).select_related("organisation")
    return {one.organisation for one in rows}


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def forwards_by(directive, investor):
    return Deadline.objects.open().filter(kind=DeadlineKind.FORWARDING, organisation=investor)


def test_the_tenants_of_the_investor_get_it_and_nobody_elses():
    made = scene()
    directive = issued(made)
    before = sent_to(directive)
    forwarded(made, directive)
    assert sent_to(directive) - before == {*made.tenants[0], made.both}
    assert set(Delivery.objects.filter(sent_at=FORWARDED).values_list("directive", flat=True)) == {directive.pk}


def test_whoever_gets_it_has_deadlines_a_report_to_write_and_mail_that_names_the_investor():
    made = scene()
    directive = issued(made)
    forwarded(made, directive)
    tenant = made.tenants[0][0]
    kinds = set(Deadline.objects.open().filter(organisation=tenant).values_list("kind", flat=True))
    assert kinds == {DeadlineKind.ACKNOWLEDGEMENT, DeadlineKind.ANSWER}
    assert ReportRequest.objects.filter(organisation=tenant).count() == 1
    notice = Notice.objects.get(kind="directive_received", recipient=made.people[tenant.pk][0].user)
    assert notice.params["via"] == made.investors[0].name


def test_the_bundle_is_the_boards_byte_for_byte_and_the_covering_letter_names_it():
    made = scene()
    directive = issued(made)
    forwarding = forwarded(made, directive)
    assert forwarding.bundle_sha256 == directive.bundle_sha256
    paper = Paper.objects.get(kind="covering_letter", subject_id=forwarding.public_id)
    letter = document_of(paper)
    digests = {one["sha256"] for one in directive.manifest["files"]}
    assert {file.sha256 for document in letter.bundle for file in document.files} == digests
    assert (letter.number, letter.symbol, letter.signature.name) == (7, "HTTN-KD", "Phạm Văn Ví Dụ")
    assert letter.receivers is None  # a tenant learns nothing of the others


def test_a_second_press_sends_nothing_twice():
    made = scene()
    directive = issued(made)
    forwarding = forwarded(made, directive)
    notices = Notice.objects.count()
    to = [one.pk for one in made.tenants[0]]
    again = {"to": to, "by": investor_of(made), "at": LATER}
    assert code_of(lambda: forward(forwarding, **again, seen=2)) == "sent-already"
    assert code_of(lambda: forward(forwarding, **again, seen=forwarding.version)) == "sent-already"
    assert Notice.objects.count() == notices
    assert not Route.objects.filter(sent_at=LATER).exists()


def test_what_is_out_goes_out_no_second_time():
    made = scene()
    forwarding = forwarded(made, issued(made))
    for transition in FORWARDING_TRANSITIONS:
        assert code_of(lambda act=transition: move(forwarding, act, by=investor_of(made), at=LATER)) == "stale"


def test_words_that_somebody_changed_meanwhile_are_not_sent_unseen():
    made = scene()
    draft = prepared(made, issued(made))
    by = investor_of(made)
    save_covering(draft, COVERING.__class__(note="Khác"), by=by, at=FORWARDED, seen=draft.version)
    send = {"to": [made.tenants[0][0].pk], "by": by, "at": FORWARDED}
    assert code_of(lambda: forward(draft, **send, seen=draft.version)) == "stale"


@pytest.mark.parametrize("field", ["note", "number", "symbol", "dated_on", "office", "signer"])
def test_a_covering_letter_that_lacks_something_does_not_go_out(field):
    made = scene()
    draft = prepared(made, issued(made))
    by = investor_of(made)
    incomplete = COVERING.as_json() | {field: None if field in {"number", "dated_on"} else ""}
    Forwarding.objects.update(covering=incomplete)
    send = {"to": [made.tenants[0][0].pk], "by": by, "at": FORWARDED}
    assert code_of(lambda: forward(draft, **send, seen=draft.version)) == "incomplete"


def test_tenants_of_others_and_strangers_are_nobody():
    made = scene()
    directive = issued(made)
    draft = prepared(made, directive)
    others = [*made.tenants[1], made.investors[1], OrganisationFactory()]
    send = {"by": investor_of(made), "at": FORWARDED, "seen": draft.version}
    assert code_of(lambda: forward(draft, to=[one.pk for one in others], **send)) == "nobody"
    before = sent_to(directive)
    forward(draft, to=[others[0].pk, made.tenants[0][0].pk], **send)
    assert sent_to(directive) - before == {made.tenants[0][0]}


def test_a_tenant_of_two_investors_gets_one_bundle_by_two_ways():
    made = scene()
    directive = issued(made)
    forwarded(made, directive, 0)
    forwarded(made, directive, 1)
    delivery = Delivery.objects.get(directive=directive, organisation=made.both)
    assert delivery.routes.filter(sent_at__isnull=False).count() == 2
    assert Notice.objects.filter(kind="directive_received", subject_id=delivery.public_id).count() == 1
    assert ReportRequest.objects.filter(delivery=delivery).count() == 1


def test_what_the_board_sent_straight_keeps_its_time():
    made = scene()
    direct = Line(group=Group.ORGANISATION, organisation=made.both)
    directive = issued(made, lines=[Line(group=Group.INVESTORS), Line(group=Group.TENANTS, way=Way.FORWARDED), direct])
    before = Delivery.objects.get(directive=directive, organisation=made.both).sent_at
    forwarded(made, directive)
    delivery = Delivery.objects.get(directive=directive, organisation=made.both)
    assert delivery.sent_at == before != FORWARDED
    assert delivery.routes.get(via=made.investors[0]).sent_at == FORWARDED


def test_the_deadline_closes_when_nobody_waits_any_more():
    made = scene()
    directive = issued(made)
    first, second = made.tenants[0]
    forwarding = forwarded(made, directive, to=[first, made.both])
    assert forwards_by(directive, made.investors[0]).exists()
    by = investor_of(made)
    forward(forwarding, to=[], left_out={second.pk: "Đã trả đất"}, by=by, at=LATER, seen=forwarding.version)
    assert not forwards_by(directive, made.investors[0]).exists()
    put_back(forwarding, second.pk, by=by, at=LATER)
    assert forwards_by(directive, made.investors[0]).exists()
    assert forwards_by(directive, made.investors[1]).exists()


def test_a_deadline_that_opens_again_is_that_of_whoever_sees_to_the_delivery():
    made = scene()
    directive = issued(made)
    first, second = made.tenants[0]
    by, own = investor_of(made), own_delivery(directive, made.investors[0])
    forwarding = forwarded(made, directive, to=[first, made.both], left_out={second.pk: "Đã trả đất"})
    entrust(own, by.user, by=by, at=LATER)
    put_back(forwarding, second.pk, by=by, at=LATER)
    assert forwards_by(directive, made.investors[0]).get().assignee == by.user


def test_whoever_is_left_out_is_so_with_a_reason_and_can_be_sent_it_later():
    made = scene()
    directive = issued(made)
    first, second = made.tenants[0]
    forwarding = forwarded(made, directive, to=[first], left_out={second.pk: "Đã ngừng hoạt động"})
    route = Route.objects.get(via=made.investors[0], delivery__organisation=second)
    assert (route.excluded_reason, route.sent_at) == ("Đã ngừng hoạt động", None)
    forward(forwarding, to=[second.pk], by=investor_of(made), at=LATER, seen=forwarding.version)
    route.refresh_from_db()
    assert (route.excluded_reason, route.sent_at) == ("", LATER)


def test_nobody_is_left_out_without_a_reason():
    made = scene()
    first, second = made.tenants[0]
    draft = prepared(made, issued(made))
    send = {"to": [first.pk], "left_out": {second.pk: " "}, "by": investor_of(made), "at": FORWARDED}
    assert code_of(lambda: forward(draft, **send, seen=draft.version)) == "reason-missing"


def test_nobody_is_forwarded_a_letter_that_was_recalled():
    made = scene()
    directive = issued(made)
    draft = prepared(made, directive)
    send_out(made, a_directive(made, lines=[], asked=[], relation="recalls", related=directive.letter))
    send = {"to": [made.tenants[0][0].pk], "by": investor_of(made), "at": LATER, "seen": draft.version}
    assert code_of(lambda: forward(draft, **send)) == "recalled"
    assert made.tenants[0][0] not in sent_to(directive)


def newcomer(made, *zones):
    new = OrganisationFactory(board=made.office.own.board)
    for zone in zones:
        place(new, made.zones[zone])
    return new


@pytest.mark.sqlite
def test_a_press_adds_just_the_newcomers_with_the_same_covering_letter():
    made = scene()
    directive = issued(made)
    forwarding = forwarded(made, directive)
    mine, others = newcomer(made, 0), newcomer(made, 1)
    by = investor_of(made)
    assert set(newcomers.of_investor(directive, made.investors[0], LATER.date())) == {mine}
    count = forward(forwarding, to=[mine.pk, others.pk], by=by, at=LATER, seen=forwarding.version)
    delivery = Delivery.objects.get(directive=directive, organisation=mine)
    assert (count, delivery.at_issue, delivery.sent_at) == (1, False, LATER)
    assert not Delivery.objects.filter(organisation=others).exists()
    assert Paper.objects.filter(kind="covering_letter").count() == 1
    assert ReportRequest.objects.filter(organisation=mine).exists()


def test_the_board_adds_newcomers_and_their_investors_are_asked_to_forward_to_them():
    made = scene()
    directive = issued(made)
    forwarded(made, directive)
    new, homeless = newcomer(made, 0), OrganisationFactory(board=made.office.own.board)
    added = newcomers.add(directive, [new.pk, homeless.pk], by=made.office.officer, at=LATER)
    assert added == 2
    assert Delivery.objects.get(directive=directive, organisation=new).sent_at is None
    assert Delivery.objects.get(directive=directive, organisation=homeless).sent_at == LATER
    deadline = forwards_by(directive, made.investors[0]).get()
    assert deadline.subject_id == own_delivery(directive, made.investors[0]).public_id
    assert newcomers.add(directive, [new.pk], by=made.office.officer, at=LATER) == 0


def test_whoever_has_moved_since_the_issue_keeps_the_ways_that_were_laid():
    made = scene()
    directive = issued(made)
    place(made.tenants[0][0], made.zones[1])
    newcomers.add(directive, [newcomer(made, 1).pk], by=made.office.officer, at=LATER)
    assert not Route.objects.filter(delivery__organisation=made.tenants[0][0], via=made.investors[1]).exists()


def test_the_statements_of_a_forwarding_do_not_grow_with_the_tenants():
    def statements(tenants):
        made = scene(tenants)
        directive = issued(made)
        with CaptureQueriesContext(connection) as queries:
            forwarded(made, directive)
        return len(queries)

    assert statements(1) == statements(9)


def test_the_act_is_on_record_for_the_investor():
    made = scene()
    forwarding = forwarded(made, issued(made))
    entry = AuditEntry.objects.get(verb="forwarding.forward")
    assert (entry.subject_id, entry.organisation_id) == (forwarding.public_id, made.investors[0].pk)
