"""The bundle on paper: recorded once, sent by it, delivered by a photo, acknowledged by a signed slip."""

import io
from datetime import timedelta

import pytest

from antt_portal.core.inspection import inspect
from antt_portal.core.models import AuditEntry, Paper
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.inspection.corpus import docx, jpeg, pdf, word_parts
from directives.arriving.handing_paper import Taken, hand_over
from directives.arriving.rungs import ladder_of
from directives.models import Acknowledgement, Delivery, DeliveryStep, HandOver, Proof, Route, Rung
from directives.tests.audiences import ISSUED, a_directive, issued, scene, send_out
from directives.tests.forwardings import forwarded, investor_of, own_delivery
from enterprises.models import Deadline, DeadlineKind

pytestmark = pytest.mark.django_db
TAKEN_AT = ISSUED + timedelta(hours=3)
RECORDED = ISSUED + timedelta(days=1)


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def waiting(made):
    """To a tenant of the first investor, that has not forwarded yet."""
    return Delivery.objects.get(directive=issued(made), organisation=made.tenants[0][0])


def handed(delivery, by, *, proof=Proof.PAPER_SLIP, at=TAKEN_AT, recorded=RECORDED, content=None, name="Phieu.jpg"):
    stream = io.BytesIO(content or jpeg())
    taken = Taken(person="Lê Văn Thử", office="Bảo vệ", at=at, proof=proof)
    return hand_over(delivery, stream, inspect(stream, name), taken, by=by, at=recorded)


def again(delivery):
    return Delivery.objects.get(pk=delivery.pk)


def test_a_signed_slip_sends_delivers_and_acknowledges_without_being_opened(made, waiting):
    handed(waiting, investor_of(made))
    now = again(waiting)
    assert (now.sent_at, now.delivered_at, now.opened_at, now.acknowledged_at) == (RECORDED, RECORDED, None, RECORDED)
    found = Acknowledgement.objects.get()
    assert (found.person, found.proof, found.user) == ("Lê Văn Thử", Proof.PAPER_SLIP, None)
    assert found.bundle_sha256 == waiting.directive.bundle_sha256
    assert Paper.objects.filter(kind="acknowledgement_proof").count() == 1
    assert not Deadline.objects.open().filter(subject_id=waiting.public_id, kind=DeadlineKind.ACKNOWLEDGEMENT).exists()


def test_the_proof_names_the_receivers_person_the_time_on_the_slip_and_who_handed_it_over(made, waiting):
    giver = investor_of(made)
    slip = handed(waiting, giver)
    step = DeliveryStep.objects.get(rung=Rung.DELIVERED)
    assert (step.person, step.organisation, step.at) == ("Lê Văn Thử", waiting.organisation, TAKEN_AT)
    assert (step.file, giver.user.full_name in step.note) == (slip.file, True)
    doers = AuditEntry.objects.filter(verb__in=["handover.record", "delivery.acknowledge"])
    assert set(doers.values_list("user", flat=True)) == {giver.user_id}


def test_a_photo_delivers_and_acknowledges_nothing(made, waiting):
    handed(waiting, investor_of(made), proof=Proof.PAPER_PHOTO)
    now = again(waiting)
    assert (now.rung, now.acknowledged_at) == (Rung.DELIVERED, None)
    assert ladder_of(now, on=RECORDED.date()).word == "Nhận giấy"


def test_the_same_file_and_time_is_the_same_hand_over(made, waiting):
    first = handed(waiting, investor_of(made))
    assert handed(waiting, investor_of(made), recorded=RECORDED + timedelta(minutes=1)) == first
    assert HandOver.objects.count() == DeliveryStep.objects.filter(rung=Rung.DELIVERED).count() == 1
    handed(waiting, investor_of(made), at=TAKEN_AT + timedelta(hours=1))
    assert HandOver.objects.count() == 2


def test_only_the_givers_way_is_taken_and_its_deadline_closed_when_nobody_waits(made):
    directive = issued(made)
    investor = investor_of(made)
    for tenant in (*made.tenants[0], made.both):
        handed(Delivery.objects.get(directive=directive, organisation=tenant), investor)
    ways = Route.objects.filter(delivery__directive=directive, delivery__organisation=made.both)
    assert ways.get(via=made.investors[0]).sent_at == RECORDED
    assert ways.get(via=made.investors[1]).sent_at is None
    own = own_delivery(directive, made.investors[0])
    assert not Deadline.objects.open().filter(subject_id=own.public_id, kind=DeadlineKind.FORWARDING).exists()


def test_paper_after_a_forwarding_keeps_the_time_it_was_sent(made):
    directive = issued(made)
    sent_at = forwarded(made, directive).sent_at
    delivery = Delivery.objects.get(directive=directive, organisation=made.tenants[0][0])
    handed(delivery, investor_of(made))
    assert again(delivery).sent_at == sent_at
    assert delivery.routes.get().sent_at == sent_at


def test_somebody_left_out_has_it_by_paper_all_the_same(made):
    directive = issued(made)
    tenant = made.tenants[0][0]
    forwarded(made, directive, to=[made.both], left_out={tenant.pk: "Nghỉ sản xuất"})
    delivery = Delivery.objects.get(directive=directive, organisation=tenant)
    handed(delivery, investor_of(made))
    way = delivery.routes.get()
    assert (way.sent_at, way.excluded_at, way.excluded_reason) == (RECORDED, None, "")


def test_the_board_sends_straight_and_the_investor_is_still_asked(made, waiting):
    handed(waiting, made.office.clerk)
    direct, through = waiting.routes.get(via=None), waiting.routes.get(via=made.investors[0])
    assert (direct.sent_at, through.sent_at) == (RECORDED, None)
    assert again(waiting).acknowledged_at == RECORDED


def test_what_the_investor_has_not_sent_is_asked_of_the_tenant_from_now_on(made, waiting):
    handed(waiting, investor_of(made), proof=Proof.PAPER_PHOTO)
    assert waiting.requests.count() == 1
    assert Deadline.objects.open().filter(subject_id=waiting.public_id, kind=DeadlineKind.ACKNOWLEDGEMENT).exists()


@pytest.mark.parametrize(
    ("at", "code"),
    [(RECORDED + timedelta(minutes=1), "future"), (ISSUED - timedelta(days=1), "before-issue")],
)
def test_an_impossible_time_is_refused_and_nothing_kept(made, waiting, at, code):
    with pytest.raises(Refused) as refused:
        handed(waiting, investor_of(made), at=at)
    assert refused.value.code == code
    assert again(waiting).sent_at is None
    assert not HandOver.objects.exists()


def test_the_minute_of_the_issue_is_not_before_it(made, waiting):
    issued_at = waiting.directive.issued_at
    handed(waiting, investor_of(made), at=issued_at.replace(second=0, microsecond=0))
    assert HandOver.objects.exists()


def test_a_file_that_shows_no_hand_over_is_refused(made, waiting):
    with pytest.raises(Refused) as refused:
        handed(waiting, investor_of(made), content=docx(word_parts()), name="Phieu.docx")
    assert refused.value.code == "no-proof"
    handed(waiting, investor_of(made), content=pdf(), name="Phieu.pdf")


def test_after_the_recall_nothing_is_handed_over_any_more(made, waiting):
    relation = {"relation": "recalls", "related": waiting.directive.letter}
    send_out(made, a_directive(made, lines=[], asked=[], at=ISSUED + timedelta(hours=5), **relation))
    with pytest.raises(Refused) as refused:
        handed(waiting, investor_of(made))
    assert refused.value.code == "recalled"
