"""Sent back, mended, handed in again: the enterprise cannot overlook it, and the officer sees what changed."""

import re

import pytest
from playwright.sync_api import expect

from antt_portal.demo.narratives import theme
from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.pages.answer import AnswerPage
from antt_portal.tests.journeys.pages.filing import CheckPage
from antt_portal.tests.journeys.pages.review import Dossier
from reports.models import ReportStatus

CAMERAS, GUARDS = "5", "7"
REMARK = "Hợp đồng camera ghi 30 ngày, hồ sơ ghi số khác. Ghi số thực tế."


class Return:
    def __init__(self, scene, browse, width):
        self.scene, self.browse, self.width = scene, browse, width
        scene.open()
        self.filing = scene.filing().submit(at=scene.clock.now()).assign(at=scene.clock.now())
        self.answers = {theme(answer.obligation): answer for answer in self.filing.answers()}
        at = scene.clock.set(2026, 10, 20)
        self.filing.review(at=at, themes=[name for name in self.answers if name not in {CAMERAS, GUARDS}])
        self.report = self.filing.report

    def send_back(self):
        officer = self.browse(self.width).become(self.scene.officer)
        dossier = Dossier(officer, self.report).open()
        dossier.begin()
        dossier.judge("", REMARK, to_mend=True)
        dossier.judge("", "Bổ sung chứng nhận nghiệp vụ của hai bảo vệ.", to_mend=True)
        dossier.send_back(mend_by="04/11/2026", note="Các nội dung khác đã đầy đủ.")
        expect(officer.page.get_by_text("để bổ sung.").first).to_be_visible()
        self.filing.refresh()

    def notice(self):
        """Wherever the editor comes in: home, year, the report itself."""
        editor = self.browse(self.width).become(self.scene.editor)
        editor.go("home")
        expect(editor.page.get_by_role("main")).to_contain_text("Cần bổ sung")
        editor.go("reports:year", self.report.year)
        told = editor.page.get_by_role("region", name=re.compile("còn 2 mục phải bổ sung"))
        expect(told).to_contain_text("Hạn nộp lại 04/11/2026.")
        expect(told).to_contain_text(REMARK)
        assert findings(editor.page) == []
        told.get_by_role("link", name="Bắt đầu từ nội dung 5").click()
        expect(editor.page.get_by_role("region", name="Chuyên viên yêu cầu bổ sung")).to_contain_text(REMARK)
        return editor

    def mend(self, editor):
        page = AnswerPage(editor)
        page.narrative.fill("Đã kiểm tra lại tại hiện trường: đầu ghi lưu 30 ngày.")
        editor.page.get_by_label("Đang hoạt động").fill("21")
        page.go_on()
        expect(editor.page.get_by_role("heading", name=re.compile("lực lượng bảo vệ"))).to_be_visible()
        page.narrative.fill("Đã bổ sung chứng nhận nghiệp vụ của hai bảo vệ.")
        page.go_on()
        head = self.browse(self.width).become(self.scene.head)
        head.go("reports:check", self.report.public_id)
        CheckPage(head).hand_in()
        expect(head.page.get_by_role("main")).to_contain_text("HS-2026-00002")

    def review_again(self):
        officer = self.browse(self.width).become(self.scene.officer)
        dossier = Dossier(officer, self.report).open()
        expect(officer.page.get_by_text("Đã nộp lại, lần 2").first).to_be_visible()
        expect(dossier.bar).to_contain_text("Đã thẩm định 11/13")
        dossier.open_answer(self.answers["1"])
        expect(officer.page.get_by_text("Giữ từ lần nộp trước vì nội dung không đổi.")).to_be_visible()
        expect(officer.page.get_by_label("Đạt", exact=True)).to_be_checked()
        dossier.open().begin()
        self._see_what_changed(officer)
        dossier.judge()
        dossier.judge()
        assert dossier.is_open
        dossier.accept()

    def _see_what_changed(self, officer):
        said = officer.page.get_by_role("region", name="Nội dung 5: doanh nghiệp trả lời")
        expect(said.locator("ins").first).to_be_visible()
        changed = said.get_by_role("row", name=re.compile("^Camera hoạt động"))
        expect(changed.locator(".changed")).to_contain_text("21")
        expect(officer.page.get_by_role("region", name="Nhận xét thẩm định")).to_contain_text(REMARK)
        assert findings(officer.page) == []


@pytest.fixture
def returning(scene, browse, width):
    return Return(scene, browse, width)


def test_two_items_are_sent_back_mended_and_accepted(returning):
    returning.send_back()
    assert returning.filing.report.status == ReportStatus.RETURNED
    editor = returning.notice()
    returning.scene.clock.set(2026, 10, 30)
    returning.mend(editor)
    returning.scene.clock.set(2026, 11, 3)
    returning.review_again()
    returning.filing.refresh()
    assert returning.filing.report.status == ReportStatus.ACCEPTED
