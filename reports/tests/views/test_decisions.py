"""Acts on a dossier: assigning, events, asking an agency, returning, accepting."""

from datetime import date, timedelta

import pytest
import time_machine

from directives.models import Obligation
from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation
from reports.models import AnswerReview, BarringDecision, Conclusion, Opinion, ReportKind, ReportStatus
from reports.reading import judged
from reports.reviewing import Judgement, review_answer
from reports.tests.factories import REVIEWED, Filing
from reports.tests.views.pages import enter, of_report, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]


@pytest.fixture
def that_day():
    with time_machine.travel(REVIEWED + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def filing():
    return Filing().fill().submit()


def of_board(filing, role):
    return actor(role, board_organisation(filing.board))


def event_page(filing):
    event = Obligation.objects.get(code="event_a", instrument__board=filing.board)
    return of_report("decide-event", filing.report, event.public_id)


def seen(filing, **more):
    """What every page that concludes carries."""
    return {"version": filing.report.version, "judged": judged(filing.report), **more}


class TestAssigning:
    def assign(self, client, filing, to, seen=""):
        return client.post(of_report("assign", filing.report), {"to": to, "seen": seen}, follow=True)

    def test_a_unit_head_puts_somebody_in_charge(self, client, filing):
        enter(client, of_board(filing, Role.UNIT_HEAD))
        response = self.assign(client, filing, filing.officer.user.public_id)
        assert filing.refresh().assignee == filing.officer.user
        assert f"Đã giao hồ sơ cho {filing.officer.user}." in text_of(response)

    def test_and_nobody(self, client, filing):
        enter(client, of_board(filing, Role.UNIT_HEAD))
        self.assign(client, filing, filing.officer.user.public_id)
        self.assign(client, filing, "", seen=filing.officer.user.public_id)
        assert filing.refresh().assignee is None

    def test_who_did_not_see_the_last_change_is_told(self, client, filing):
        enter(client, of_board(filing, Role.UNIT_HEAD))
        self.assign(client, filing, filing.officer.user.public_id)
        response = self.assign(client, filing, "")
        assert "vừa được đổi" in text_of(response)
        assert filing.refresh().assignee == filing.officer.user

    def test_nobody_who_cannot_review_it(self, client, filing):
        enter(client, of_board(filing, Role.ADMINISTRATOR))
        response = self.assign(client, filing, of_board(filing, Role.CLERK).user.public_id)
        assert "Chưa phân công." in text_of(response)

    def test_stranger_and_wrong_role(self, client, filing):
        address = of_report("assign", filing.report)
        assert enter(client, Filing().officer).post(address).status_code == 404
        assert enter(client, filing.officer).post(address).status_code == 403


class TestEvents:
    def test_a_decision_is_kept_with_its_reason(self, client):
        filing = Filing().fill(event=True).submit()
        sent = {"version": filing.report.version, "decision": "no", "reason": "Đã xác minh."}
        response = enter(client, filing.officer).post(event_page(filing), sent, follow=True)
        assert "Đã kết luận về sự việc Sự việc a." in text_of(response)
        assert BarringDecision.objects.get().reason == "Đã xác minh."

    def test_without_a_reason_the_choice_stays_on_the_page(self, client, filing):
        sent = {"version": filing.report.version, "decision": "yes", "reason": ""}
        response = enter(client, filing.officer).post(event_page(filing), sent)
        assert response.status_code == 422
        assert 'value="yes"' in response.content.decode()
        assert not BarringDecision.objects.exists()

    def test_an_excuse_is_not_offered_where_there_is_none(self, client, filing):
        sent = {"version": filing.report.version, "decision": "excused", "reason": "Bất khả kháng."}
        response = enter(client, filing.officer).post(event_page(filing), sent)
        assert response.status_code == 422
        assert "Bất khả kháng." in response.content.decode()

    def test_a_version_not_read_keeps_what_was_typed(self, client, filing):
        sent = {"version": 1, "decision": "yes", "reason": "Có biên bản của công an."}
        response = enter(client, filing.officer).post(event_page(filing), sent)
        assert response.status_code == 409
        assert "Có biên bản của công an." in response.content.decode()

    def test_stranger_wrong_role_and_events_of_others(self, client, filing):
        other = Filing().fill().submit()
        event = Obligation.objects.get(code="event_a", instrument__board=other.board)
        assert enter(client, other.officer).post(event_page(filing)).status_code == 404
        assert enter(client, of_board(filing, Role.CLERK)).post(event_page(filing)).status_code == 403
        foreign = of_report("decide-event", filing.report, event.public_id)
        assert enter(client, filing.officer).post(foreign).status_code == 404


class TestAsking:
    @pytest.fixture
    def agency(self, filing):
        return OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY, name="Công an Thử Nghiệm")

    def test_the_day_proposed_follows_the_boards_term(self, client, filing, agency):
        page = enter(client, filing.officer).get(of_report("review", filing.report)).content.decode()
        assert 'value="05/11/2026"' in page  # seven working days after 27/10/2026

    def test_an_agency_is_asked(self, client, filing, agency):
        sent = {"agency": agency.public_id, "due_on": "10/11/2026", "question": "Có vụ việc gì?"}
        enter(client, filing.officer).post(of_report("ask-opinion", filing.report), sent)
        opinion = Opinion.objects.get()
        assert (opinion.agency, opinion.due_on, opinion.question) == (agency, date(2026, 11, 10), "Có vụ việc gì?")

    @pytest.mark.parametrize("day", ["", "31/02/2026", "abc"])
    def test_a_day_that_is_none_keeps_the_question(self, client, filing, agency, day):
        sent = {"agency": agency.public_id, "due_on": day, "question": "Có vụ việc gì?"}
        response = enter(client, filing.officer).post(of_report("ask-opinion", filing.report), sent)
        assert response.status_code == 422
        assert "Có vụ việc gì?" in response.content.decode()

    def test_a_day_gone_by_keeps_the_question(self, client, filing, agency):
        sent = {"agency": agency.public_id, "due_on": "01/10/2026", "question": "Có vụ việc gì?"}
        response = enter(client, filing.officer).post(of_report("ask-opinion", filing.report), sent)
        assert response.status_code == 409
        assert "Có vụ việc gì?" in response.content.decode()

    def test_an_agency_of_another_board_cannot_be_chosen(self, client, filing):
        foreign = OrganisationFactory(kind=OrganisationKind.AGENCY)
        sent = {"agency": foreign.public_id, "due_on": "10/11/2026"}
        assert enter(client, filing.officer).post(of_report("ask-opinion", filing.report), sent).status_code == 422
        assert not Opinion.objects.exists()


