"""The pages of a coordinating agency."""

from datetime import date, timedelta

import pytest
import time_machine

from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation
from reports.answering import save_answer
from reports.consulting import answer_opinion, ask_opinion
from reports.models import Opinion, OpinionStatus, Stance
from reports.tests.factories import OPENED, REVIEWED, SUBMITTED, Filing, content
from reports.tests.views.pages import enter, of_report, query_count, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]

LIST = "/opinions/"


@pytest.fixture
def that_day():
    with time_machine.travel(REVIEWED + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def filing():
    return Filing().fill().submit()


@pytest.fixture
def agent(filing):
    agency = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY, name="Công an Thử Nghiệm")
    return actor(Role.AGENT, agency)


def ask(filing, agent, due_on=date(2026, 11, 10)):
    return ask_opinion(
        filing.report, agent.organisation, question="Có vụ việc gì?", due_on=due_on, by=filing.officer, at=SUBMITTED
    )


def page_of(opinion):
    return f"/opinions/{opinion.public_id}/"


def typed(opinion, **more):
    return {"version": opinion.version, "number": 1, "stance": "agrees", "text": "", **more}


class TestTheList:
    def test_open_questions_come_first_and_the_most_urgent_on_top(self, client, filing, agent):
        names = ["Trả Lời Rồi", "Còn Lâu", "Gấp"]
        others = [
            Filing(organisation=OrganisationFactory(board=filing.board, name=name)).fill().submit() for name in names
        ]
        days = [date(2026, 11, 1), date(2026, 11, 20), date(2026, 11, 2)]
        asked = [ask(one, agent, day) for one, day in zip(others, days, strict=True)]
        answer_opinion(asked[0], stance=Stance.AGREES, text="", by=agent, at=REVIEWED, seen=1)
        response = enter(client, agent).get(LIST)
        listed = [opinion.report.organisation.name for opinion in response.context["page"]]
        assert listed == ["Gấp", "Còn Lâu", "Trả Lời Rồi"]
        assert "2 hồ sơ chờ ý kiến" in text_of(response)

    def test_a_day_that_passed_is_silence(self, client, filing, agent):
        ask(filing, agent, date(2026, 10, 26))
        assert "Im lặng" in text_of(enter(client, agent).get(LIST))

    def test_an_agency_sees_its_own_questions_only(self, client, filing, agent):
        ask(filing, actor(Role.AGENT, OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)))
        response = enter(client, agent).get(LIST)
        assert list(response.context["page"]) == []
        assert "Chưa có hồ sơ nào hỏi ý kiến" in text_of(response)

    def test_enterprises_and_the_board_have_no_such_list(self, client, filing):
        assert enter(client, filing.head).get(LIST).status_code == 403
        assert enter(client, filing.officer).get(LIST).status_code == 403

    def test_it_costs_the_same_for_1_and_for_30(self, client, filing, agent):
        ask(filing, agent)
        enter(client, agent)
        one = query_count(client, LIST)
        for _ in range(29):
            ask(Filing(organisation=OrganisationFactory(board=filing.board)).fill().submit(), agent)
        assert query_count(client, LIST) == one


class TestTheDossier:
    def test_it_is_shown_as_handed_in(self, client, filing, agent):
        opinion = ask(filing, agent)
        filing.review(to_mend=1).send_back()
        answer = filing.report.answers.select_related("obligation", "report").order_by("position").first()
        save_answer(answer, content(answer, cameras=7313), by=filing.editor, at=OPENED, seen=answer.version)
        text = text_of(enter(client, agent).get(page_of(opinion)))
        assert "48" in text
        assert "7.313" not in text
        assert "7313" not in text
        assert "Có vụ việc gì?" in text

    def test_what_the_board_judges_is_not_for_the_agency(self, client, filing, agent):
        opinion = ask(filing, agent)
        filing.review(to_mend=1)
        assert "Ghi số thực tế." not in text_of(enter(client, agent).get(page_of(opinion)))

    def test_strangers_do_not_learn_of_it_and_the_board_reads_it_elsewhere(self, client, filing, agent):
        opinion = ask(filing, agent)
        other = actor(Role.AGENT, OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY))
        for stranger in (other, filing.head, Filing().officer):
            assert enter(client, stranger).get(page_of(opinion)).status_code == 404
        response = enter(client, filing.officer).get(page_of(opinion))
        assert response["Location"] == of_report("review", filing.report)
        assert client.post(page_of(opinion), typed(opinion)).status_code == 403

    def test_a_long_dossier_costs_no_more_queries(self, client, filing, agent):
        opinion = ask(filing, agent)
        enter(client, agent)
        assert query_count(client, page_of(opinion)) <= 10


class TestTheAnswer:
    def test_agreement_needs_no_words(self, client, filing, agent):
        opinion = ask(filing, agent)
        response = enter(client, agent).post(page_of(opinion), typed(opinion), follow=True)
        assert Opinion.objects.get().stance == Stance.AGREES
        assert "Đã gửi ý kiến" in text_of(response)
        assert "Gửi xong không sửa được nữa" not in text_of(response)

    def test_anything_else_does(self, client, filing, agent):
        opinion = ask(filing, agent)
        response = enter(client, agent).post(page_of(opinion), typed(opinion, stance="objects"))
        assert response.status_code == 422
        assert "Ghi nội dung ý kiến." in text_of(response)
        assert Opinion.objects.get().status == OpinionStatus.ASKED

    def test_late_is_still_an_answer(self, client, filing, agent):
        opinion = ask(filing, agent, date(2026, 10, 20))
        enter(client, agent).post(page_of(opinion), typed(opinion, stance="remarks", text="Có một vụ trộm."))
        assert Opinion.objects.get().text == "Có một vụ trộm."

    def test_two_at_once_the_second_keeps_the_words(self, client, filing, agent):
        opinion = ask(filing, agent)
        answer_opinion(opinion, stance=Stance.AGREES, text="", by=agent, at=REVIEWED, seen=1)
        sent = typed(opinion, version=1, stance="objects", text="Không thống nhất vì một vụ trộm.")
        response = enter(client, agent).post(page_of(opinion), sent)
        assert response.status_code == 409
        assert "Không thống nhất vì một vụ trộm." in text_of(response)
        assert Opinion.objects.get().stance == Stance.AGREES

    def test_a_version_handed_in_since_is_read_first(self, client, filing, agent):
        opinion = ask(filing, agent)
        filing.review(to_mend=1).send_back().submit(at=REVIEWED + timedelta(minutes=5))
        enter(client, agent)
        response = client.post(page_of(opinion), typed(opinion, text="Thống nhất."))
        assert response.status_code == 409
        assert "Thống nhất." in response.content.decode()
        assert 'name="number" value="2"' in response.content.decode()
        client.post(page_of(opinion), typed(opinion, number=2))
        assert Opinion.objects.get().read_number == 2

    def test_the_board_sees_it_with_the_version_it_is_about(self, client, filing, agent):
        opinion = ask(filing, agent)
        enter(client, agent).post(page_of(opinion), typed(opinion, stance="objects", text="Còn vụ trộm."))
        board = actor(Role.OFFICER, board_organisation(filing.board))
        text = text_of(enter(client, board).get(of_report("review", filing.report)))
        assert "Không thống nhất" in text
        assert "về lần nộp 1" in text
