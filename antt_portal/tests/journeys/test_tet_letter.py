"""The letter of Hải Phòng is made: from the document of the city in the register to forty-five deliveries at once."""

import re

from playwright.sync_api import expect

from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.journeys.chain import LINES, SUPERIOR, asked_of
from antt_portal.tests.journeys.look import findings, findings_on_phone
from antt_portal.tests.journeys.pages.answer import file
from antt_portal.tests.journeys.pages.arriving import ArrivalPage
from antt_portal.tests.journeys.pages.directing import DirectPage
from directives.models import Delivery, Directive, IncomingDocument, LetterStatus, Obligation
from directives.tests.office import WAY
from enterprises.models import Deadline, DeadlineKind

TENANTS, INVESTORS, UNITS = 40, 3, 2


def test_the_clerk_enters_the_document_of_the_city_once(chain, browse, width):
    clerk = browse(width).become(chain.office.clerk)
    clerk.go("directives:incoming-documents")
    clerk.page.get_by_role("link", name="Vào sổ văn bản").click()
    ArrivalPage(clerk).write(SUPERIOR)
    expect(clerk.page.get_by_role("region", name="Báo cáo lại")).to_contain_text("Hạn của Ban: 23/02/2024")
    assert findings_on_phone(clerk.page) == []
    clerk.go("directives:incoming-new")
    with clerk.expecting(409, 422):
        ArrivalPage(clerk).write(SUPERIOR)
        warning = clerk.page.get_by_role("alert").filter(has_text="Văn bản này có thể đã vào sổ")
        expect(warning.get_by_role("link", name="Số đến 01")).to_be_visible()
    assert findings_on_phone(clerk.page) == []
    arrived = IncomingDocument.objects.get()
    assert arrived.file
    assert Deadline.objects.get(subject_id=arrived.public_id).due_on == SUPERIOR.answer_due_on


def test_the_letter_goes_to_three_investors_and_through_them_to_forty_tenants(chain, browse, width):
    letter = chain.draft()
    assert chain.superior
    officer = browse(width).become(chain.office.officer)
    officer.go("directives:letter", letter.public_id)
    officer.page.get_by_role("link", name="Nơi nhận và nội dung giao").click()
    direct = DirectPage(officer)
    direct.address(LINES)
    expect(direct.reach).to_contain_text(re.compile(r"45\s+nơi nhận"))
    direct.ask(*asked_of([part["text"] for part in letter.data["body"]]))
    direct.pass_on("8184/VP-NCKTGS")
    assert findings_on_phone(officer.page) == []
    direct.reach.get_by_role("link", name="Xem danh sách nơi chưa có tài khoản").click()
    for organisation in chain.silent:
        expect(officer.page.get_by_role("link", name=organisation.name)).to_be_visible()
    assert findings_on_phone(officer.page) == []
    officer.page.get_by_role("link", name="Nơi nhận và nội dung giao").click()
    officer.page.get_by_role("link", name="Soạn văn bản").click()
    officer.page.get_by_role("button", name="Trình duyệt nội dung").click()
    expect(officer.page.get_by_text("Đã trình duyệt nội dung.")).to_be_visible()

    chain.clock.set(2023, 12, 6, 14)
    chain.carry(letter, *WAY[1:-1])
    clerk = browse(width).become(chain.office.clerk)
    clerk.go("home")
    clerk.page.get_by_role("link", name="Làm ngay").first.click()
    assert not Delivery.objects.exists()
    clerk.page.get_by_role("button", name="Phát hành").click()
    expect(clerk.page.get_by_text("Đã phát hành; văn bản đã có trong sổ.")).to_be_visible()
    assert findings_on_phone(clerk.page) == []

    letter.refresh_from_db()
    directive = Directive.objects.get(letter=letter)
    sent = Delivery.objects.filter(directive=directive, sent_at__isnull=False)
    assert letter.status == LetterStatus.ISSUED
    assert directive.deliveries.count() == TENANTS + INVESTORS + UNITS
    assert sent.count() == INVESTORS + UNITS
    assert Deadline.objects.open().filter(kind=DeadlineKind.FORWARDING).count() == INVESTORS
    assert Obligation.objects.filter(instrument__directive=directive).count() == 5


def test_the_letter_passes_every_desk_by_its_buttons(chain, browse):
    letter = chain.draft()
    chain.directed(letter)
    chain.carry(letter, "submit")
    chain.clock.set(2023, 12, 6, 14)
    desks = browse().become(chain.office.unit_head), browse().become(chain.office.clerk)
    for visit in desks:
        visit.go("directives:letter", letter.public_id)
        for button in ("Duyệt nội dung", "Đúng thể thức, trình ký", "Ghi nhận ký trên giấy"):
            if visit.page.get_by_role("button", name=button).count():
                visit.page.get_by_role("button", name=button).click()
    page = desks[1].page
    page.get_by_role("link", name="Cấp số").click()
    page.get_by_role("button", name="Cấp số").click()
    page.get_by_label("Bản chụp văn bản đã ký và đóng dấu").set_input_files(file("ban-chup.pdf", pdf()))
    page.get_by_role("button", name="Tải bản chụp lên").click()
    page.get_by_role("button", name="Phát hành").click()
    expect(page.get_by_text("Đã phát hành; văn bản đã có trong sổ.")).to_be_visible()
    assert findings(page) == []
