"""A dossier before the board: judged answer by answer, a colleague's word asked, sent back or accepted."""

import re

from django.urls import reverse
from playwright.sync_api import Locator, expect

from antt_portal.tests.journeys.visit import Visit
from reports.models import Answer, Report


class Dossier:
    def __init__(self, visit: Visit, report: Report) -> None:
        self.visit, self.page, self.report = visit, visit.page, report

    def open(self) -> "Dossier":
        self.visit.go("reports:review", self.report.public_id)
        return self

    @property
    def is_open(self) -> bool:
        return self.visit.path == reverse("reports:review", args=[self.report.public_id])

    @property
    def bar(self) -> Locator:
        return self.page.get_by_role("region", name="Kết luận hồ sơ")

    # ---- one answer after the other ----

    def begin(self) -> None:
        """To the first answer nobody has judged."""
        self.bar.get_by_role("link", name=re.compile("^Xem ")).click()

    def judge(self, result: str = "Đạt", comment: str = "", *, to_mend: bool = False) -> None:
        """On the page of an answer: say it, save, be led on."""
        if result:
            self.page.get_by_label(result, exact=True).check()
        if to_mend:
            self.page.get_by_label("Ghi vào danh sách cần bổ sung").check()
        if comment:
            self.page.get_by_label("Nhận xét gửi doanh nghiệp").fill(comment)
        with self.page.expect_navigation():
            self.bar.get_by_role("button", name=re.compile("^Lưu")).click()

    def judge_rest(self) -> None:
        self.begin()
        while not self.is_open:
            self.judge()

    def open_answer(self, answer: Answer) -> None:
        self.visit.go("reports:review-answer", self.report.public_id, answer.public_id)

    # ---- asking and concluding ----

    def ask(self, agency: str, question: str) -> None:
        self.page.get_by_role("heading", name="Hỏi ý kiến").click()
        self.page.get_by_role("combobox", name="Cơ quan").select_option(label=agency)
        self.page.get_by_label("Nội dung hỏi").fill(question)
        self.page.get_by_role("button", name="Gửi hỏi ý kiến").click()
        expect(self.page.get_by_text(f"Đã hỏi ý kiến {agency}.")).to_be_visible()

    def send_back(self, *, mend_by: str, note: str) -> None:
        """From the dossier itself."""
        self.bar.get_by_role("link", name="Trả để bổ sung").click()
        self.page.get_by_label("Bổ sung trước ngày").fill(mend_by)
        self.page.get_by_label("Lời nhắn").fill(note)
        self.page.get_by_role("button", name="Trả hồ sơ").click()

    def accept(self, conclusion: str = "Đạt, đề nghị công nhận") -> None:
        self.bar.get_by_role("link", name="Tiếp nhận").click()
        self.page.get_by_label(conclusion, exact=True).check()
        self.page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
        expect(self.page.get_by_text("Đã tiếp nhận hồ sơ của")).to_be_visible()
