"""The page of one obligation: seeing, saving by button and while typing, going on."""

import pytest
import time_machine
from django.urls import reverse

from antt_portal.core.tests.page import select, tree_of
from directives.models import Instrument, Source
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.answering import carry_forward, save_answer
from reports.models import AnswerResult, ReportKind
from reports.opening import open_report
from reports.tests.factories import REVIEWED, YEAR, Filing, content
from reports.tests.views.pages import enter, first_answer, of_answer, of_report, query_count, text_of, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_october")]


@pytest.fixture
def in_october():
    with time_machine.travel("2026-10-28T14:05:00+07:00", tick=False):
        yield


@pytest.fixture
def filing():
    return Filing()


@pytest.fixture
def answer(filing):
    return first_answer(filing.report)


def fields(response):
    """What the form holds, by name."""
    inputs = select(tree_of(response.content.decode()), "#answer input, #answer textarea")
    checked = [one for one in inputs if one.get("type") != "radio" or "checked" in one.attrib]
    return {one.get("name"): one.get("value") or (one.text or "").strip() for one in checked}


# ---- seeing ----


@pytest.mark.parametrize("source", Source.values)
def test_only_a_letters_own_words_stand_between_quotation_marks(client, filing, answer, source):
    Instrument.objects.update(source=source)
    page = text_of(enter(client, filing.editor).get(of_answer(answer)))
    assert answer.obligation.text in page
    assert (f"“{answer.obligation.text}”" in page) == (source in {Source.LETTER, Source.DIRECTIVE})


def test_the_page_shows_what_was_saved_and_last_year_beside_it(client, filing, answer):
    filing.fill(cameras=42)
    report = open_report(filing.organisation, ReportKind.SELF_ASSESSMENT, YEAR + 1, by=filing.editor, at=REVIEWED)
    this_year = first_answer(report)
    save_answer(this_year, content(this_year, cameras=48), by=filing.editor, at=REVIEWED, seen=1)
    response = enter(client, filing.editor).get(of_answer(this_year))
    shown = fields(response)
    assert (shown["result"], shown["narrative"], shown["f-cameras-installed"]) == (
        "done",
        "Đã lắp thêm 6 camera.",
        "48",
    )
    assert shown["version"] == "2"
    assert "Năm 2026: 42" in text_of(response)


@pytest.mark.parametrize("act", ["get", "post"])
def test_only_people_of_the_enterprise_open_it(client, filing, answer, act):
    filing.fill().submit()
    for person, status in (
        (actor(Role.EDITOR, OrganisationFactory(board=filing.board)), 404),
        (actor(Role.OFFICER), 404),
        (filing.officer, 403),
    ):
        assert getattr(enter(client, person), act)(of_answer(answer)).status_code == status


def test_an_answer_of_another_report_is_not_found_under_this_one(client, filing):
    other = first_answer(Filing().report)
    address = reverse("reports:answer", args=[filing.report.public_id, other.public_id])
    assert enter(client, filing.editor).get(address).status_code == 404


def test_a_report_with_the_board_is_read_and_not_written(client, filing, answer):
    filing.fill().submit()
    response = enter(client, filing.editor).get(of_answer(answer))
    assert "Đã lắp thêm 6 camera." in text_of(response)
    assert not select(tree_of(response.content.decode()), "#answer, .actbar")


def test_the_officers_remark_stands_on_the_page_once_it_was_sent(client, filing, answer):
    filing.fill().submit().review(to_mend=1)
    enter(client, filing.editor)
    assert "Ghi số thực tế." not in text_of(client.get(of_answer(answer)))
    filing.send_back()
    page = text_of(client.get(of_answer(answer)))
    assert "Chuyên viên yêu cầu bổ sung" in page
    assert "Ghi số thực tế." in page
    assert "hạn bổ sung 04/11/2026" in page


def test_the_page_costs_the_same_for_few_and_many_answers(client, filing, answer):
    filing.fill().submit().review(to_mend=1).send_back()
    enter(client, filing.editor)
    first = query_count(client, of_answer(answer))
    for _number in range(4):
        actor(Role.EDITOR, filing.organisation)
    assert query_count(client, of_answer(answer)) == first <= 25


# ---- saving by button ----


