"""Mail that did not arrive is found and sent again; a gateway is set up and tried; what is late is seen."""

from playwright.sync_api import expect

from antt_portal.core.models import Notice, NoticeState, Webhook, WebhookDelivery
from antt_portal.operations.tests.mails import every_standing
from antt_portal.operations.webhooks import secret_of
from antt_portal.tests.journeys.look import findings


def test_a_mail_that_failed_is_sent_again(scene, browse, width):
    mails = every_standing(scene.head.organisation, scene.clock.now())
    officer = browse(width).become(scene.officer)
    officer.go("home")
    officer.page.get_by_role("link", name="Xem thư không gửi được hoặc bị trả lại").first.click()
    page = officer.page
    expect(page.get_by_role("main")).to_contain_text("Không kết nối được máy chủ gửi thư.")
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_text("Thư được gửi lại trong ít phút.")).to_be_visible()
    expect(page.get_by_role("heading", name="Không có thư nào")).to_be_visible()
    page.get_by_role("link", name="Chờ gửi").click()
    expect(page.get_by_role("main")).to_contain_text("failed@vidu.example")
    assert findings(page) == []
    assert Notice.objects.get(pk=mails["failed"].pk).state == NoticeState.PENDING


def test_a_gateway_is_set_up_and_tried(scene, browse, width):
    administrator = browse(width).become(scene.somebody("administrator"))
    administrator.go("webhooks")
    page = administrator.page
    page.get_by_label("Tên").fill("Cổng Zalo")
    page.get_by_label("Địa chỉ nhận").fill("http://sms.vidu.example/")
    page.get_by_label("Nhắc hạn").check()
    with administrator.expecting(400):
        page.get_by_role("button", name="Thêm webhook").click()
    expect(page.get_by_role("main")).to_contain_text("Địa chỉ phải bắt đầu bằng https://")
    page.get_by_label("Địa chỉ nhận").fill("https://sms.vidu.example/antt")
    page.get_by_role("button", name="Thêm webhook").click()
    secret = secret_of(Webhook.objects.get())
    expect(page.get_by_role("region", name="Khóa của Cổng Zalo")).to_contain_text(secret)
    assert findings(page) == []
    page.get_by_role("button", name="Gửi thử").click()
    expect(page.get_by_role("region", name="Cổng Zalo")).to_contain_text("gửi thử")
    expect(page.get_by_role("main")).not_to_contain_text(secret)
    assert WebhookDelivery.objects.count() == 1
    page.get_by_role("link", name="Tình trạng hệ thống").click()
    expect(page.get_by_role("heading", name="Tình trạng hệ thống")).to_be_visible()
