"""Somebody chooses how to be told, reads what waits in the portal, and leaves mails of a group behind."""

from playwright.sync_api import expect

from antt_portal.core.models import Notice, NoticeMode, NoticeState, NotificationPreference
from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.situations.telling import Told, unsubscribing


def test_notices_are_read_and_mail_is_chosen(scene, browse, width):
    Told(scene)
    editor = browse(width).become(scene.editor)
    editor.go("home")
    page = editor.page
    page.get_by_role("link", name="Thông báo").first.click()
    expect(page.get_by_role("heading", name="Thông báo", level=1)).to_be_visible()
    page.get_by_role("button", name="Đánh dấu đã đọc hết").click()
    expect(page.get_by_role("status")).to_contain_text("Đã đánh dấu mọi thông báo là đã đọc.")
    assert not Notice.objects.filter(recipient=scene.editor.user, state=NoticeState.SENT).unread().exists()
    assert findings(page) == []
    page.get_by_role("link", name="Cài đặt thông báo").first.click()
    page.get_by_role("group", name="Công nhận").get_by_label("Không gửi thư").check()
    page.get_by_role("button", name="Lưu cài đặt").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu cài đặt thông báo.")
    chosen = NotificationPreference.objects.get(user=scene.editor.user, group="recognition")
    assert chosen.mode == NoticeMode.OFF
    assert findings(page) == []


def test_a_stranger_with_the_link_of_a_mail_ends_just_these_mails(scene, browse, width):
    told = Told(scene)
    reader = browse(width)
    reader.go("unsubscribe", *unsubscribing(told))
    assert not NotificationPreference.objects.filter(mode=NoticeMode.OFF).exists()
    reader.page.get_by_role("main").get_by_role("button").first.click()
    expect(reader.page.get_by_role("main")).to_contain_text("Nhắc hạn")
    assert findings(reader.page) == []
    ended = NotificationPreference.objects.filter(user=scene.editor.user, mode=NoticeMode.OFF)
    assert set(ended.values_list("group", flat=True)) == {"deadlines", "filing"}