def test_saving_keeps_everything_and_comes_back_to_the_page(client, filing, answer):
    response = enter(client, filing.editor).post(of_answer(answer), typed(answer))
    assert response.headers["Location"] == of_answer(answer)
    answer.refresh_from_db()
    assert (answer.result, answer.narrative, answer.figures) == (
        AnswerResult.DONE,
        "Đã lắp 6 camera.",
        {"cameras": {"installed": 48}},
    )
    assert "Đã lưu lúc 14:05" in text_of(client.get(of_answer(answer)))


def test_figures_nobody_can_read_are_kept_as_typed_and_shown_again(client, filing, answer):
    response = enter(client, filing.editor).post(of_answer(answer), typed(answer, cameras="bốn tám"), follow=True)
    answer.refresh_from_db()
    assert (answer.figures, answer.kept_raw) == ({}, {"cameras.installed": "bốn tám"})
    assert fields(response)["f-cameras-installed"] == "bốn tám"
    assert "“bốn tám” không phải số nguyên" in text_of(response)
    assert "Đã lưu. Có số liệu chưa hợp lý" in text_of(response)


def test_words_too_long_are_not_saved_and_not_lost(client, filing, answer):
    long = "x" * 20_001
    response = enter(client, filing.editor).post(of_answer(answer), typed(answer, narrative=long))
    assert response.status_code == 422
    assert fields(response)["narrative"] == long
    assert select(tree_of(response.content.decode()), 'a[href="#id_narrative"]')
    answer.refresh_from_db()
    assert answer.version == 1


@pytest.mark.parametrize("rubbish", [{"result": "perhaps"}, {"version": "1.000"}, {"version": ""}])
def test_a_mangled_form_saves_nothing(client, filing, answer, rubbish):
    response = enter(client, filing.editor).post(of_answer(answer), typed(answer, **rubbish))
    assert response.status_code in {409, 422}
    assert "Đã lắp 6 camera." in text_of(response)
    answer.refresh_from_db()
    assert answer.version == 1


def test_what_no_database_stores_is_taken_out(client, filing, answer):
    enter(client, filing.editor).post(of_answer(answer), typed(answer, narrative="Đã\x00 lắp\r\n6\x1b camera."))
    answer.refresh_from_db()
    assert answer.narrative == "Đã lắp\n6 camera."


def test_the_first_button_saves_and_goes_on_to_what_is_unfinished(client, filing, answer):
    second = filing.report.answers.all()[1]
    response = enter(client, filing.editor).get(of_answer(answer))
    (button,) = select(tree_of(response.content.decode()), ".actbar .btn-primary")
    assert (button.get("name"), button.get("value")) == ("then", str(second.public_id))
    response = client.post(of_answer(answer), typed(answer, then=button.get("value")))
    assert response.headers["Location"] == reverse("reports:answer", args=[filing.report.public_id, second.public_id])


def test_after_the_last_one_it_goes_on_to_the_check(client, filing, answer):
    filing.fill()
    answer.refresh_from_db()
    enter(client, filing.editor)
    assert "Lưu, kiểm tra và nộp" in text_of(client.get(of_answer(answer)))
    response = client.post(of_answer(answer), typed(answer, then="check"))
    assert response.headers["Location"] == of_report("check", filing.report)


@pytest.mark.parametrize("then", ["nowhere", "0", "https://example.com/"])
def test_no_form_sends_anybody_elsewhere(client, filing, answer, then):
    response = enter(client, filing.editor).post(of_answer(answer), typed(answer, then=then))
    assert response.headers["Location"] == of_answer(answer)


def test_a_report_handed_in_meanwhile_takes_nothing_and_keeps_what_is_typed(client, filing, answer):
    filing.fill().submit()
    response = enter(client, filing.editor).post(of_answer(answer), typed(answer, narrative="Gõ dở."))
    assert response.status_code == 409
    assert "không sửa được nữa" in text_of(response)
    assert fields(response)["narrative"] == "Gõ dở."


# ---- saving while typing ----


def autosave(client, answer, **more):
    return client.post(of_answer(answer), typed(answer, **more), headers={"X-Autosave": "1"})


def test_while_typing_the_answer_is_saved_and_says_what_is_missing(client, filing, answer):
    enter(client, filing.editor)
    said = autosave(client, answer, narrative="").json()
    assert (said["version"], said["saved_at"]) == (2, "14:05")
    assert said["missing"] == {"text": "1 chỗ cần xem lại", "href": "#id_narrative"}
    answer.refresh_from_db()
    assert autosave(client, answer).json()["missing"] is None


