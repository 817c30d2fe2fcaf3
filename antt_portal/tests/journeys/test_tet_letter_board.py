"""The board looks on while the letter travels, takes it back when it was wrong, and reports to the city."""

import re

import pytest
from playwright.sync_api import expect

from antt_portal.tests.journeys.look import findings_on_phone
from antt_portal.tests.journeys.pages.editor import EditorPage
from antt_portal.tests.journeys.pages.forwarding import ForwardPage
from antt_portal.tests.journeys.visit import DESK
from directives.models import Acknowledgement, Directive, IncomingDocument, OfficialLetter, Relation
from directives.tests.office import WAY
from reports.models import RollUp
from reports.rollups.comparing import compare

REACHED = 3 + 2 + 14 + 13  # investors, units, and the tenants of two zones


@pytest.fixture
def out(chain):
    """Two of three investors forwarded on 8 December, and five tenants acknowledged on the 11th."""
    assert chain.directive
    chain.clock.set(2023, 12, 8)
    for number in range(2):
        chain.forwarded(number)
    chain.clock.set(2023, 12, 11)
    chain.acknowledge(*chain.tenants["ben-cang"][:5])
    chain.clock.set(2023, 12, 15)
    return chain


def at_coverage(out, visit):
    visit.become(out.office.officer).go("directives:coverage", out.directive.public_id)
    return visit


def test_the_board_sees_who_was_not_reached_through_whom_down_to_the_rung(out, browse, width):
    officer = at_coverage(out, browse(width))
    page, third = officer.page, out.investors[2]
    expect(page.get_by_role("main")).to_contain_text("45 nơi phải nhận khi phát hành, nay 45")
    omissions = page.get_by_role("region", name="Chưa được báo: 13 nơi, do ai")
    assert findings_on_phone(page) == []
    omissions.get_by_role("link", name=third.name).click()
    for tenant in out.tenants["dao-ngoc"]:
        expect(page.get_by_role("link", name=tenant.name)).to_be_visible()
    assert findings_on_phone(page) == []
    page.go_back()
    tree = page.get_by_role("region", name="Chủ đầu tư và doanh nghiệp thứ cấp")
    tree.get_by_text(out.investors[1].name, exact=True).click()
    tree.get_by_role("link", name=out.tenants["ben-cang"][0].name).click()
    expect(page.get_by_role("region", name="Các bước")).to_contain_text("Chưa báo cáo, hạn ngày 09/02/2024")
    assert findings_on_phone(page) == []
    page.get_by_role("link", name="Độ phủ văn bản").click()
    for button, start in (("Xuất Excel", b"PK"), ("Xuất PDF", b"%PDF")):
        assert officer.fetch(page.get_by_role("link", name=button).get_attribute("href")).startswith(start)


def test_the_figures_follow_what_comes_in_while_the_page_is_open(out, browse):
    visit = browse(DESK)
    visit.page.clock.install()
    officer = at_coverage(out, visit)
    branch = officer.page.get_by_role("region", name="Chủ đầu tư và doanh nghiệp thứ cấp")
    expect(branch).to_contain_text("5/14 xác nhận")
    out.acknowledge(*out.tenants["ben-cang"][5:8])
    officer.page.clock.run_for(16_000)
    expect(branch).to_contain_text("8/14 xác nhận")


def follow(out, visit, relation):
    """From the letter, a draft about it, to its last desk."""
    page = visit.page
    visit.go("directives:letter", out.directive.letter.public_id)
    page.get_by_role("link", name="Thay thế, thu hồi, đính chính, sao").click()
    page.get_by_label("Văn bản mới").select_option(relation)
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.get_by_label("Người ký").select_option(label=str(out.office.delegation))
    EditorPage(visit).wait_until_saved()
    page.get_by_role("button", name="Trình duyệt nội dung").click()
    expect(page.get_by_role("main")).to_contain_text(f"Sẽ gửi đến {REACHED} nơi đã nhận văn bản")
    assert findings_on_phone(page) == []
    letter = OfficialLetter.objects.get(related=out.directive.letter)
    out.carry(letter, *WAY[1:])
    return Directive.objects.get(letter=letter)


