"""Pages of roll-ups: begun, frozen, compared, written, quoted, composed."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from antt_portal.core.canonical import digest
from directives.models import ReportRequest
from enterprises.models import Role
from enterprises.tests.factories import actor
from reports.models import RollUp, RollUpStatus
from reports.rollups.figures import figures_of
from reports.rollups.writing import letter_of, nominate, save_narrative
from reports.tests.rollups.rolling import AFTERWARDS, MOMENT, WORDS, Rolling
from reports.tests.rollups.test_writing import code_of, said, submission_of
from reports.tests.views.pages import enter, query_count, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]

LIST, NEW = "/rollups/", "/rollups/new/"


@pytest.fixture
def that_day():
    with time_machine.travel(AFTERWARDS + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def rolling():
    return Rolling()


def of(rollup, name="", *more):
    return reverse(f"reports:rollup{name and '-'}{name}", args=[rollup.public_id, *more])


def typed(rolling, **more):
    chosen = {"scope": "directive", "directive": str(rolling.directive.public_id)}
    return {**chosen, "when": "then", "day": "27/03/2026", "time": "17:00", **more}


class TestBeginning:
    def test_a_directive_and_a_moment_make_one(self, client, rolling):
        enter(client, rolling.officer)
        answer = client.post(NEW, typed(rolling))
        rollup = RollUp.objects.get()
        assert (answer.url, rollup.moment) == (rollup.get_absolute_url(), MOMENT)
        assert "Rà soát camera" in text_of(client.get(answer.url))

    @pytest.mark.parametrize("wrong", [{"directive": ""}, {"day": ""}, {"time": "25:00"}, {"scope": "campaign"}])
    def test_what_is_missing_is_said_beside_its_field(self, client, rolling, wrong):
        answer = enter(client, rolling.officer).post(NEW, typed(rolling, **wrong))
        assert answer.status_code == 422
        assert not RollUp.objects.exists()

    def test_a_moment_to_come_is_refused_in_words(self, client, rolling):
        answer = enter(client, rolling.officer).post(NEW, typed(rolling, day="27/03/2027"))
        assert answer.status_code == 409
        assert "ở sau lúc này" in text_of(answer)

    def test_the_page_one_comes_from_chooses_the_scope(self, client, rolling):
        answer = enter(client, rolling.officer).get(f"{NEW}?directive={rolling.directive.public_id}")
        assert str(answer.context["form"]["directive"].value()) == str(rolling.directive.public_id)


class TestPage:
    def test_the_figures_shown_are_the_ones_that_are_frozen(self, client, rolling):
        rollup = rolling.begin()
        page = enter(client, rolling.officer).get(rollup.get_absolute_url())
        shown = page.context["sha256"]
        client.post(of(rollup, "freeze"), {"version": rollup.version, "shown": shown})
        rollup.refresh_from_db()
        assert (rollup.status, rollup.sha256) == (RollUpStatus.FROZEN, shown)
        text = text_of(client.get(rollup.get_absolute_url()))
        assert rolling.second.name in text
        assert f"{rolling.made.investors[1]} chuyển" in text

    def test_a_count_that_changed_under_the_page_is_not_frozen(self, client, rolling):
        rollup = rolling.begin()
        sent = {"version": rollup.version, "shown": digest({})}
        answer = enter(client, rolling.officer).post(of(rollup, "freeze"), sent, follow=True)
        assert "vừa thay đổi" in text_of(answer)

    def test_it_counts_for_another_moment(self, client, rolling):
        rollup = rolling.begin()
        sent = {"version": rollup.version, "when": "then", "day": "12/03/2026", "time": "18:00"}
        enter(client, rolling.officer).post(of(rollup, "moment"), sent)
        rollup.refresh_from_db()
        assert figures_of(rollup)["parts"][0]["answered"] == 1
        assert client.post(of(rollup, "moment"), {"version": rollup.version, "when": "then"}).status_code == 422

    def test_counting_again_says_whether_it_is_the_same(self, client, rolling):
        rollup = rolling.frozen()
        enter(client, rolling.officer)
        assert "ra đúng số liệu đã chốt" in text_of(client.get(of(rollup) + "?compare=1"))
        ReportRequest.objects.filter(organisation=rolling.second).update(workdays_late=4)
        text = text_of(client.get(of(rollup) + "?compare=1"))
        assert "Tính lại khác số liệu đã chốt" in text
        assert "parts[0].late[0].workdays" in text

    def test_those_who_only_read_are_offered_no_act(self, client, rolling):
        rollup = rolling.begin()
        page = enter(client, rolling.made.office.leader).get(rollup.get_absolute_url())
        assert of(rollup, "freeze") not in page.content.decode()

    def test_the_list_costs_the_same_for_one_and_for_ten(self, client, rolling):
        rolling.begin()
        enter(client, rolling.officer)
        one = query_count(client, LIST)
        for _again in range(9):
            rolling.begin()
        assert query_count(client, LIST) == one


class TestWords:
    def save(self, client, rollup, version, *, autosave=True, **words):
        headers = {"X-Autosave": "1"} if autosave else {}
        return client.post(of(rollup, "text"), {"version": version, **words}, headers=headers)

    def test_they_are_saved_while_typed(self, client, rolling):
        rollup = rolling.begin()
        answer = self.save(enter(client, rolling.officer), rollup, 1, situation="Ổn định.")
        assert (answer.status_code, answer.json()["version"]) == (200, 2)
        assert "Ổn định." in text_of(client.get(of(rollup)))

    def test_a_colleague_s_words_are_shown_and_not_overwritten(self, client, rolling):
        rollup = rolling.begin()
        colleague = actor(Role.OFFICER, rolling.officer.organisation)
        save_narrative(rollup, {"situation": "Lời đồng nghiệp."}, by=colleague, at=AFTERWARDS, seen=1)
        answer = self.save(enter(client, rolling.officer), rollup, 1, situation="Lời của tôi.")
        assert answer.status_code == 409
        assert "Lời đồng nghiệp." in answer.json()["conflict_html"]
        page = self.save(client, rollup, 1, autosave=False, situation="Lời riêng.")
        assert (page.status_code, "Lời đồng nghiệp." in text_of(page)) == (409, True)
        client.post(of(rollup, "text"), {"version": 1, "over": 2, "situation": "Lời riêng."})
        rollup.refresh_from_db()
        assert rollup.narrative["situation"] == "Lời riêng."


class TestQuotations:
    def test_words_of_an_answer_are_chosen(self, client, rolling):
        rollup, submission = rolling.frozen(), submission_of(rolling.first)
        page = enter(client, rolling.officer).get(of(rollup, "quotations"))
        assert WORDS in page.content.decode()
        sent = {"submission": submission.public_id, "code": code_of(submission), "excerpt": "lắp thêm 6 camera"}
        client.post(of(rollup, "quotations"), sent)
        (chosen,) = rollup.quotations.all()
        assert "“lắp thêm 6 camera”" in text_of(client.get(of(rollup)))
        client.post(of(rollup, "unquote", chosen.public_id))
        assert not rollup.quotations.exists()

    def test_other_words_are_refused(self, client, rolling):
        rollup, submission = rolling.frozen(), submission_of(rolling.first)
        sent = {"submission": submission.public_id, "code": code_of(submission), "excerpt": "lắp thêm 60 camera"}
        answer = enter(client, rolling.officer).post(of(rollup, "quotations"), sent, follow=True)
        assert "nguyên văn" in text_of(answer)


class TestNominations:
    def test_an_enterprise_is_found_named_and_taken_off(self, client, rolling):
        rollup = rolling.frozen()
        enter(client, rolling.officer)
        found = client.get(of(rollup, "nominations"), {"q": rolling.third.name})
        assert rolling.third in found.context["form"].fields["organisation"].queryset
        sent = {"organisation": rolling.third.public_id, "reason": "Đi đầu."}
        client.post(of(rollup, "nominations"), sent)
        named = rollup.nominations.get()
        assert (named.organisation, named.reason) == (rolling.third, "Đi đầu.")
        client.post(of(rollup, "withdraw", named.public_id))
        assert not rollup.nominations.exists()
        assert client.post(of(rollup, "nominations"), {**sent, "reason": ""}).status_code == 422


def test_the_report_is_drafted_and_closes_what_was_chosen(client, rolling):
    rollup = rolling.frozen()
    nominate(rollup, rolling.first, "Đi đầu.", **said(rolling))
    answer = enter(client, rolling.officer).post(of(rollup, "compose"), {"version": rollup.version})
    letter = letter_of(rollup)
    assert answer.url == reverse("directives:letter-edit", args=[letter.public_id])
    page = client.get(of(rollup))
    assert of(rollup, "text") not in page.content.decode()
    assert letter.get_absolute_url() in page.content.decode()
