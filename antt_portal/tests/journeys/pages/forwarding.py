"""The page on which an investor passes a directive on, as its people use it."""

from playwright.sync_api import Locator, expect

from antt_portal.tests.journeys.visit import Visit
from enterprises.models import Organisation

DONE = "Đã chuyển tiếp nguyên vẹn bộ văn bản đến"


class ForwardPage:
    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page

    def chosen(self) -> list[Locator]:
        """Everybody that is preselected, also behind “Xem thêm”."""
        return self.page.locator('[name="to"]:checked').all()

    def leave_out(self, organisation: Organisation, why: str) -> None:
        self.page.get_by_role("checkbox", name=organisation.name).uncheck()
        self.page.get_by_label(f"Lý do không gửi {organisation.name}").fill(why)

    def write(self, number: int) -> None:
        self.page.get_by_label("Số", exact=True).fill(str(number))
        self.page.get_by_label("Ký hiệu").fill("HTHP-KD")
        self.page.get_by_label("Chức vụ người ký").fill("Giám đốc")
        self.page.get_by_label("Họ và tên người ký").fill("Phạm Văn Ví Dụ")

    @property
    def send(self) -> Locator:
        return self.page.get_by_role("region", name="Chuyển tiếp").get_by_role("button", name="Chuyển tiếp")

    def expect_sent(self, count: int) -> None:
        expect(self.page.get_by_text(f"{DONE} {count} doanh nghiệp.")).to_be_visible()

    def row(self, organisation: Organisation) -> Locator:
        """Of the tree below, once it was forwarded."""
        tree = self.page.get_by_role("region", name="Doanh nghiệp thứ cấp đã đến đâu")
        return tree.get_by_role("listitem").filter(has_text=organisation.name)
