"""Nothing typed is ever lost: two people at one answer, a session that ends, a page gone back to."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.pages.answer import AnswerPage
from antt_portal.tests.journeys.pages.filing import answers_of
from reports.models import Answer, KeptText, ReportKind

OURS = "Gia cố 120 m tường rào phía Đông, thay 18 đèn."
THEIRS = "Thay toàn bộ camera tại kho thành phẩm."


@pytest.fixture
def answer(scene):
    scene.open()
    scene.clock.set(2026, 10, 12)
    return answers_of(scene.report(ReportKind.SELF_ASSESSMENT))[4]


def at(visit, answer):
    visit.go("reports:answer", answer.report.public_id, answer.public_id)
    return AnswerPage(visit)


def stored(answer):
    return Answer.objects.get(pk=answer.pk).narrative


def test_of_two_who_write_at_once_the_second_is_told_and_sees_both_texts(scene, answer, browse, width):
    first, second = browse(width).become(scene.editor), browse(width).become(scene.head)
    ours, theirs = at(first, answer), at(second, answer)
    expect(theirs.page.get_by_text(f"{scene.editor.user} đang mở nội dung này.")).to_be_visible()
    ours.narrative.fill(OURS)
    ours.wait_until_saved()
    with second.expecting(409):
        theirs.narrative.fill(THEIRS)
        theirs.narrative.blur()
        told = theirs.page.get_by_role("alert").filter(has_text="đã lưu nội dung này lúc")
        expect(told).to_contain_text(str(scene.editor.user))
    expect(theirs.status).to_contain_text("Chưa lưu: người khác vừa lưu nội dung này.")
    assert findings(theirs.page) == []
    expect(told.get_by_role("cell", name=OURS)).to_be_visible()
    expect(told.get_by_role("cell", name=THEIRS)).to_be_visible()
    expect(theirs.narrative).to_have_value(THEIRS)
    assert stored(answer) == OURS


def test_the_second_text_waits_until_its_author_decides(scene, answer, browse):
    first, second = browse().become(scene.editor), browse().become(scene.head)
    ours, theirs = at(first, answer), at(second, answer)
    ours.narrative.fill(OURS)
    ours.wait_until_saved()
    with second.expecting(409):
        theirs.narrative.fill(THEIRS)
        theirs.narrative.blur()
        expect(theirs.page.get_by_role("alert").filter(has_text="đã lưu nội dung này lúc")).to_be_visible()
    theirs = at(second, answer)
    expect(theirs.narrative).to_have_value(OURS)
    expect(theirs.page.get_by_role("cell", name=THEIRS)).to_be_visible()
    assert findings(theirs.page) == []
    theirs.page.get_by_role("link", name="Đưa phần gõ riêng vào biểu mẫu").click()
    expect(theirs.narrative).to_have_value(THEIRS)
    theirs.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(theirs.page.get_by_text("Đã lưu nội dung 5.")).to_be_visible()
    assert stored(answer) == THEIRS
    assert not KeptText.objects.exists()


def test_what_is_typed_after_the_session_ended_is_back_after_signing_in_again(scene, answer, browse, width):
    visit = browse(width).become(scene.editor)
    page = at(visit, answer)
    visit.end_session()
    with visit.expecting(401):
        page.narrative.fill(OURS)
        page.narrative.blur()
        expect(page.status).to_contain_text("phiên làm việc đã hết. Nội dung được giữ trên máy này.")
    assert findings(page.page) == []
    page.status.get_by_role("link", name="Đăng nhập lại").click()
    visit.sign_in(scene.editor.user)
    assert visit.path == reverse("reports:answer", args=[answer.report.public_id, answer.public_id])
    expect(page.page.get_by_text("Trên máy này còn nội dung chưa lưu được")).to_be_visible()
    assert findings(page.page) == []
    page.page.get_by_role("button", name="Đưa vào biểu mẫu").click()
    expect(page.narrative).to_have_value(OURS)
    expect(page.status).to_contain_text("Đã lưu lúc")
    assert stored(answer) == OURS


def test_without_scripts_too_the_text_of_an_ended_session_is_back_after_signing_in(scene, answer, browse, width):
    visit = browse(width, java_script_enabled=False).become(scene.editor)
    page = at(visit, answer)
    page.narrative.fill(OURS)
    visit.end_session()
    page.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.page.get_by_text("Nội dung vừa gõ được giữ lại")).to_be_visible()
    visit.sign_in(scene.editor.user)
    expect(page.page.get_by_text("Đây là nội dung gõ trước khi phiên làm việc hết, chưa lưu.")).to_be_visible()
    expect(page.narrative).to_have_value(OURS)
    page.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.page.get_by_text("Đã lưu nội dung 5.")).to_be_visible()
    assert stored(answer) == OURS


def test_typing_goes_on_where_the_back_button_leads(scene, answer, browse):
    visit = browse().become(scene.editor)
    page = at(visit, answer)
    page.narrative.fill(OURS)
    page.go_on()
    visit.page.go_back()
    expect(page.narrative).to_have_value(OURS)
    page.narrative.fill(f"{OURS} {THEIRS}")
    page.wait_until_saved()
    assert stored(answer) == f"{OURS} {THEIRS}"
