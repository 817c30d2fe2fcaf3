"""The page on which a letter becomes a directive, as its drafter uses it."""

from playwright.sync_api import Locator, expect

from antt_portal.tests.journeys.visit import Visit
from directives.asking.directing import Asked, Line
from directives.models import ObligationKind


class DirectPage:
    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page

    @property
    def reach(self) -> Locator:
        return self.page.get_by_role("region", name="Sẽ gửi đến")

    # ---- 1: whom it addresses ----

    def address(self, lines: tuple[Line, ...]) -> None:
        part = self.page.get_by_role("region", name="1. Nơi nhận")
        rows = part.get_by_role("group", name="Nhóm nơi nhận")
        for number, line in enumerate(lines):
            if number:
                part.get_by_role("button", name="Thêm dòng").click()
            row = rows.nth(number)
            row.get_by_label("Nhóm").select_option(line.group)
            row.get_by_label("Để làm gì").select_option(line.duty)
            row.get_by_label("Cách gửi").select_option(line.way)
        part.get_by_role("button", name="Lưu nơi nhận").click()

    # ---- 2: what it asks ----

    def ask(self, *items: Asked) -> None:
        part = self.page.get_by_role("region", name="2. Nội dung giao")
        for asked in items:
            self._give(part.locator("fieldset.direct-item").filter(has_text=asked.text), asked)
        part.get_by_role("button", name="Lưu nội dung giao").click()

    def _give(self, row: Locator, asked: Asked) -> None:
        row.get_by_label(asked.text).check()
        row.get_by_label("Tên ngắn").fill(asked.title)
        row.get_by_label("Loại").select_option(asked.kind)
        if "kinds" in asked.audience:
            row.get_by_label("Chủ đầu tư hạ tầng").check()
        row.get_by_label("Hạn", exact=True).select_option(asked.due_kind)
        row.get_by_label("Số ngày").fill(str(asked.due_offset))
        if asked.kind == ObligationKind.DIRECTIVE:
            row.get_by_label("Phải báo cáo kết quả").set_checked(asked.answer_wanted)
            row.get_by_label("Cần minh chứng").set_checked(asked.evidence_wanted)

    # ---- 3: what goes along ----

    def pass_on(self, number: str) -> None:
        self.page.get_by_role("searchbox", name="Tìm trong sổ văn bản đến").fill(number)
        self.page.get_by_role("group", name="Văn bản tìm thấy").get_by_role("radio", name=number).check()
        self.page.get_by_role("button", name="Gửi kèm văn bản đã chọn").click()
        expect(self.page.get_by_role("region", name="3. Văn bản cấp trên gửi kèm")).to_contain_text("phải báo cáo lại")
