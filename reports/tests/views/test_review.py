"""The pages of a dossier before the board: overview, and one answer after the other."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from antt_portal.core.tests.page import tree_of, words
from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import MembershipFactory, OrganisationFactory, actor, board_organisation
from reports.answering import save_answer
from reports.consulting import ask_opinion
from reports.library import use
from reports.models import AnswerReview, ReviewResult
from reports.reviewing import Judgement, review_answer
from reports.tests.factories import OPENED, REVIEWED, SUBMITTED, Filing, content, evidence_of
from reports.tests.views.pages import enter, of_report, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]


@pytest.fixture
def that_day():
    with time_machine.travel(REVIEWED + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def filing():
    return Filing().fill().submit()


def answers(filing):
    return list(filing.report.answers.select_related("obligation", "report").order_by("position"))


def page_of(answer):
    return of_report("review-answer", answer.report, answer.public_id)


def typed(filing, **more):
    sent = {
        "version": filing.report.version,
        "read": 0,
        "result": "met",
        "comment": "Số liệu khớp ảnh.",
        "then": "next",
    }
    return {**sent, **more}


def of_board(filing, role):
    return actor(role, board_organisation(filing.board))


def resubmitted():
    """Returned for its first answer, mended and handed in again: other figures and words."""
    filing = Filing().fill().submit().review(to_mend=1).send_back()
    answer = answers(filing)[0]
    mended = replace(content(answer, cameras=60), narrative="Đã lắp thêm 18 camera.")
    save_answer(answer, mended, by=filing.editor, at=OPENED, seen=answer.version)
    use(evidence_of(filing.organisation, filing.editor, name="Bien-ban-moi.pdf"), answer, by=filing.editor, at=OPENED)
    return filing.submit(at=REVIEWED + timedelta(minutes=30))


class TestTheOverview:
    @pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERK, Role.ADMINISTRATOR])
    def test_everybody_of_the_board_reads_it(self, client, filing, role):
        response = enter(client, of_board(filing, role)).get(of_report("review", filing.report))
        assert response.status_code == 200
        assert filing.organisation.name in text_of(response)

    def test_strangers_do_not_learn_that_it_exists_and_its_owner_has_other_pages(self, client, filing):
        address = of_report("review", filing.report)
        assert enter(client, Filing().officer).get(address).status_code == 404
        assert enter(client, Filing().head).get(address).status_code == 404
        assert enter(client, filing.head).get(address).status_code == 403

    def test_a_draft_is_nobodys_on_the_board(self, client):
        filing = Filing().fill()
        assert enter(client, filing.officer).get(of_report("review", filing.report)).status_code == 404

    def test_only_reviewers_find_something_to_press(self, client, filing):
        officer = enter(client, filing.officer).get(of_report("review", filing.report)).content.decode()
        clerk = enter(client, of_board(filing, Role.CLERK)).get(of_report("review", filing.report)).content.decode()
        for act in ("return", "accept", "ask-opinion"):
            assert of_report(act, filing.report) in officer
            assert of_report(act, filing.report) not in clerk

    def test_nobody_reviews_the_own_organisation(self, client, filing):
        MembershipFactory(user=filing.officer.user, organisation=filing.organisation, valid_to=OPENED.date())
        enter(client, filing.officer)
        assert of_report("accept", filing.report) not in client.get(of_report("review", filing.report)).content.decode()
        assert client.post(page_of(answers(filing)[0]), typed(filing)).status_code == 403

    def test_declared_events_stand_first_and_wait(self, client):
        filing = Filing().fill(event=True).submit()
        text = text_of(enter(client, filing.officer).get(of_report("review", filing.report)))
        assert "Doanh nghiệp khai có" in text
        assert "Chưa kết luận" in text

    def test_silence_is_shown_as_silence(self, client, filing):
        agency = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
        due = REVIEWED.date() + timedelta(days=5)
        ask_opinion(filing.report, agency, question="", due_on=due, by=filing.officer, at=REVIEWED)
        enter(client, filing.officer)
        assert "Còn 5 ngày" in text_of(client.get(of_report("review", filing.report)))
        with time_machine.travel(REVIEWED + timedelta(days=6), tick=False):
            assert "Im lặng" in text_of(enter(client, filing.officer).get(of_report("review", filing.report)))

    def test_the_timeline_tells_of_acts_but_not_of_drafting(self, client, filing):
        filing.review()
        text = text_of(enter(client, filing.officer).get(of_report("review", filing.report)))
        assert "Thẩm định nội dung" in text
        assert "Lưu nội dung" not in text

    def test_it_costs_the_same_however_much_was_judged_and_asked(self, client, filing):
        enter(client, filing.officer)
        address = of_report("review", filing.report)
        with CaptureQueriesContext(connection) as before:
            client.get(address)
        filing.review(to_mend=2)
        for _ in range(5):
            agency = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
            due = REVIEWED.date() + timedelta(days=5)
            ask_opinion(filing.report, agency, question="", due_on=due, by=filing.officer, at=REVIEWED)
        with CaptureQueriesContext(connection) as after:
            client.get(address)
        assert len(after) <= len(before)


class TestAnAnswer:
    def test_strangers_wrong_roles_and_answers_of_other_reports(self, client, filing):
        answer, foreign = answers(filing)[0], answers(Filing().fill().submit())[0]
        assert enter(client, Filing().officer).get(page_of(answer)).status_code == 404
        assert enter(client, filing.editor).get(page_of(answer)).status_code == 403
        enter(client, filing.officer)
        assert client.get(of_report("review-answer", filing.report, foreign.public_id)).status_code == 404
        assert enter(client, of_board(filing, Role.LEADER)).post(page_of(answer), typed(filing)).status_code == 403

    def test_it_shows_what_was_handed_in_not_what_is_being_written(self, client, filing):
        filing.review(to_mend=1).send_back()
        answer = answers(filing)[0]
        drafted = content(answer, cameras=7313)
        save_answer(answer, drafted, by=filing.editor, at=OPENED, seen=answer.version)
        text = text_of(enter(client, filing.officer).get(page_of(answer)))
        assert "48" in text
        assert "7.313" not in text
        assert "7313" not in text

    def test_what_changed_since_the_last_version_is_marked(self, client):
        filing = resubmitted()
        tree = tree_of(enter(client, filing.officer).get(page_of(answers(filing)[0])).content.decode())
        assert [words(one) for one in tree.iter("ins")] == ["thêm: 18"]
        assert [words(one) for one in tree.iter("del")] == ["bỏ: 6"]
        cells = [words(one) for one in tree.iter("td") if "changed" in one.get("class", "")]
        assert cells == ["60 (đã đổi)"]
        files = [words(one) for one in tree.iter("li") if "changed" in one.get("class", "")]
        assert ["Bien-ban-moi.pdf" in one for one in files] == [True]

    def test_what_did_not_change_is_not_marked_and_stays_judged(self, client):
        filing = resubmitted()
        page = enter(client, filing.officer).get(page_of(answers(filing)[1]))
        assert "<ins>" not in page.content.decode()
        assert "Giữ từ lần nộp trước vì nội dung không đổi." in text_of(page)

    def test_last_year_stands_beside_without_marks(self, client, filing):
        report = filing.report
        type(report).objects.filter(pk=report.pk).update(year=report.year - 1)
        this_year = Filing(organisation=filing.organisation).fill(cameras=50).submit()
        page = enter(client, filing.officer).get(page_of(answers(this_year)[0]))
        assert f"Năm {this_year.report.year - 1}" in text_of(page)
        assert 'class="n changed"' not in page.content.decode()


class TestJudging:
    def test_saving_leads_to_the_next_answer_without_a_result(self, client, filing):
        first, second, *_rest = answers(filing)
        response = enter(client, filing.officer).post(page_of(first) + "?zone=all", typed(filing))
        assert response["Location"] == page_of(second) + "?zone=all"
        review = AnswerReview.objects.get()
        assert (review.answer, review.result, review.comment) == (first, ReviewResult.MET, "Số liệu khớp ảnh.")

    def test_after_the_last_one_it_leads_to_the_dossier(self, client, filing):
        filing.review()
        last = answers(filing)[-1]
        response = enter(client, filing.officer).post(page_of(last), typed(filing, read=1))
        assert response["Location"] == of_report("review", filing.report)

    def test_what_is_marked_to_be_mended_has_been_looked_at(self, client, filing):
        filing.review()
        AnswerReview.objects.filter(answer__in=answers(filing)[:2]).update(result="", to_mend=True, comment="Ghi rõ.")
        page = text_of(enter(client, filing.officer).get(page_of(answers(filing)[0])))
        assert "đã thẩm định 3/3" in page
        assert "còn nội dung" not in page

    @pytest.mark.parametrize("then", ["return", "accept"])
    def test_whatever_is_pressed_saves_first(self, client, filing, then):
        response = enter(client, filing.officer).post(page_of(answers(filing)[0]), typed(filing, then=then))
        assert response["Location"] == of_report(then, filing.report)
        assert AnswerReview.objects.get().comment == "Số liệu khớp ảnh."

    def test_passing_by_without_a_word_changes_nothing(self, client, filing):
        blank = typed(filing, result="", comment="")
        response = enter(client, filing.officer).post(page_of(answers(filing)[0]), blank)
        assert response.status_code == 302
        assert not AnswerReview.objects.exists()

    def test_marking_without_saying_what_keeps_the_page(self, client, filing):
        response = enter(client, filing.officer).post(
            page_of(answers(filing)[0]), typed(filing, comment="", to_mend="on")
        )
        assert response.status_code == 422
        assert "Ghi rõ cần bổ sung gì." in text_of(response)

    def test_the_loser_of_two_keeps_what_was_typed_and_sees_what_was_saved(self, client, filing):
        first = answers(filing)[0]
        said = {"by": filing.officer, "at": REVIEWED, "seen": filing.report.version, "read": 0}
        review_answer(first, Judgement(ReviewResult.NOT_MET, "Bản của người thứ nhất."), **said)
        second = of_board(filing, Role.OFFICER)
        response = enter(client, second).post(page_of(first), typed(filing, comment="Bản của người thứ hai."))
        assert response.status_code == 409
        text = text_of(response)
        assert "đã được người khác xử lý" in text
        assert "Bản của người thứ nhất." in text
        assert "Bản của người thứ hai." in response.content.decode()
        assert AnswerReview.objects.get().comment == "Bản của người thứ nhất."
        # Having seen both, the same words can be saved over the first.
        client.post(page_of(first), typed(filing, comment="Bản của người thứ hai.", read=1))
        assert AnswerReview.objects.get().comment == "Bản của người thứ hai."

    def test_words_for_a_dossier_that_went_back_meanwhile_are_shown_again(self, client, filing):
        filing.review(to_mend=1).send_back()
        response = enter(client, filing.officer).post(page_of(answers(filing)[1]), typed(filing, comment="Chưa rõ."))
        assert response.status_code == 409
        assert "Chưa rõ." in text_of(response)

    @pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999"])
    def test_a_mangled_version_is_stale(self, client, filing, version):
        response = enter(client, filing.officer).post(page_of(answers(filing)[0]), typed(filing, version=version))
        assert response.status_code == 409
        assert not AnswerReview.objects.exists()

    def test_points_are_asked_where_the_obligation_carries_some(self, client):
        filing = Filing()
        filing.report.instruments.get().obligations.update(points=10)
        filing.fill().submit()
        first = answers(filing)[0]
        enter(client, filing.officer)
        assert "Tối đa 10 điểm." in text_of(client.get(page_of(first)))
        assert client.post(page_of(first), typed(filing, points="10,5")).status_code == 422
        client.post(page_of(first), typed(filing, points="7,5"))
        assert str(AnswerReview.objects.get().points) == "7.5"

    def test_words_typed_into_an_expired_session_are_offered_after_signing_in(self, client, filing):
        first = answers(filing)[0]
        client.post(page_of(first), typed(filing, comment="Gõ khi phiên đã hết."))
        page = enter(client, filing.officer).get(page_of(first))
        assert "Gõ khi phiên đã hết." in page.content.decode()
        assert not AnswerReview.objects.exists()


def test_j_and_k_lead_through_the_queue(client, filing):
    other = Filing(organisation=OrganisationFactory(board=filing.board)).fill().submit(SUBMITTED + timedelta(hours=1))
    enter(client, filing.officer)
    first = client.get(of_report("review", filing.report)).content.decode()
    assert f'data-key="j" href="{of_report("review", other.report)}"' in first
    assert 'data-key="k"' not in first
    assert "Hồ sơ 1 trên 2" in text_of(client.get(of_report("review", filing.report)))
