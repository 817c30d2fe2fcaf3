"""What the home page says of letters: whose turn it is, and how many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.home import todo
from directives.models import LetterStatus
from directives.tests.office import TODAY, a_draft, a_letter, carry, staffed_office

pytestmark = pytest.mark.django_db


def test_a_letter_waits_for_whoever_has_its_next_step():
    office = staffed_office()
    letter = a_letter(office, LetterStatus.TO_SIGN)
    waiting = todo.waiting(office.leader, TODAY)
    assert [(row.url, row.label) for row in waiting.rows] == [(letter.get_absolute_url(), "Chờ ký")]
    for other in (office.officer, office.unit_head, office.clerk):
        assert todo.waiting(other, TODAY).rows == []


def test_nine_letters_cost_no_more_than_one_but_for_counting_them():
    office = staffed_office()
    carry(office, a_draft(office), "submit")
    with CaptureQueriesContext(connection) as for_one:
        todo.waiting(office.unit_head, TODAY)
    for _each in range(8):
        carry(office, a_draft(office), "submit")
    with CaptureQueriesContext(connection) as for_nine:
        block = todo.waiting(office.unit_head, TODAY)
    assert (len(block.rows), block.count, block.more) == (8, 9, 1)
    assert len(for_nine) == len(for_one) + 1


def test_what_happened_to_a_letter_leads_to_it(client):
    office = staffed_office()
    letter = a_draft(office, subject="rà soát camera")
    client.force_login(office.officer.user)
    shown = client.get(reverse("home")).content.decode()
    assert letter.get_absolute_url() in shown
    assert "rà soát camera" in shown