class TestReturning:
    def test_the_page_lists_what_goes_back(self, client, filing):
        filing.review(to_mend=1)
        text = text_of(enter(client, filing.officer).get(of_report("return", filing.report)))
        assert "Ghi số thực tế." in text
        assert "05/11/2026" in enter(client, filing.officer).get(of_report("return", filing.report)).content.decode()

    def test_without_a_marked_item_it_says_how_to_mark_one(self, client, filing):
        text = text_of(enter(client, filing.officer).get(of_report("return", filing.report)))
        assert "Chưa có nội dung nào cần bổ sung" in text

    def test_it_goes_back(self, client, filing):
        filing.review(to_mend=1)
        sent = seen(filing, mend_by="4/11/2026", note="Xem lại camera.")
        response = enter(client, filing.officer).post(of_report("return", filing.report), sent, follow=True)
        report = filing.refresh()
        assert (report.status, report.mend_by, report.return_note) == (
            ReportStatus.RETURNED,
            date(2026, 11, 4),
            "Xem lại camera.",
        )
        assert "để bổ sung" in text_of(response)

    def test_a_day_gone_by_keeps_the_words(self, client, filing):
        filing.review(to_mend=1)
        sent = seen(filing, mend_by="27/10/2026", note="Xem lại camera.")
        response = enter(client, filing.officer).post(of_report("return", filing.report), sent)
        assert response.status_code == 409
        assert "Xem lại camera." in response.content.decode()
        assert "Hạn bổ sung phải sau ngày hôm nay." in text_of(response)

    def test_an_item_marked_since_is_shown_before_it_goes(self, client, filing):
        filing.review(to_mend=1)
        read = seen(filing, mend_by="04/11/2026")
        second = filing.report.answers.select_related("report", "obligation").order_by("position")[1]
        said = {"by": filing.officer, "at": REVIEWED, "seen": filing.report.version, "read": 1}
        review_answer(second, Judgement("", "Thêm ảnh cổng phụ.", to_mend=True), **said)
        response = enter(client, filing.officer).post(of_report("return", filing.report), read)
        assert response.status_code == 409
        assert "Thêm ảnh cổng phụ." in text_of(response)
        assert filing.refresh().status == ReportStatus.SUBMITTED

    def test_a_page_without_what_was_read_returns_nothing(self, client, filing):
        filing.review(to_mend=1)
        sent = {"version": filing.report.version, "mend_by": "04/11/2026"}
        assert enter(client, filing.officer).post(of_report("return", filing.report), sent).status_code == 409

    def test_stranger_and_wrong_role(self, client, filing):
        address = of_report("return", filing.report)
        for method in (client.get, client.post):
            enter(client, Filing().officer)
            assert method(address).status_code == 404
            enter(client, of_board(filing, Role.LEADER))
            assert method(address).status_code == 403


