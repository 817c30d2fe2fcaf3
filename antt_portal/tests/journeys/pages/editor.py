"""The editor of a letter, as its drafter uses it."""

from playwright.sync_api import Locator, expect

from antt_portal.tests.journeys.visit import Visit


class EditorPage:
    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page

    @property
    def rows(self) -> Locator:
        return self.page.locator("#body [data-row]")

    @property
    def texts(self) -> Locator:
        return self.page.get_by_label("Lời văn của đoạn")

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-autosave-status]")

    @property
    def findings(self) -> Locator:
        return self.page.get_by_role("region", name="Kiểm tra thể thức")

    @property
    def sheets(self) -> Locator:
        return self.page.get_by_role("region", name="Bản xem trước").get_by_role("img", name="của bản in")

    @property
    def print_address(self) -> str:
        """Changes with what is printed."""
        return self.sheets.first.get_attribute("src") or ""

    def wait_until_saved(self) -> None:
        expect(self.status).to_contain_text("Đã lưu lúc")

    def wait_for_another_print(self, than: str) -> None:
        expect(self.sheets.first).not_to_have_attribute("src", than)

    def write(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label)
        field.fill(text)
        field.blur()
