"""More time: asked for on a phone, shortened by the board, and kept by the calendar program."""

from urllib.parse import urlsplit

import icalendar
from playwright.sync_api import expect

from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.receiving import Received
from antt_portal.tests.journeys.visit import PHONE
from enterprises.models import Deadline, DeadlineKind


def test_from_a_phone_to_the_board_and_into_the_calendar(scene, browse):
    Received(scene)
    owner = scene.enterprise.organisation
    due = Deadline.objects.open().filter(organisation=owner, kind=DeadlineKind.ANSWER).latest("due_on")
    editor, officer = browse(PHONE).become(scene.editor), browse().become(scene.office.unit_head)

    editor.go("enterprises:calendar-feed-settings")
    editor.page.get_by_role("button", name="Tạo địa chỉ lịch").click()
    feed = urlsplit(editor.page.get_by_label("Địa chỉ", exact=True).input_value()).path

    def in_calendar():
        events = icalendar.Calendar.from_ical(editor.fetch(feed)).walk("VEVENT")
        return {str(event["uid"]): event.decoded("dtstart") for event in events}[str(due.public_id)]

    assert in_calendar() == due.due_on

    editor.go("home")
    editor.page.get_by_role("link", name="Xem tất cả thời hạn").click()
    editor.page.get_by_role("link", name="Báo cáo kết quả thực hiện").first.click()
    editor.page.get_by_text("Đề nghị gia hạn").click()
    editor.page.get_by_label("Xin lùi đến ngày").fill(f"30/03/{YEAR}")
    editor.page.get_by_label("Lý do").fill("Nhà thầu thay đầu ghi hẹn cuối tháng.")
    editor.page.get_by_role("button", name="Gửi đề nghị").click()
    expect(editor.page.get_by_role("status")).to_contain_text("Đã gửi đề nghị gia hạn")

    officer.go("home")
    officer.page.get_by_role("link", name="Quyết định đề nghị gia hạn").click()
    officer.page.get_by_role("link", name=owner.name).click()
    expect(officer.page.get_by_role("main")).to_contain_text("Nhà thầu thay đầu ghi hẹn cuối tháng.")
    officer.page.get_by_label("Hạn mới").fill(f"20/03/{YEAR}")
    officer.page.get_by_role("button", name="Quyết định", exact=True).click()
    expect(officer.page.get_by_role("status")).to_contain_text("Đã gia hạn")
    assert findings(officer.page) == []

    editor.page.reload()
    expect(editor.page.get_by_role("main")).to_contain_text(f"đến ngày 20/03/{YEAR}")
    assert findings(editor.page) == []
    due.refresh_from_db()
    assert in_calendar() == due.due_on
    assert due.due_on.day == 20
