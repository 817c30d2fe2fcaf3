"""Two at one thing: one wins, the other is told and keeps what was typed. Pressed twice is done once."""

import pytest
from playwright.sync_api import expect

from antt_portal.demo.narratives import theme
from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.pages.review import Dossier
from reports.models import AnswerReview, Conclusion, Report, ReportStatus, Submission

MINE = "Biên bản kiểm định còn hạn; đề nghị giữ bản gốc."


@pytest.fixture
def filing(scene):
    scene.open()
    return scene.filing()


@pytest.fixture
def handed_in(scene, filing):
    return filing.submit(at=scene.clock.now())


def test_of_two_officers_at_one_answer_the_second_is_told_and_keeps_the_comment(scene, handed_in, browse, width):
    answer = next(one for one in handed_in.answers() if theme(one.obligation) == "5")
    first = Dossier(browse(width).become(scene.officer), handed_in.report)
    second = Dossier(browse(width).become(scene.office.unit_head), handed_in.report)
    first.open_answer(answer)
    second.open_answer(answer)
    first.judge("Đạt")
    with second.visit.expecting(409):
        second.judge("Chưa đạt", MINE)
        expect(second.page.get_by_role("alert")).to_contain_text("đã được người khác xử lý")
    expect(second.page.get_by_label("Nhận xét gửi doanh nghiệp")).to_have_value(MINE)
    expect(second.page.get_by_role("region", name="Nhận xét thẩm định")).to_contain_text(str(scene.officer.user))
    assert findings(second.page) == []
    assert AnswerReview.objects.get(answer=answer).result == "met"


def test_of_two_officers_who_conclude_one_wins_and_the_other_keeps_the_note(scene, handed_in, browse):
    handed_in.review(at=scene.clock.set(2026, 10, 20))
    first = Dossier(browse().become(scene.officer), handed_in.report).open()
    second = Dossier(browse().become(scene.office.unit_head), handed_in.report).open()
    second.bar.get_by_role("link", name="Tiếp nhận").click()
    second.page.get_by_label("Chưa đạt").check()
    second.page.get_by_label("Nhận xét chung").fill(MINE)
    first.accept()
    with second.visit.expecting(409):
        second.page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
        expect(second.page.get_by_role("heading", name="Hồ sơ không còn chờ thẩm định")).to_be_visible()
    expect(second.page.get_by_role("main")).to_contain_text(MINE)
    assert findings(second.page) == []
    assert Report.objects.get(pk=handed_in.report.pk).conclusion == Conclusion.QUALIFIED


def test_handing_in_with_a_double_click_gives_one_receipt(scene, filing, browse, width):
    visit = browse(width).become(scene.head)
    visit.go("reports:check", filing.report.public_id)
    visit.page.get_by_label("Đã đọc toàn bộ và xác nhận").check()
    visit.page.get_by_role("button", name="Xác nhận và nộp").dblclick(no_wait_after=True)
    visit.page.wait_for_url("**/receipt/1/")
    expect(visit.page.get_by_role("main")).to_contain_text(Submission.objects.get().receipt)
    assert Report.objects.get(pk=filing.report.pk).status == ReportStatus.SUBMITTED
