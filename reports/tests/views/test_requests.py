"""Pages of an answer to a directive: the way to it, one press for nothing, handing in, and the board's side."""

import pytest
from django.urls import reverse

from directives.models import Delivery, ReportRequest
from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.models import Report, ReportStatus
from reports.tests.factories import Filing
from reports.tests.implementing import Answering
from reports.tests.views.pages import enter, of_answer, of_report, text_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def answering():
    return Answering()


def of_request(answering):
    return reverse("reports:request", args=[answering.request.public_id])


class TestTheWayToIt:
    def test_the_first_visit_opens_it_and_the_second_finds_it(self, client, answering):
        enter(client, answering.editor)
        addresses = {client.get(of_request(answering)).url for _ in range(2)}
        assert addresses == {Report.objects.get().get_absolute_url()}

    def test_a_stranger_does_not_learn_that_a_report_is_wanted(self, client, answering):
        stranger = actor(Role.HEAD, OrganisationFactory(board=answering.board))
        answering.open()
        assert enter(client, stranger).get(of_request(answering)).status_code == 404

    def test_nothing_is_wanted_before_it_was_sent(self, client, answering):
        Delivery.objects.update(sent_at=None, delivered_at=None, opened_at=None, acknowledged_at=None)
        assert enter(client, answering.editor).get(of_request(answering)).status_code == 404

    def test_the_board_finds_it_once_it_was_handed_in(self, client, answering):
        answering.write()
        enter(client, answering.officer)
        assert client.get(of_request(answering)).status_code == 404
        answering.hand_in()
        assert client.get(of_request(answering)).url == Report.objects.get().get_absolute_url()

    def test_a_recalled_directive_leads_back_to_itself(self, client, answering):
        Delivery.objects.update(ended_at=answering.delivery.recorded_at)
        assert enter(client, answering.editor).get(of_request(answering)).url == answering.delivery.get_absolute_url()
        assert not Report.objects.exists()


class TestWriting:
    def test_the_page_cites_the_letter_and_offers_nothing_of_a_year(self, client, answering):
        said = text_of(enter(client, answering.editor).get(of_report("report", answering.open())))
        assert f"Báo cáo kết quả thực hiện công văn {answering.directive.letter}" in said
        assert "Kết quả 2025" not in said
        assert "Tất cả: không có nội dung phải báo cáo" in said

    def test_it_stands_among_the_documents_received(self, client, answering):
        answer = answering.open().answers.select_related("report", "obligation").first()
        enter(client, answering.editor)
        for address in (of_report("report", answer.report), of_answer(answer)):
            marked = [one.label for one in client.get(address).context["sections"] if one.current]
            assert marked == ["Văn bản đến"]

    def test_one_press_answers_what_is_empty(self, client, answering):
        report = answering.open()
        response = enter(client, answering.editor).post(of_report("answer-nothing", report), follow=True)
        assert "Đã ghi 2 nội dung: không có nội dung phải báo cáo." in text_of(response)
        assert "Tất cả: không có nội dung phải báo cáo" not in text_of(response)

    def test_nobody_else_presses_it(self, client, answering):
        answering.write()
        answering.hand_in()
        enter(client, answering.officer)
        assert client.post(of_report("answer-nothing", answering.open())).status_code == 403

    def test_an_item_is_quoted_and_can_be_answered_with_nothing(self, client, answering):
        answer = answering.open().answers.select_related("report", "obligation").first()
        enter(client, answering.editor)
        assert f"“{answer.obligation.text}”" in text_of(client.get(of_answer(answer)))
        client.post(of_answer(answer), {"version": 1, "result": "nothing", "reason": "", "narrative": ""})
        answer.refresh_from_db()
        assert answer.result == "nothing"

    def test_a_yearly_answer_does_not_take_nothing(self, client):
        filing = Filing()
        answer = filing.report.answers.select_related("report", "obligation").first()
        response = enter(client, filing.editor).post(of_answer(answer), typed(answer, result="nothing"))
        assert response.status_code == 422

    def test_the_year_page_lists_the_two_filings_alone(self, client, answering):
        answering.open()
        response = enter(client, answering.editor).get(reverse("reports:year", args=[2026]))
        assert "Báo cáo kết quả thực hiện" not in text_of(response)
        opened = client.post(reverse("reports:open-report", args=[2026]), {"kind": "implementation"})
        assert opened.status_code == 404


