"""Whom no sign-in reaches: one is invited, one takes paper, one has a code from the mail; and mail that returns."""

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from antt_portal.core import outbox
from antt_portal.core.tests.inspection.corpus import jpeg
from antt_portal.core.tests.mail_server import mail_server
from antt_portal.tests.journeys.look import findings_on_phone
from antt_portal.tests.journeys.pages.answer import file
from antt_portal.tests.journeys.pages.forwarding import ForwardPage
from directives.models import AccessLink, Acknowledgement, HandOver, Proof
from directives.tests.linked import read_code
from enterprises.models import Invitation
from enterprises.tests.factories import ContactFactory

INVITED, ON_PAPER, BY_CODE = range(3)


@pytest.fixture
def out(chain):
    """Forwarded by the first investor; its three tenants without an account have told whom to write to."""
    assert chain.directive
    chain.clock.set(2023, 12, 8)
    for one in chain.silent:
        ContactFactory(organisation=one, office="Hành chính")
    chain.forwarded(0)
    return chain


def at_tree(browse, width, out) -> ForwardPage:
    visit = browse(width).become(out.editor(out.investors[0]))
    visit.go("directives:forward", out.delivery(out.investors[0]).public_id)
    return ForwardPage(visit)


def test_one_is_invited_from_the_page_and_one_takes_paper(out, browse, width):
    invited, on_paper = out.silent[INVITED], out.silent[ON_PAPER]
    investor = at_tree(browse, width, out)
    investor.row(invited).get_by_role("button", name="Mời").click()
    expect(investor.page.get_by_role("status").filter(has_text="Đã mời")).to_contain_text(invited.name)
    assert Invitation.objects.get().organisation == invited

    investor.row(on_paper).get_by_role("link", name="Bản giấy, liên kết").click()
    assert findings_on_phone(investor.page) == []
    page = investor.page
    page.get_by_label("Người nhận").fill("Lê Văn Thử")
    page.get_by_label("Chức vụ").fill("Bảo vệ")
    page.get_by_label("Nhận lúc").fill("08/12/2023 08:30")
    page.get_by_label("Ảnh lúc giao").check()
    page.get_by_label("Phiếu hoặc ảnh").set_input_files(file("giao-nhan.jpg", jpeg()))
    page.get_by_role("button", name="Ghi giao bản giấy").click()
    expect(page.get_by_role("region", name="Nhận giấy")).to_contain_text("Lê Văn Thử, Bảo vệ")
    delivery = out.delivery(on_paper)
    assert HandOver.objects.get().received_by == "Lê Văn Thử"
    assert (delivery.delivered_at is not None, delivery.opened_at, delivery.acknowledged_at) == (True, None, None)
    assert findings_on_phone(page) == []


def test_one_reads_and_acknowledges_with_a_code_that_is_good_for_ten_minutes(out, browse, width):
    silent = out.silent[BY_CODE]
    investor = at_tree(browse, width, out)
    investor.row(silent).get_by_role("link", name="Bản giấy, liên kết").click()
    investor.page.get_by_role("button", name="Gửi liên kết").click()
    expect(investor.page.get_by_text("Đã gửi liên kết đến")).to_be_visible()
    link = AccessLink.objects.get()

    stranger = browse(width)
    stranger.open(address_in_mail(out, link))
    order_code(stranger, out)
    outdated = read_code(link)
    out.clock.set(2023, 12, 8, 10)
    with stranger.expecting(422):
        enter(stranger, outdated)
    expect(stranger.page.get_by_role("button", name="Mở văn bản")).to_be_visible()
    assert findings_on_phone(stranger.page) == []
    order_code(stranger, out)
    enter(stranger, read_code(link))
    expect(stranger.page.get_by_role("region", name="Gói văn bản")).to_contain_text(out.directive.bundle_sha256)
    assert findings_on_phone(stranger.page) == []
    stranger.page.get_by_role("button", name="Xác nhận đã nhận").click()
    expect(stranger.page.get_by_role("link", name="Giấy xác nhận (PDF)")).to_be_visible()
    found = Acknowledgement.objects.get()
    assert (found.delivery, found.proof) == (out.delivery(silent), Proof.ONE_TIME_CODE)


def address_in_mail(out, link) -> str:
    outbox.send_pending(at=out.clock.now())
    (sent,) = [one for one in mail.outbox if one.to == [link.address]]
    path = reverse("directives:access", args=[link.public_id])
    assert path in sent.body
    return path


def order_code(stranger, out):
    stranger.page.get_by_role("button", name="Gửi mã").click()
    expect(stranger.page.get_by_text("Mã đang được gửi")).to_be_visible()
    outbox.send_pending(at=out.clock.now())


def enter(stranger, code):
    stranger.page.get_by_label("Mã trong thư").fill(code)
    stranger.page.get_by_role("button", name="Mở văn bản").click()


def test_mail_that_comes_back_shows_on_the_rung(out, browse, width, settings):
    gone = out.tenants["hoa-phuong"][5]
    mailbox = out.head(gone).user.email.partition("@")[0]
    with mail_server(settings, **{mailbox: "550 5.1.1 no such user"}) as server:
        outbox.send_pending(at=out.clock.now())
        assert server.received
    investor = at_tree(browse, width, out)
    expect(investor.row(gone)).to_contain_text("Thư điện tử bị trả lại 08/12/2023")
    assert findings_on_phone(investor.page) == []
    officer = browse(width).become(out.office.officer)
    officer.go("directives:delivery", out.delivery(gone).public_id)
    expect(officer.page.get_by_role("region", name="Các bước")).to_contain_text("550 5.1.1 no such user")
    officer.page.get_by_role("link", name="Độ phủ").click()
    expect(officer.page.get_by_role("heading", name="Độ phủ văn bản")).to_be_visible()
    assert out.delivery(gone).delivered_at is None
