"""Acknowledgements: bound to the very bundle, one a delivery, with a proof that says so."""

from datetime import timedelta

import pytest

from antt_portal.core import papers
from antt_portal.core.documents import render_pdf
from antt_portal.core.models import AuditEntry, Paper
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.documents.measured import Printed, squeezed
from directives.arriving.acknowledging import acknowledge
from directives.arriving.receiving import note_opened
from directives.models import Acknowledgement, Delivery, Proof, Rung
from directives.tests.audiences import ISSUED, a_directive, send_out
from enterprises.models import Deadline, DeadlineKind

pytestmark = pytest.mark.django_db
LATER = ISSUED + timedelta(hours=1)
LATEST = ISSUED + timedelta(hours=2)


def acknowledged(delivery, by=None, **changes):
    given = {
        "bundle_sha256": delivery.directive.bundle_sha256,
        "by": by,
        "person": by.user.full_name if by else "Nguyễn Văn Mẫu",
        "office": "Trưởng phòng hành chính",
        "proof": Proof.PORTAL,
        "at": LATER,
    }
    return acknowledge(delivery, **given | changes)


def again(delivery):
    return Delivery.objects.get(pk=delivery.pk)


def test_it_names_the_bundle_the_person_and_the_organisation(made, sent):
    by = made.people[sent.organisation_id][0]
    found = acknowledged(sent, by)
    directive = sent.directive
    assert (found.number, found.symbol) == (directive.letter.number, directive.letter.symbol)
    assert (found.bundle_sha256, found.letter_version) == (directive.bundle_sha256, directive.letter.text_version)
    assert (found.user, found.organisation, found.office) == (by.user, sent.organisation, "Trưởng phòng hành chính")
    assert again(sent).rung == Rung.ACKNOWLEDGED


def test_rungs_that_were_missing_are_reached_with_it(made, sent):
    acknowledged(sent, made.people[sent.organisation_id][0])
    found = again(sent)
    assert found.delivered_at == found.opened_at == found.acknowledged_at == LATER
    assert [step.rung for step in sent.steps.all()] == [Rung.DELIVERED, Rung.OPENED, Rung.ACKNOWLEDGED]


def test_rungs_reached_before_keep_their_time(made, sent):
    by = made.people[sent.organisation_id][0]
    note_opened(sent, by=by, proof=Proof.PORTAL, at=LATER)
    acknowledged(sent, by, at=LATEST)
    found = again(sent)
    assert (found.delivered_at, found.opened_at, found.acknowledged_at) == (LATER, LATER, LATEST)


def test_on_paper_nothing_is_opened(sent):
    acknowledged(sent, proof=Proof.PAPER_SLIP)
    assert again(sent).opened_at is None
    assert again(sent).delivered_at == LATER


def test_somebody_without_an_account_is_named_and_the_record_has_no_user(sent):
    found = acknowledged(sent, proof=Proof.ONE_TIME_CODE)
    assert (found.user, found.person) == (None, "Nguyễn Văn Mẫu")
    entry = AuditEntry.objects.get(verb="delivery.acknowledge")
    assert (entry.user, entry.organisation_id) == (None, sent.organisation_id)


def test_twice_is_once(made, sent):
    first = acknowledged(sent, made.people[sent.organisation_id][0])
    second = acknowledged(sent, person="Người khác", at=LATEST)
    assert first == second
    assert Acknowledgement.objects.count() == Paper.objects.filter(kind="acknowledgement_proof").count() == 1
    assert again(sent).acknowledged_at == LATER


def test_another_bundle_than_the_one_sent_is_refused(sent):
    with pytest.raises(Refused) as refused:
        acknowledged(sent, bundle_sha256="0" * 64)
    assert refused.value.code == "bundle-changed"
    assert not Acknowledgement.objects.exists()


def test_what_was_not_sent_is_not_acknowledged(made, sent):
    waiting = Delivery.objects.get(directive=sent.directive, organisation=made.tenants[0][0])
    with pytest.raises(Refused) as refused:
        acknowledged(waiting)
    assert refused.value.code == "not-sent"


def test_after_a_recall_none_is_added_and_those_there_stay(made, sent):
    kept = acknowledged(sent, made.people[sent.organisation_id][0])
    other = Delivery.objects.get(directive=sent.directive, organisation=made.investors[1])
    recall = a_directive(
        made, lines=[], asked=[], relation="recalls", related=sent.directive.letter, at=ISSUED + timedelta(days=1)
    )
    send_out(made, recall)
    with pytest.raises(Refused) as refused:
        acknowledged(other)
    assert refused.value.code == "ended"
    assert list(Acknowledgement.objects.all()) == [kept]
    assert acknowledged(sent) == kept


def test_it_closes_the_deadline_and_no_other(made, sent):
    acknowledged(sent, made.people[sent.organisation_id][0])
    still_open = Deadline.objects.open().filter(organisation=sent.organisation)
    assert {one.kind for one in still_open} == {DeadlineKind.FORWARDING, DeadlineKind.ANSWER}


def test_the_proof_prints_who_received_which_bundle_when(made, sent):
    found = acknowledged(sent, made.people[sent.organisation_id][0])
    paper = Paper.objects.get(kind="acknowledgement_proof")
    assert (paper.subject_id, paper.organisation_id) == (found.public_id, sent.organisation_id)
    printed = Printed(render_pdf(papers.document_of(paper))).letters
    file = sent.directive.manifest["files"][0]
    for words in (found.person, found.office, found.code, found.bundle_sha256, file["sha256"], str(sent.organisation)):
        assert squeezed(words) in printed
