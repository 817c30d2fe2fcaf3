"""Somebody without an account: the mail, the code, the letter, the acknowledgement; looked at on the way."""

import pytest
from playwright.sync_api import expect

from antt_portal.core import outbox
from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.situations.handing import HandedOver
from antt_portal.tests.journeys.visit import PHONE
from directives.models import Acknowledgement, Proof
from directives.tests.linked import read_code


@pytest.fixture
def situation(scene):
    return HandedOver(scene)


def test_a_contact_reads_and_acknowledges_with_a_code_from_the_mail(situation, scene, browse):
    link, visit = situation.link, browse(PHONE)
    visit.go("directives:access", link.public_id)
    visit.page.get_by_role("button", name="Gửi mã").click()
    expect(visit.page.get_by_text("Mã đang được gửi")).to_be_visible()
    outbox.send_pending(at=scene.clock.now())
    with visit.expecting(422):
        visit.page.get_by_label("Mã trong thư").fill("1")
        visit.page.get_by_role("button", name="Mở văn bản").click()
    assert findings(visit.page) == []
    visit.page.get_by_label("Mã trong thư").fill(read_code(link))
    visit.page.get_by_role("button", name="Mở văn bản").click()
    expect(visit.page.get_by_role("heading", name="Gói văn bản")).to_be_visible()
    assert findings(visit.page) == []
    visit.page.get_by_role("button", name="Xác nhận đã nhận").click()
    expect(visit.page.get_by_role("link", name="Giấy xác nhận (PDF)")).to_be_visible()
    assert findings(visit.page) == []
    assert Acknowledgement.objects.get(delivery=situation.silent).proof == Proof.ONE_TIME_CODE
