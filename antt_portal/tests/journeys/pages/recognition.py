"""A list on its way to the decision, and what it leaves behind."""

from playwright.sync_api import expect

from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.journeys.pages.answer import file
from antt_portal.tests.journeys.visit import Visit


class BatchPage:
    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page

    def press(self, button: str, told: str) -> None:
        self.page.get_by_role("button", name=button).click()
        expect(self.page.get_by_text(told)).to_be_visible()

    def approve(self) -> None:
        self.press("Duyệt danh sách", "Duyệt danh sách 1 doanh nghiệp")
        self.press("Xác nhận duyệt", "Đã duyệt danh sách.")

    def decide(self, *, number: str, day: str, signer: str) -> None:
        self.page.get_by_label("Số, ký hiệu quyết định").fill(number)
        self.page.get_by_label("Ngày quyết định").fill(day)
        self.page.get_by_label("Người ký", exact=False).first.fill(signer)
        self.page.get_by_label("Chức vụ người ký").fill("Phó Chủ tịch")
        self.page.get_by_label("Tệp quyết định").set_input_files(file("Quyet-dinh.pdf", pdf()))
        self.press("Xem lại trước khi ghi", "Xem lại quyết định")
        self.press("Ghi quyết định", "Đã ghi quyết định.")
