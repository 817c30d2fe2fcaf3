"""Three investors pass the letter on: by a button pressed twice, beside a colleague, and after the board has nudged."""

import pytest
from playwright.sync_api import expect

from antt_portal.core import outbox
from antt_portal.core.models import Notice
from antt_portal.tests.journeys.look import findings_on_phone
from antt_portal.tests.journeys.pages.forwarding import ForwardPage
from directives.models import Delivery, Forwarding, Route

FIRST, SECOND, THIRD = range(3)


@pytest.fixture
def out(chain):
    """Issued two days ago."""
    assert chain.directive
    chain.clock.set(2023, 12, 8)
    return chain


def at_forwarding(browse, width, chain, actor) -> ForwardPage:
    """As the notice of the day leads: home, the letter, the button."""
    visit = browse(width).become(actor)
    visit.go("home")
    visit.page.get_by_role("link", name="Làm ngay").first.click()
    visit.page.get_by_role("link", name="Chuyển tiếp", exact=True).click()
    return ForwardPage(visit)


def sent_to(chain, number):
    routes = Route.objects.filter(via=chain.investors[number], sent_at__isnull=False)
    return set(routes.values_list("delivery__organisation", flat=True))


def test_one_investor_forwards_to_all_it_has_and_pressing_again_sends_nothing_twice(out, browse, width):
    investor, (left, *_others) = out.investors[FIRST], out.tenants["hoa-phuong"][4:]
    ours = at_forwarding(browse, width, out, out.head(investor))
    theirs = at_forwarding(browse, width, out, out.editor(investor))
    assert len(ours.chosen()) == 14
    assert findings_on_phone(ours.page) == []
    ours.leave_out(left, "Đã trả đất, có biên bản thanh lý")
    ours.write(7)
    ours.send.dblclick()
    ours.expect_sent(13)
    assert findings_on_phone(ours.page) == []
    with theirs.visit.expecting(409, 422):
        theirs.leave_out(left, "Đã trả đất")
        theirs.write(8)
        theirs.send.click()
        expect(theirs.page.get_by_text("Không gửi lần thứ hai")).to_be_visible()
    assert sent_to(out, FIRST) == {one.pk for one in out.tenants["hoa-phuong"] if one != left}
    assert Route.objects.filter(delivery__organisation=out.both, via=investor).count() == 1
    assert Forwarding.objects.filter(organisation=investor).count() == 1
    assert Notice.objects.filter(kind="directive_received", recipient=out.head(out.both).user).count() == 1


def test_the_third_forwards_when_the_board_has_nudged_it(out, browse, width):
    for number in (FIRST, SECOND):
        out.forwarded(number)
    out.clock.set(2023, 12, 15)
    officer = browse(width).become(out.office.officer)
    officer.go("directives:letter", out.directive.letter.public_id)
    officer.page.get_by_role("link", name="Độ phủ").click()
    omissions = officer.page.get_by_role("region", name="Chưa được báo: 13 nơi, do ai")
    expect(omissions.get_by_role("listitem").first).to_contain_text(out.investors[THIRD].name)
    expect(omissions.get_by_role("listitem").first).to_contain_text("quá hạn 2 ngày")
    assert findings_on_phone(officer.page) == []
    officer.page.get_by_role("button", name="Nhắc các chủ đầu tư chưa chuyển").click()
    expect(officer.page.get_by_text("Đã nhắc 1 nơi.")).to_be_visible()
    officer.page.get_by_role("button", name="Nhắc các chủ đầu tư chưa chuyển").click()
    expect(officer.page.get_by_text("1 nơi hôm nay đã được nhắc")).to_be_visible()
    outbox.send_pending(at=out.clock.now())

    third = at_forwarding(browse, width, out, out.head(out.investors[THIRD]))
    third.write(21)
    third.send.click()
    third.expect_sent(13)
    officer.page.reload()
    expect(officer.page.get_by_role("heading", name="Không sót nơi nào")).to_be_visible()
    assert not Delivery.objects.filter(sent_at=None).exists()


def test_a_tenant_that_came_after_the_issue_is_offered_and_added_by_one_press(out, browse, width):
    out.forwarded(FIRST)
    new = out.tenant("hoa-phuong", 99)
    page = ForwardPage(browse(width).become(out.editor(out.investors[FIRST])))
    page.visit.go("directives:forward", out.delivery(out.investors[FIRST]).public_id)
    expect(page.page.get_by_role("region", name="Vào khu sau ngày phát hành")).to_contain_text(new.name)
    assert not Delivery.objects.filter(organisation=new).exists()
    assert findings_on_phone(page.page) == []
    page.send.click()
    page.expect_sent(1)
    expect(page.row(new)).to_be_visible()
    assert Delivery.objects.get(organisation=new).sent_at
    assert Route.objects.get(delivery__organisation=new).forwarding == Forwarding.objects.get()
