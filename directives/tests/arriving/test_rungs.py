"""How far deliveries got, what proves it, and what holds them up."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from directives.arriving.acknowledging import acknowledge
from directives.arriving.receiving import note_bounced, note_delivered, note_opened
from directives.arriving.rungs import ladder_of, ladders
from directives.arriving.story import story_of
from directives.models import Delivery, Proof, ReportRequest, Route, Rung
from directives.tests.audiences import ISSUED, issued
from enterprises.models import Membership

pytestmark = pytest.mark.django_db
LATER = ISSUED + timedelta(hours=1)
ON = ISSUED.date()
DAY = "09/03/2026"


@pytest.fixture
def sent(made):
    return of(issued(made), made.investors[0])


def of(directive, organisation):
    return Delivery.objects.for_list().get(directive=directive, organisation=organisation)


def weakest(delivery, on=ON):
    return ladder_of(of(delivery.directive, delivery.organisation), on=on).weakest


def acknowledged(delivery, **changes):
    given = {"by": None, "person": "Nguyễn Văn Mẫu", "office": "", "proof": Proof.PORTAL, "at": LATER}
    return acknowledge(delivery, bundle_sha256=delivery.directive.bundle_sha256, **given | changes)


def test_each_rung_has_its_time_person_organisation_and_proof(made, sent):
    person = made.people[sent.organisation_id][0]
    note_delivered(sent, proof=Proof.MAIL, at=LATER, person="Trần Thị Ví Dụ")
    note_opened(sent, by=person, proof=Proof.PORTAL, at=LATER)
    ladder = ladder_of(of(sent.directive, sent.organisation), on=ON)
    assert (ladder.rung, ladder.word) == (Rung.OPENED, "Đã mở")
    clerk, board, name = made.office.clerk.user, made.office.own, sent.organisation
    assert [(step.at, step.who, step.proofs) for step in ladder.steps] == [
        (ISSUED, f"{clerk}, {board}", ("Trên cổng",)),
        (LATER, f"Trần Thị Ví Dụ, {name}", ("Thư điện tử",)),
        (LATER, f"{person.user}, {name}", ("Trên cổng",)),
        (None, "", ()),
        (None, "", ()),
    ]


def test_the_weakest_link_is_named_from_sending_to_reporting(made, sent):
    assert weakest(sent) == f"Gửi ngày {DAY}, chưa có gì cho thấy đã nhận"
    note_delivered(sent, proof=Proof.MAIL, at=LATER)
    assert weakest(sent) == f"Chưa mở, thư đã đến ngày {DAY}"
    note_opened(sent, by=made.people[sent.organisation_id][0], proof=Proof.PORTAL, at=LATER)
    assert weakest(sent) == f"Đã mở ngày {DAY}, chưa xác nhận"
    acknowledged(sent)
    request = ReportRequest.objects.get(delivery=sent)
    due = f"{request.due_on:%d/%m/%Y}"
    assert weakest(sent) == f"Chưa báo cáo, hạn ngày {due}"
    assert weakest(sent, request.due_on + timedelta(days=1)) == f"Quá hạn báo cáo từ ngày {due}"
    ReportRequest.objects.update(reported_at=LATER)
    assert weakest(sent) == ""


def test_a_mail_that_came_back_is_named_until_something_arrives(sent):
    note_bounced(sent, "550 No such user", at=LATER)
    assert weakest(sent) == f"Thư bị trả lại ngày {DAY}: 550 No such user"
    note_delivered(sent, proof=Proof.MAIL, at=LATER + timedelta(minutes=1))
    assert weakest(sent) == f"Chưa mở, thư đã đến ngày {DAY}"


def test_without_anybody_to_receive_it_that_is_said(sent):
    Membership.objects.filter(organisation=sent.organisation).update(valid_to=ON - timedelta(days=1))
    assert weakest(sent) == "Không có người nhận"


def test_paper_is_called_paper_and_skips_the_opening(sent):
    note_delivered(sent, proof=Proof.PAPER_SLIP, at=LATER)
    ladder = ladder_of(of(sent.directive, sent.organisation), on=ON)
    assert (ladder.word, ladder.weakest) == ("Nhận giấy", f"Đã nhận bản giấy ngày {DAY}, chưa xác nhận")
    acknowledged(sent, proof=Proof.PAPER_SLIP)
    opened = ladder_of(of(sent.directive, sent.organisation), on=ON).steps[Rung.OPENED - 1]
    assert (opened.at, opened.is_skipped) == (None, True)


def test_an_investor_that_has_not_forwarded_is_named_and_so_is_its_reason(made, sent):
    waiting = of(sent.directive, made.tenants[0][0])
    assert weakest(waiting) == f"{made.investors[0]} chưa chuyển"
    Route.objects.filter(delivery=waiting).update(
        excluded_at=LATER, excluded_by=made.people[made.investors[0].pk][0].user, excluded_reason="Đã trả đất"
    )
    assert weakest(waiting) == f"{made.investors[0]} không gửi: Đã trả đất"


def test_of_two_investors_one_that_sent_it_is_enough(made, sent):
    both = of(sent.directive, made.both)
    assert set(weakest(both).removesuffix(" chưa chuyển").split("; ")) == {str(one) for one in made.investors}
    both.routes.filter(via=made.investors[0]).update(sent_at=LATER)
    Delivery.objects.filter(pk=both.pk).update(sent_at=LATER)
    assert "chưa chuyển" not in weakest(both)
    told = [act.who for act in story_of(of(sent.directive, made.both))]
    assert told == [str(made.investors[0])]


def test_nothing_holds_up_what_was_recalled(sent):
    Delivery.objects.filter(pk=sent.pk).update(ended_at=LATER)
    assert weakest(sent) == ""


def test_many_cost_as_many_queries_as_one(made, sent):
    rows = list(
        Delivery.objects.for_list().filter(directive=sent.directive).order_by(F("sent_at").asc(nulls_last=True))
    )
    assert len(rows) > 3

    def queries(some):
        with CaptureQueriesContext(connection) as found:
            ladders(some, on=ON)
        return len(found)

    assert queries(rows[:1]) == queries(rows) == 4
