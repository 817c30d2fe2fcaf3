"""Many hands at once: one acknowledgement a delivery, and a recall comes before it or after it."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from types import SimpleNamespace

import pytest

from antt_portal.core.models import Paper
from directives.arriving import acknowledging
from directives.arriving.receiving import note_opened
from directives.models import Acknowledgement, Delivery, DeliveryStep, Proof, Rung
from directives.tests.at_once import HELD, WAIT, about_to_be_recalled, on_own_connection
from directives.tests.audiences import ISSUED
from directives.tests.office import carry
from enterprises.due import deadlines
from enterprises.models import Deadline

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
PRESSES = 8


def acknowledge(delivery):
    return acknowledging.acknowledge(
        delivery,
        bundle_sha256=delivery.directive.bundle_sha256,
        by=None,
        person="Nguyễn Văn Mẫu",
        office="",
        proof=Proof.ONE_TIME_CODE,
        at=ISSUED,
    ).code


def test_presses_at_once_are_one_acknowledgement_with_one_proof(sent):
    barrier = Barrier(PRESSES)

    def press(_number):
        barrier.wait(timeout=WAIT)
        return acknowledge(sent)

    with ThreadPoolExecutor(PRESSES) as pool:
        codes = list(pool.map(lambda n: on_own_connection(lambda: press(n)), range(PRESSES)))
    assert len(set(codes)) == 1
    assert Acknowledgement.objects.count() == Paper.objects.filter(kind="acknowledgement_proof").count() == 1


def test_two_people_who_open_it_at_once_open_it_once(made, sent):
    barrier = Barrier(PRESSES)

    def look(_number):
        barrier.wait(timeout=WAIT)
        note_opened(sent, by=made.people[sent.organisation_id][0], proof=Proof.PORTAL, at=ISSUED)

    with ThreadPoolExecutor(PRESSES) as pool:
        list(pool.map(lambda n: on_own_connection(lambda: look(n)), range(PRESSES)))
    assert DeliveryStep.objects.filter(rung=Rung.OPENED).count() == 1


def test_a_recall_in_the_middle_of_an_acknowledgement_waits_for_it(made, sent, monkeypatch):
    """Neither is given up by the database for the other's sake: both take their locks in one order."""
    recall, begun = about_to_be_recalled(made, sent.directive), Event()

    def close_slowly(*about, at):
        begun.set()
        time.sleep(HELD)
        deadlines.close(*about, at=at)

    def issue():
        assert begun.wait(timeout=WAIT)
        carry(made.office, recall.letter, "issue")

    monkeypatch.setattr(acknowledging, "deadlines", SimpleNamespace(close=close_slowly))
    with ThreadPoolExecutor(2) as pool:
        code, _none = pool.map(on_own_connection, [lambda: acknowledge(sent), issue])
    assert Acknowledgement.objects.get().code == code
    assert Delivery.objects.get(pk=sent.pk).ended_at is not None
    assert not Deadline.objects.open().filter(subject_id=sent.public_id).exists()