def test_the_replacement_reaches_everybody_who_got_the_original(out, browse, width):
    first, tenant = out.directive, out.tenants["ben-cang"][0]
    second = follow(out, browse(width).become(out.office.officer), Relation.REPLACES)
    assert len(those_who_got(first)) == REACHED
    assert those_who_got(first) - those_who_got(second) == {one.pk for one in out.silent}
    assert Acknowledgement.objects.filter(delivery__directive=first).count() == 5

    investor = ForwardPage(browse(width).become(out.head(out.investors[0])))
    investor.visit.go("directives:forward", out.delivery(out.investors[0], second).public_id)
    investor.write(9)
    investor.send.click()
    investor.expect_sent(len(out.tenants["hoa-phuong"]))
    assert those_who_got(first) == those_who_got(second)

    reader = browse(width).become(out.head(tenant))
    reader.go("directives:delivery", out.delivery(tenant).public_id)
    expect(reader.page.get_by_text("Văn bản này đã được thay thế, không thực hiện nữa.")).to_be_visible()
    expect(reader.page.get_by_role("region", name="Xác nhận đã nhận")).to_contain_text("Mã xác minh")
    assert findings_on_phone(reader.page) == []
    reader.page.get_by_role("link", name="Xem văn bản").click()
    expect(reader.page.get_by_role("link", name="Xác nhận đã nhận")).to_be_visible()


def test_nobody_forwards_or_acknowledges_what_was_recalled(out, browse, width):
    late, tenant = browse(width).become(out.head(out.investors[2])), out.tenants["ben-cang"][6]
    late.go("directives:forward", out.delivery(out.investors[2]).public_id)
    reader = browse(width).become(out.head(tenant))
    reader.go("directives:acknowledge", out.delivery(tenant).public_id)
    recall = follow(out, browse(width).become(out.office.officer), Relation.RECALLS)
    assert those_who_got(recall) >= those_who_got(out.directive) - {one.pk for one in out.silent}

    page = ForwardPage(late)
    page.write(21)
    with late.expecting(409, 422):
        page.send.click()
        expect(late.page.get_by_text("Văn bản này đã bị thu hồi; không chuyển tiếp nữa.")).to_be_visible()
    reader.page.get_by_role("button", name="Xác nhận đã nhận").click()
    expect(reader.page.get_by_text("Văn bản này đã bị thu hồi, không thực hiện nữa.")).to_be_visible()
    assert findings_on_phone(reader.page) == []
    assert not {one.pk for one in out.tenants["dao-ngoc"]} & those_who_got(out.directive)
    assert out.delivery(tenant).acknowledged_at is None


def those_who_got(directive):
    return set(directive.deliveries.filter(sent_at__isnull=False).values_list("organisation", flat=True))


def test_the_board_freezes_the_figures_and_answers_the_city(out, browse, width):
    out.clock.set(2024, 1, 22)
    for tenant in out.tenants["ben-cang"][:3]:
        out.hand_in(tenant)
    out.clock.set(2024, 2, 19)
    officer = at_coverage(out, browse(width))
    page = officer.page
    page.get_by_role("link", name="Lập báo cáo tổng hợp").click()
    page.get_by_role("button", name="Tính số liệu").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"3/\d+ \("))
    page.get_by_role("button", name="Chốt số liệu").click()
    expect(page.get_by_role("button", name="Lập báo cáo")).to_be_visible()
    frozen = RollUp.objects.get()
    page.get_by_role("link", name="Viết lời báo cáo").click()
    page.get_by_label("Tình hình chung").fill("Tình hình an ninh, trật tự dịp Tết ổn định.")
    page.get_by_role("button", name="Lưu và quay lại").click()
    expect(page.get_by_role("region", name="Lời báo cáo")).to_contain_text("ổn định")
    assert findings_on_phone(page) == []

    out.hand_in(out.tenants["ben-cang"][3])
    page.get_by_role("button", name="Tính lại và so").click()
    expect(page.get_by_role("heading", name="Tính lại ra đúng số liệu đã chốt")).to_be_visible()
    expect(page.get_by_label("Báo cáo này trả lời văn bản cấp trên")).to_be_checked()
    page.get_by_role("button", name="Lập báo cáo").click()
    expect(page.get_by_label("Người ký")).to_be_visible()
    letter = OfficialLetter.objects.exclude(pk=out.directive.letter_id).get()
    assert "dịp Tết ổn định" in str(letter.data)
    out.issue(letter)
    assert IncomingDocument.objects.get().closed_by_letter == letter
    assert compare(RollUp.objects.get(pk=frozen.pk)).is_equal