class TestHandingIn:
    def test_the_head_hands_in_and_gets_a_receipt(self, client, answering):
        report = answering.write()
        sent = {"version": report.version, "truthful": "on"}
        response = enter(client, answering.head).post(of_report("submit", report), sent, follow=True)
        assert "Số biên nhận" in text_of(response)
        assert answering.open().status == ReportStatus.SUBMITTED

    def test_what_was_not_acknowledged_says_so_with_the_way_there(self, client, answering):
        answering.write()
        answering.acknowledge(None)
        response = enter(client, answering.head).get(of_report("check", answering.open()))
        assert "Chưa xác nhận đã nhận văn bản" in text_of(response)
        assert answering.delivery.get_absolute_url() in response.content.decode()
        assert b"truthful" not in response.content

    def test_the_preview_is_drawn(self, client, answering):
        response = enter(client, answering.editor).get(of_report("preview", answering.write()))
        assert response["Content-Type"] == "application/pdf"

    @pytest.mark.parametrize("kind", [OrganisationKind.UNIT, OrganisationKind.AGENCY])
    def test_units_and_agencies_walk_the_same_way(self, client, kind):
        answering = Answering(kind)
        report = answering.write()
        enter(client, answering.head)
        for page in ("report", "check"):
            assert client.get(of_report(page, report)).status_code == 200
        assert client.get(reverse("reports:evidence")).status_code == 200
        client.post(of_report("submit", report), {"version": report.version, "truthful": "on"})
        assert answering.open().status == ReportStatus.SUBMITTED


class TestTheBoard:
    @pytest.fixture
    def handed_in(self, answering):
        answering.write()
        answering.hand_in()
        ReportRequest.objects.update(workdays_late=3)
        return answering

    def test_the_queue_shows_it_by_its_kind_with_its_lateness(self, client, handed_in):
        enter(client, handed_in.officer)
        queue = reverse("reports:queue")
        said = text_of(client.get(queue, {"kind": "implementation"}))
        assert f"Báo cáo kết quả thực hiện công văn {handed_in.directive.letter}" in said
        assert "Chậm 3 ngày làm việc" in said
        assert handed_in.organisation.name not in text_of(client.get(queue, {"kind": "registration"}))

    def test_it_has_neither_events_nor_opinions(self, client, handed_in):
        said = text_of(enter(client, handed_in.officer).get(of_report("review", handed_in.open())))
        assert "Đã rà soát 48 camera." in said, "what it says stands on the page itself"
        assert "Chậm 3 ngày làm việc" in said
        assert "Các sự việc không được công nhận" not in said
        assert "Ý kiến cơ quan phối hợp" not in said

    def test_it_is_accepted_without_a_conclusion(self, client, handed_in):
        report = handed_in.open()
        enter(client, handed_in.officer)
        page = client.get(of_report("accept", report))
        assert "Tiếp nhận báo cáo" in text_of(page)
        assert b'name="conclusion"' not in page.content
        client.post(of_report("accept", report), {"version": report.version, "judged": page.context["judged"]})
        assert handed_in.open().status == ReportStatus.ACCEPTED
        own = text_of(enter(client, handed_in.editor).get(of_report("report", report)))
        assert "Đã tiếp nhận báo cáo." in own

    def test_what_a_unit_hands_in_is_in_everybodys_queue(self, client):
        answering = Answering(OrganisationKind.UNIT)
        answering.write()
        answering.hand_in()
        answering.officer.membership.zones.set([answering.made.zones[0]])
        said = text_of(enter(client, answering.officer).get(reverse("reports:queue")))
        assert answering.organisation.name in said
