"""Rungs that a mail, a visit or paper prove: the first time counts, every kind of proof stays."""

from datetime import timedelta

import pytest

from antt_portal.core import outbox
from antt_portal.core.models import Notice, NoticeState
from directives.arriving.receiving import note_bounced, note_delivered, note_opened
from directives.models import Delivery, DeliveryStep, Proof, Rung
from directives.tests.audiences import ISSUED
from enterprises.models import Role
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db
LATER = ISSUED + timedelta(hours=1)
LATEST = ISSUED + timedelta(hours=2)


def again(delivery):
    return Delivery.objects.get(pk=delivery.pk)


def proofs(delivery):
    return list(delivery.steps.values_list("rung", "proof", "person"))


def test_the_first_opening_counts_and_says_that_it_was_delivered(made, sent):
    person, colleague = made.people[sent.organisation_id][0], actor(Role.HEAD, sent.organisation)
    note_opened(sent, by=person, proof=Proof.PORTAL, at=LATER)
    note_opened(sent, by=colleague, proof=Proof.PORTAL, at=LATEST)
    assert (again(sent).delivered_at, again(sent).opened_at) == (LATER, LATER)
    name = person.user.full_name
    assert proofs(sent) == [(Rung.DELIVERED, Proof.PORTAL, name), (Rung.OPENED, Proof.PORTAL, name)]


def test_what_a_mail_delivered_keeps_its_time_when_it_is_opened(made, sent):
    note_delivered(sent, proof=Proof.MAIL, at=LATER)
    note_opened(sent, by=made.people[sent.organisation_id][0], proof=Proof.PORTAL, at=LATEST)
    assert (again(sent).delivered_at, again(sent).opened_at) == (LATER, LATEST)
    assert [proof for _rung, proof, _person in proofs(sent)] == [Proof.MAIL, Proof.PORTAL]


def test_paper_beside_a_mail_is_kept_and_a_second_mail_adds_nothing(sent):
    note_delivered(sent, proof=Proof.MAIL, at=LATER, person="Nguyễn Văn Mẫu")
    note_delivered(sent, proof=Proof.MAIL, at=LATEST, person="Trần Thị Ví Dụ")
    note_delivered(sent, proof=Proof.PAPER_SLIP, at=LATEST, person="Lê Văn Thử")
    assert again(sent).delivered_at == LATER
    assert proofs(sent) == [
        (Rung.DELIVERED, Proof.MAIL, "Nguyễn Văn Mẫu"),
        (Rung.DELIVERED, Proof.PAPER_SLIP, "Lê Văn Thử"),
    ]


def test_paper_recorded_late_counts_from_when_the_portal_knew_and_keeps_the_time_on_the_slip(sent):
    note_delivered(sent, proof=Proof.PAPER_SLIP, at=LATEST, received_at=LATER)
    step = DeliveryStep.objects.get()
    assert again(sent).delivered_at == LATEST
    assert (step.at, step.recorded_at) == (LATER, LATEST)


def test_nothing_is_delivered_before_it_was_sent(made, sent):
    waiting = Delivery.objects.get(directive=sent.directive, organisation=made.tenants[0][0])
    assert waiting.sent_at is None
    note_delivered(waiting, proof=Proof.MAIL, at=LATER)
    note_delivered(sent, proof=Proof.MAIL, at=ISSUED - timedelta(hours=1))
    assert not DeliveryStep.objects.exists()
    assert again(sent).delivered_at is None


def test_a_recalled_delivery_keeps_its_rungs_and_takes_no_more(made, sent):
    note_delivered(sent, proof=Proof.MAIL, at=LATER)
    Delivery.objects.filter(pk=sent.pk).update(ended_at=LATER)
    note_delivered(sent, proof=Proof.PAPER_PHOTO, at=LATEST)
    note_opened(sent, by=made.people[sent.organisation_id][0], proof=Proof.PORTAL, at=LATEST)
    assert again(sent).rung == Rung.DELIVERED
    assert DeliveryStep.objects.count() == 1


def test_a_mail_that_is_out_delivers_to_its_reader(sent, mailoutbox):
    outbox.send_pending(at=LATER)
    notice = Notice.objects.get(subject_id=sent.public_id)
    assert notice.state == NoticeState.SENT
    assert again(sent).delivered_at == LATER
    assert proofs(sent) == [(Rung.DELIVERED, Proof.MAIL, notice.recipient.full_name)]


def test_a_mail_that_comes_back_flags_the_delivery(sent):
    notice = Notice.objects.get(subject_id=sent.public_id)
    outbox.record_bounce(notice, "550 No such user", LATER)
    found = again(sent)
    assert (found.bounced_at, found.bounce_reason, found.rung) == (LATER, "550 No such user", Rung.SENT)


def test_a_long_reason_is_cut(sent):
    note_bounced(sent, "x" * 1000, at=LATER)
    assert len(again(sent).bounce_reason) == 300
