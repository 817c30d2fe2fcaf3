"""Many hands at once: each tenant once, and a recall comes before a forwarding or after it."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import transaction

from antt_portal.core.models import AuditEntry, Notice, Paper
from directives.forwarding.passing_on import forward
from directives.models import Delivery, ReportRequest, Route
from directives.tests.at_once import HELD, WAIT, about_to_be_recalled, on_own_connection
from directives.tests.audiences import issued, scene
from directives.tests.forwardings import FORWARDED, investor_of, prepared
from directives.tests.office import carry
from enterprises.models import Deadline, DeadlineKind, Role
from enterprises.tests.factories import actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
PRESSES = 20


def test_20_presses_of_two_colleagues_at_once_reach_each_tenant_once():
    made = scene(tenants=6)
    directive = issued(made)
    draft = prepared(made, directive)
    tenants = [*made.tenants[0], made.both]
    colleagues = [investor_of(made), actor(Role.HEAD, made.investors[0])]
    barrier = Barrier(PRESSES)
    to = [one.pk for one in tenants]

    def press(number):
        barrier.wait(timeout=WAIT)
        return forward(draft, to=to, by=colleagues[number % 2], at=FORWARDED, seen=draft.version)

    with ThreadPoolExecutor(PRESSES) as pool:
        results = list(pool.map(lambda n: on_own_connection(lambda: press(n)), range(PRESSES)))
    assert sorted(results, key=str) == [len(tenants), *["sent-already"] * (PRESSES - 1)]
    assert Route.objects.filter(via=made.investors[0], sent_at=FORWARDED).count() == len(tenants)
    reached = Delivery.objects.filter(directive=directive, sent_at=FORWARDED)
    assert set(reached.values_list("organisation", flat=True)) == set(to)
    assert ReportRequest.objects.filter(delivery__in=reached).count() == len(tenants)
    assert Notice.objects.filter(subject_id__in=reached.values("public_id")).count() == len(tenants)
    due = Deadline.objects.open().filter(kind=DeadlineKind.ACKNOWLEDGEMENT, organisation__in=tenants)
    assert due.count() == len(tenants)
    assert Paper.objects.filter(kind="covering_letter").count() == 1
    assert AuditEntry.objects.filter(verb="forwarding.forward").count() == 1


def one_while_the_other(first, second):
    """``second`` begins when ``first`` is done and has not committed yet. What each gave, or was refused for."""
    done = Event()

    def hold():
        with transaction.atomic():
            result = first()
            done.set()
            time.sleep(HELD)
        return result

    def follow():
        assert done.wait(timeout=WAIT)
        return second()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(on_own_connection, [hold, follow]))


@pytest.fixture
def hands():
    """A tenant that waits, and the two hands: (delivery of the directive, the recall, to forward, to recall)."""
    made = scene()
    directive = issued(made)
    draft = prepared(made, directive)
    recall = about_to_be_recalled(made, directive)
    tenant = made.tenants[0][0]

    def press():
        return forward(draft, to=[tenant.pk], by=investor_of(made), at=FORWARDED, seen=draft.version)

    def issue():
        carry(made.office, recall.letter, "issue")

    return Delivery.objects.get(directive=directive, organisation=tenant), recall, press, issue


def test_a_forwarding_before_the_recall_is_followed_by_the_recall(hands):
    delivery, recall, press, issue = hands
    assert one_while_the_other(press, issue) == [1, None]
    delivery.refresh_from_db()
    assert delivery.sent_at == FORWARDED
    assert delivery.ended_at is not None
    assert Delivery.objects.get(directive=recall, organisation=delivery.organisation).sent_at is not None


def test_a_recall_before_the_forwarding_leaves_nothing_to_forward(hands):
    delivery, recall, press, issue = hands
    assert one_while_the_other(issue, press) == [None, "recalled"]
    delivery.refresh_from_db()
    assert delivery.sent_at is None
    assert not Delivery.objects.filter(directive=recall, organisation=delivery.organisation).exists()