class TestAccepting:
    def test_the_page_says_beforehand_what_stands_against_it(self, client):
        filing = Filing().fill(event=True).submit()
        response = enter(client, filing.officer).get(of_report("accept", filing.report))
        text = text_of(response)
        assert "Chưa tiếp nhận được" in text
        assert "Còn nội dung chưa thẩm định." in text
        assert "Doanh nghiệp khai có sự việc mà chưa có kết luận." in text
        assert "Tiếp nhận hồ sơ" not in text

    def test_what_bars_recognition_only_leaves_the_other_conclusion(self, client):
        filing = Filing().fill(event=True).submit().review()
        sent = {"version": filing.report.version, "decision": "yes", "reason": "Có biên bản."}
        enter(client, filing.officer).post(event_page(filing), sent)
        text = text_of(client.get(of_report("accept", filing.report)))
        assert "Chưa kết luận “Đạt” được" in text
        assert "Tiếp nhận hồ sơ" in text
        sent = seen(filing, conclusion="not_qualified", note="Có sự việc bị loại trừ.")
        client.post(of_report("accept", filing.report), sent)
        assert filing.refresh().conclusion == Conclusion.NOT_QUALIFIED

    def test_it_is_accepted(self, client, filing):
        filing.review()
        sent = seen(filing, conclusion="qualified", note="")
        response = enter(client, filing.officer).post(of_report("accept", filing.report), sent, follow=True)
        assert filing.refresh().status == ReportStatus.ACCEPTED
        assert "Đã tiếp nhận" in text_of(response)

    def test_a_registration_is_noted(self, client):
        filing = Filing(ReportKind.REGISTRATION).fill().submit().review()
        page = enter(client, filing.officer).get(of_report("accept", filing.report))
        assert "Ghi nhận đăng ký" in text_of(page)
        client.post(of_report("accept", filing.report), seen(filing, conclusion="qualified"))
        assert filing.refresh().status == ReportStatus.ACCEPTED

    def test_not_qualified_without_a_reason_stays_on_the_page(self, client, filing):
        filing.review()
        sent = seen(filing, conclusion="not_qualified", note=" ")
        response = enter(client, filing.officer).post(of_report("accept", filing.report), sent)
        assert response.status_code == 422
        assert "Ghi lý do chưa đạt." in text_of(response)

    def test_what_a_colleague_judged_since_is_read_first_and_the_words_stay(self, client, filing):
        filing.review()
        read = seen(filing, conclusion="qualified", note="Hồ sơ đầy đủ.")
        AnswerReview.objects.filter(answer__position=1).update(version=2, comment="Đổi ý.")
        response = enter(client, filing.officer).post(of_report("accept", filing.report), read)
        assert response.status_code == 409
        assert "Hồ sơ đầy đủ." in response.content.decode()
        assert filing.refresh().status == ReportStatus.SUBMITTED

    def test_who_comes_second_is_told_and_keeps_the_words(self, client, filing):
        filing.review()
        read = seen(filing, conclusion="not_qualified", note="Thiếu tiêu chí 4.")
        filing.accept()
        response = enter(client, filing.officer).post(of_report("accept", filing.report), read)
        assert response.status_code == 409
        assert "Thiếu tiêu chí 4." in text_of(response)
        assert filing.refresh().conclusion == Conclusion.QUALIFIED

    def test_stranger_and_wrong_role(self, client, filing):
        address = of_report("accept", filing.report)
        for method in (client.get, client.post):
            enter(client, Filing().officer)
            assert method(address).status_code == 404
            enter(client, of_board(filing, Role.CLERK))
            assert method(address).status_code == 403
