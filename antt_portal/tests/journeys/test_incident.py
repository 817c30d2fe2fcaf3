"""An incident: reported on a phone from the home page, received by the police, asked about, decided, closed."""

import re
from time import monotonic

from playwright.sync_api import Page, expect

from antt_portal.core.tests.inspection.corpus import jpeg
from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.pages.answer import file
from antt_portal.tests.journeys.visit import PHONE
from reports.models import Incident, IncidentFile, IncidentStatus, IncidentType

A_MINUTE = 60


def report(page: Page) -> None:
    """What is wanted and a photo; day, hour and zone stand there already."""
    page.get_by_role("link", name="Báo vụ việc").click()
    page.get_by_label("Loại vụ việc").select_option(label="Đánh nhau")
    page.get_by_label("Địa điểm").fill("Cổng số 2")
    page.get_by_label("Diễn biến").fill("Hai nhóm xô xát khi tan ca, bảo vệ đã can ngăn.")
    page.get_by_label("Công an", exact=True).check()
    page.get_by_label("Chụp ảnh hiện trường").set_input_files(file("hien-truong.jpg", jpeg()))
    page.get_by_role("button", name="Gửi ngay").click()


def test_from_a_phone_to_the_police_and_back(scene, browse):
    scene.clock.set(2026, 11, 18, 14)
    editor, agent = browse(PHONE).become(scene.editor), browse().become(scene.office.agent)
    editor.go("home")
    began = monotonic()
    report(editor.page)
    expect(editor.page.get_by_role("status")).to_contain_text("Đã báo")
    assert monotonic() - began < A_MINUTE
    incident = Incident.objects.get()
    assert (incident.facts.type, incident.facts.year, incident.facts.told) == (IncidentType.FIGHT, 2027, {"police": ""})
    assert IncidentFile.objects.get().incident == incident

    agent.go("home")
    agent.page.get_by_role("link", name="Làm ngay").click()
    agent.page.get_by_role("button", name="Tiếp nhận, theo dõi").click()
    agent.page.get_by_role("textbox", name=re.compile("^Nội dung")).fill("Bao nhiêu người tham gia?")
    agent.page.get_by_label("Đề nghị doanh nghiệp trả lời").check()
    agent.page.get_by_role("button", name="Gửi doanh nghiệp").click()
    expect(agent.page.get_by_role("status")).to_contain_text("Đã gửi doanh nghiệp")

    editor.go("home")
    editor.page.get_by_role("link", name="Làm ngay").click()
    editor.page.get_by_role("textbox", name=re.compile("^Nội dung")).fill("Chín người.")
    editor.page.get_by_role("button", name="Gửi Ban Quản lý và công an").click()
    expect(editor.page.get_by_role("main")).to_contain_text("Chín người.")
    assert findings(editor.page) == []

    agent.open(incident.get_absolute_url())
    agent.page.get_by_label("Ít nghiêm trọng").check()
    agent.page.get_by_label("Lý do kết luận").fill("Đã hòa giải, không ai bị xử phạt.")
    agent.page.get_by_role("button", name="Ghi kết luận").click()
    agent.page.get_by_text("Kết thúc vụ việc").click()
    agent.page.get_by_label("Kết quả xử lý").fill("Đã hòa giải.")
    agent.page.get_by_role("button", name="Kết thúc", exact=True).click()
    expect(agent.page.get_by_role("status")).to_contain_text("Đã kết thúc vụ việc")
    incident.refresh_from_db()
    assert incident.status == IncidentStatus.CLOSED


def test_the_figures_follow_the_filter_without_a_button(scene, browse):
    scene.clock.set(2026, 10, 12)
    visit = browse().become(scene.officer)
    visit.go("reports:incident-figures")
    with visit.page.expect_response(re.compile("year=2025")):
        visit.page.get_by_label("Năm đánh giá").select_option("2025")
    expect(visit.page.get_by_role("heading", name="Cả năm 2025")).to_be_visible()
    expect(visit.page).to_have_url(re.compile("year=2025"))
    assert findings(visit.page) == []