def test_while_typing_a_refusal_is_said_in_words(client, filing, answer):
    enter(client, filing.editor)
    too_long = autosave(client, answer, narrative="x" * 20_001)
    assert (too_long.status_code, "20" in too_long.json()["error"]) == (422, True)
    filing.fill().submit()
    refused = autosave(client, answer, narrative="Muộn.")
    assert refused.status_code == 422
    assert "Hồ sơ đã nộp" in refused.json()["error"]


def test_the_numbers_of_a_long_sitting_stay_readable(client, filing, answer):
    type(answer).objects.filter(pk=answer.pk).update(version=1234)
    response = enter(client, filing.editor).get(of_answer(answer))
    assert fields(response)["version"] == "1234"


# ---- carried from last year ----


@pytest.fixture
def carried(filing):
    filing.fill()
    report = open_report(filing.organisation, ReportKind.SELF_ASSESSMENT, YEAR + 1, by=filing.editor, at=REVIEWED)
    carry_forward(report, by=filing.editor, at=REVIEWED)
    return first_answer(report)


def test_a_carried_answer_says_so_until_it_is_confirmed(client, filing, carried):
    enter(client, filing.editor)
    page = text_of(client.get(of_answer(carried)))
    assert "Chưa xác nhận" in page
    assert "mang từ năm 2026" in page
    assert "Xác nhận, sang nội dung 2" in page
    response = client.post(of_answer(carried), typed(carried, confirm="check", narrative="Đã xem lại."))
    assert response.headers["Location"] == of_report("check", carried.report)
    carried.refresh_from_db()
    assert (carried.confirmed, carried.narrative) == (True, "Đã xem lại.")


def test_saving_alone_confirms_nothing(client, filing, carried):
    enter(client, filing.editor).post(of_answer(carried), typed(carried))
    carried.refresh_from_db()
    assert not carried.confirmed


def test_the_check_confirms_where_the_text_is_shown(client, filing, carried):
    enter(client, filing.editor)
    assert "Mang từ năm 2026, chưa xác nhận." in text_of(client.get(of_report("check", carried.report)))
    address = of_answer(carried, "answer-confirm")
    assert client.post(address, {"version": 1}).headers["Location"] == of_answer(carried)
    carried.refresh_from_db()
    assert not carried.confirmed, "that version was not the one read"
    client.post(address, {"version": carried.version})
    carried.refresh_from_db()
    assert carried.confirmed


def test_only_people_of_the_enterprise_confirm(client, filing, carried):
    address = of_answer(carried, "answer-confirm")
    assert enter(client, actor(Role.HEAD)).post(address, {"version": carried.version}).status_code == 404


# ---- rows without script ----

RULES = {
    "version": 1,
    "groups": [
        {
            "key": "rules",
            "title": "Nội quy",
            "repeats": True,
            "fields": [{"key": "name", "type": "text", "label": "Tên văn bản"}],
        }
    ],
}


@pytest.fixture
def with_rows(answer):
    type(answer.obligation).objects.filter(pk=answer.obligation_id).update(fields=RULES)
    answer.refresh_from_db()
    return answer


def test_a_row_button_saves_and_shows_the_page_with_the_new_row_in_hand(client, filing, with_rows):
    sent = typed(with_rows) | {"f-rules-0-name": "Quy chế bảo vệ", "f-rules-1-name": "", "add:rules": "1"}
    response = enter(client, filing.editor).post(of_answer(with_rows), sent)
    tree = tree_of(response.content.decode())
    assert [row.get("name") for row in select(tree, "#answer [autofocus]")] == ["f-rules-2-name"]
    assert fields(response)["version"] == "2"
    with_rows.refresh_from_db()
    assert with_rows.figures == {"rules": [{"name": "Quy chế bảo vệ"}]}


def test_a_row_taken_away_is_gone(client, filing, with_rows):
    sent = typed(with_rows) | {"f-rules-0-name": "Một", "f-rules-1-name": "Hai", "remove:rules:0": "1"}
    enter(client, filing.editor).post(of_answer(with_rows), sent)
    with_rows.refresh_from_db()
    assert with_rows.figures == {"rules": [{"name": "Hai"}]}
