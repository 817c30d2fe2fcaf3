"""What the home page says of directives that were received: each row is one click from its act."""

import pytest
from django.urls import reverse

from antt_portal.home import todo
from directives.arriving.entrusting import entrust
from directives.models import Delivery, ReportRequest
from directives.tests.audiences import ISSUED, issued, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def sent(made):
    return Delivery.objects.get(directive=issued(made), organisation=made.investors[0])


def rows(made, sent):
    return todo.soon(made.people[sent.organisation_id][0], ISSUED.date()).rows


def test_each_row_names_the_letter_and_leads_to_its_act(made, sent):
    request = ReportRequest.objects.get(delivery=sent)
    letter = sent.directive.letter
    assert {row.title: row.url for row in rows(made, sent)} == {
        f"Xác nhận đã nhận văn bản · {letter}: {letter.subject}": sent.get_absolute_url(),
        f"Chuyển tiếp văn bản · {letter}: {letter.subject}": reverse("directives:forward", args=[sent.public_id]),
        f"Báo cáo kết quả thực hiện · {letter}: {letter.subject}": reverse("reports:request", args=[request.public_id]),
    }


def test_a_row_says_who_sees_to_it_once_somebody_does(made, sent):
    by = made.people[sent.organisation_id][0]
    assert {row.note for row in rows(made, sent)} == {""}
    entrust(sent, by.user, by=by, at=ISSUED)
    assert {row.note for row in rows(made, sent)} == {f"phụ trách: {by.user}"}


def test_a_tenant_that_nobody_sent_it_to_has_nothing_to_do(made, sent):
    waiting = Delivery.objects.get(directive=sent.directive, organisation=made.tenants[0][0])
    assert rows(made, waiting) == []
