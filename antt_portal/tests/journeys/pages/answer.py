"""The page of one obligation, as its editor uses it."""

from pathlib import Path

from playwright.sync_api import FilePayload, Locator, expect

from antt_portal.core.figures.schema import Group, parse_schema
from antt_portal.core.figures.shape import FieldType
from antt_portal.core.figures.slots import Slot, rows_of, slots
from antt_portal.core.figures.values import as_typed
from antt_portal.tests.journeys.visit import Visit
from directives.models import Obligation
from reports.answering import Content, needs_reason

MIME = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".xlsx": "application/octet-stream"}


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": MIME[Path(name).suffix], "buffer": content}


class AnswerPage:
    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page

    # ---- writing ----

    def write(self, obligation: Obligation, content: Content) -> "AnswerPage":
        """Type a whole answer, field by field."""
        self.page.locator(f'[name="result"][value="{content.result}"]').check()
        if needs_reason(content.result):
            self.page.get_by_label("Lý do").fill(content.reason)
            return self
        self.narrative.fill(content.narrative)
        schema = parse_schema(obligation.fields)
        for group in schema.groups:
            self._make_room(group, len(rows_of(content.figures, group)))
        for slot in slots(schema, content.figures):
            if slot.value is not None:
                self._type(slot)
        return self

    def _make_room(self, group: Group, rows: int) -> None:
        if not group.repeats or group.row_titles:
            return
        box = self.page.locator(f"#id_f-{group.key}")
        for _missing in range(rows - box.locator("[data-row]").count()):
            box.locator("[data-rows-add]").click()

    def _type(self, slot: Slot) -> None:
        text, field = as_typed(slot.field, slot.value), self.page.locator(f'[name="{slot.name}"]')
        if slot.field.type is FieldType.YES_NO and not slot.group.repeats:
            field.and_(self.page.locator(f'[value="{text}"]')).check()
        elif slot.field.type in {FieldType.YES_NO, FieldType.CHOICE}:
            field.select_option(text)
        else:
            field.fill(text)

    @property
    def narrative(self) -> Locator:
        """Of a year, or of a directive."""
        return self.page.get_by_label("Đã làm gì")

    # ---- saving ----

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-autosave-status]")

    def tell(self, words: str) -> None:
        """Type it once the page listens, and wait until it is stored."""
        self.page.wait_for_load_state()
        with self.page.expect_response(lambda answer: answer.request.method == "POST" and answer.url == self.page.url):
            self.narrative.fill(words)
            self.narrative.blur()
        self.wait_until_saved()

    def wait_until_saved(self) -> None:
        self.narrative.blur()
        expect(self.status).to_contain_text("Đã lưu lúc")
        self.page.wait_for_load_state("networkidle")

    def go_on(self) -> None:
        """The first button: saves, and leads to the next unfinished answer or to the check."""
        with self.page.expect_navigation():
            self.page.locator("#confirm").click()

    # ---- evidence ----

    @property
    def files(self) -> Locator:
        return self.page.locator("#files > li")

    def upload(self, *payloads: FilePayload) -> None:
        self.page.get_by_label("Chọn tệp từ máy").set_input_files(list(payloads))

    def photograph(self, payload: FilePayload) -> None:
        """With the phone's camera."""
        self.page.get_by_label("Chụp ảnh").set_input_files(payload)

    def wait_until_stored(self, *names: str) -> None:
        """A file can be taken away again only once the portal has it."""
        for name in names:
            expect(self.files.get_by_role("button", name=f"Gỡ {name}")).to_be_visible()
