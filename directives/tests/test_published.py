"""What the public may know of the proof of an acknowledgement. Letters: ``test_signing``."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core import papers
from antt_portal.core.models import Paper
from antt_portal.core.published import Standing
from antt_portal.core.verification_code import new_code
from directives.arriving.acknowledging import acknowledge
from directives.models import Delivery, Proof
from directives.published import by_code, by_file
from directives.tests.audiences import ISSUED, a_directive, issued, send_out

pytestmark = pytest.mark.django_db
LATER = ISSUED + timedelta(hours=1)


@pytest.fixture
def proof(made):
    delivery = Delivery.objects.get(directive=issued(made), organisation=made.investors[0])
    by = made.people[delivery.organisation_id][0]
    return acknowledge(
        delivery,
        bundle_sha256=delivery.directive.bundle_sha256,
        by=by,
        person=by.user.full_name,
        office="Người soạn",
        proof=Proof.PORTAL,
        at=LATER,
    )


def test_a_proof_is_known_by_its_code_and_by_its_file(made, proof):
    paper = papers.render(Paper.objects.get(kind="acknowledgement_proof"), at=LATER)
    found = by_code(proof.code)
    assert found == by_file(paper.blob.sha256)
    assert (found.agency, found.holder) == (made.office.own.name, proof.organisation.name)
    assert (found.dated_on, found.standing) == (LATER.date(), Standing.VALID)
    assert found.files == {paper.blob.sha256}


def test_the_page_names_the_letter_and_neither_the_person_nor_the_bundle(client, proof):
    page = client.get(reverse("verify-code", args=[proof.code])).content.decode()
    assert f"Giấy xác nhận đã nhận văn bản {proof.number:02d}/{proof.symbol}" in page
    assert not [word for word in (proof.person, proof.office, proof.bundle_sha256) if word in page]


def test_it_stands_when_the_letter_was_recalled(made, proof):
    letter = proof.delivery.directive.letter
    recall = a_directive(made, lines=[], asked=[], relation="recalls", related=letter, at=ISSUED + timedelta(days=1))
    send_out(made, recall)
    assert by_code(proof.code).standing == Standing.VALID
    assert by_code(letter.code).standing == Standing.RECALLED


def test_names_are_those_of_the_day(made, proof):
    holder = proof.organisation
    before = holder.name
    holder.names.update(valid_to=LATER.date())
    holder.names.create(board_id=holder.board_id, name="Tên Mới", valid_from=LATER.date() + timedelta(days=1))
    assert by_code(proof.code).holder == before


def test_a_code_never_given_out_costs_as_much_as_any(proof):
    def queries(code):
        with CaptureQueriesContext(connection) as found:
            by_code(code)
        return len(found)

    assert queries(proof.code) == queries(new_code()) == 2
