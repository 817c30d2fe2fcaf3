"""A tenant leaves its zone: what would happen is read before it is done, by an officer who proves who that is."""

from django.urls import reverse
from playwright.sync_api import expect

from antt_portal.demo.people import PASSWORD
from antt_portal.tests.journeys.look import findings_on_phone
from antt_portal.tests.journeys.scene import YEAR
from enterprises.models import Deadline, Succession, Tenancy


def test_a_tenant_leaves_its_zone(scene, browse, width):
    scene.open()
    scene.clock.set(YEAR, 6, 10)
    tenant = scene.enterprise.organisation
    zone = Tenancy.objects.get(organisation=tenant).zone
    officer = browse(width).become(scene.officer)
    page = officer.page

    officer.go("enterprises:organisation", tenant.public_id)
    page.get_by_role("link", name="Rời khu").click()
    page.get_by_label("Khu", exact=True).select_option(zone.name)
    page.get_by_label("Có hiệu lực từ ngày").fill(f"01/06/{YEAR}")
    page.get_by_label("Số, ký hiệu văn bản căn cứ").fill("125/QĐ-UBND")
    page.get_by_label("Ngày văn bản").fill(f"31/02/{YEAR}")
    with officer.expecting(422):
        page.get_by_role("button", name="Xem trước").click()
    assert findings_on_phone(page) == []
    page.get_by_label("Ngày văn bản").fill(f"20/05/{YEAR}")
    page.get_by_role("button", name="Xem trước").click()

    ends = page.get_by_role("region", name="Kết thúc")
    expect(ends).to_contain_text(zone.name)
    expect(page.get_by_role("main")).to_contain_text("Chưa có gì thay đổi.")
    assert findings_on_phone(page) == []
    foreseen = ends.inner_text()
    officer.let_the_proof_grow_old()
    page.get_by_role("button", name="Xác nhận, thực hiện ngay").click()
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    page.wait_for_url(officer.origin + reverse("enterprises:held-act"))
    assert Tenancy.objects.get(organisation=tenant).valid_to is None
    page.get_by_role("button", name="Tiếp tục").click()

    expect(page.get_by_role("status")).to_contain_text("Đã thực hiện.")
    expect(ends).to_be_visible()
    assert ends.inner_text() == foreseen
    expect(page.get_by_role("main")).to_contain_text(str(scene.officer.user))
    assert findings_on_phone(page) == []
    assert (Succession.objects.get().status, f"{Tenancy.objects.get(organisation=tenant).valid_to:%d/%m}") == (
        "done",
        "31/05",
    )
    assert not Deadline.objects.open().filter(organisation=tenant).exists()
