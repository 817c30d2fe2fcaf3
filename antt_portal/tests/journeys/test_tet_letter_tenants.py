"""Tenants: one acknowledges and keeps the proof, one answers and mends, one has nothing to say, one is late."""

import pytest
from playwright.sync_api import expect

from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.journeys.chain import TITLES
from antt_portal.tests.journeys.look import findings_on_phone
from antt_portal.tests.journeys.pages.answer import AnswerPage, file
from antt_portal.tests.journeys.pages.filing import CheckPage, answers_of
from antt_portal.tests.journeys.pages.review import Dossier
from directives.models import Acknowledgement, Proof
from reports.models import Answer, AnswerResult, Report, ReportStatus

SAID = "Đã kiểm tra toàn bộ phương tiện chữa cháy trước Tết."
REMARK = "Ghi ngày diễn tập phương án chữa cháy."


@pytest.fixture
def out(chain):
    """Forwarded by all three on 8 December; here it is the Monday after."""
    assert chain.directive
    chain.clock.set(2023, 12, 8)
    for number in range(3):
        chain.forwarded(number)
    chain.clock.set(2023, 12, 11)
    return chain


def to_the_letter(browse, width, actor):
    visit = browse(width).become(actor)
    visit.go("home")
    visit.page.get_by_role("link", name="Làm ngay").first.click()
    return visit


def test_one_acknowledges_and_its_proof_is_verified_by_anybody(out, browse, width):
    tenant = out.tenants["ben-cang"][0]
    visit = to_the_letter(browse, width, out.editor(tenant))
    page = visit.page
    page.get_by_role("link", name="Xác nhận đã nhận").click()
    expect(page.get_by_role("main")).to_contain_text(out.directive.bundle_sha256)
    assert findings_on_phone(page) == []
    assert not Acknowledgement.objects.exists()
    page.get_by_role("button", name="Xác nhận đã nhận").click()
    proof = page.get_by_role("region", name="Xác nhận đã nhận", exact=True)
    expect(proof).to_contain_text(str(out.editor(tenant).user))
    assert findings_on_phone(page) == []
    made = Acknowledgement.objects.get()
    assert (made.delivery, made.bundle_sha256, made.proof) == (
        out.delivery(tenant),
        out.directive.bundle_sha256,
        Proof.PORTAL,
    )
    assert visit.fetch(proof.get_by_role("link", name="Giấy xác nhận (PDF)").get_attribute("href")).startswith(b"%PDF")

    anybody = browse(width)
    anybody.go("verify")
    anybody.page.get_by_label("Mã xác minh").fill(made.code)
    anybody.page.get_by_role("button", name="Xác minh").click()
    expect(anybody.page.get_by_role("main")).to_contain_text(tenant.name)
    assert findings_on_phone(anybody.page) == []


class Answered:
    """The report of one tenant; three of its four answers are written, the one about fire is to be."""

    def __init__(self, out, browse, width):
        self.out, self.browse, self.width = out, browse, width
        self.tenant = out.tenants["ben-cang"][0]
        out.acknowledge(self.tenant)
        out.clock.set(2024, 1, 22)
        self.report = out.write(self.tenant, but=1)
        self.fire = answers_of(self.report)[-1]

    def write(self):
        editor = self.browse(self.width).become(self.out.editor(self.tenant))
        editor.go("directives:delivery", self.out.delivery(self.tenant).public_id)
        editor.page.get_by_role("link", name="Báo cáo kết quả, hạn 09/02/2024").click()
        editor.page.get_by_role("main").get_by_role("link", name=TITLES[-1], exact=True).click()
        page = AnswerPage(editor)
        page.tell(SAID)
        page.page.get_by_label(str(AnswerResult.DONE.label), exact=True).check()
        page.upload(file("Bien-ban-PCCC.pdf", pdf()))
        page.wait_until_stored("Bien-ban-PCCC.pdf")
        assert findings_on_phone(editor.page) == []
        assert stored(self.fire) == SAID
        page.go_on()

    def hand_in(self):
        head = self.browse(self.width).become(self.out.head(self.tenant))
        head.go("reports:check", self.report.public_id)
        CheckPage(head).hand_in()
        expect(head.page.get_by_role("main")).to_contain_text("Đã nộp")

    def judge(self) -> Dossier:
        """The answers nobody has looked at yet, as the board's officer."""
        officer = self.browse(self.width).become(self.out.office.officer)
        return Dossier(officer, self.report).open()

    @property
    def status(self):
        return Report.objects.get(pk=self.report.pk).status


def test_one_answers_mends_what_the_board_sends_back_and_is_accepted(out, browse, width):
    ours = Answered(out, browse, width)
    ours.write()
    ours.hand_in()
    dossier = ours.judge()
    dossier.begin()
    for _fine in range(3):
        dossier.judge()
    dossier.judge("Chưa đạt", REMARK, to_mend=True)
    dossier.send_back(mend_by="02/02/2024", note="")
    assert ours.status == ReportStatus.RETURNED

    out.clock.set(2024, 1, 30)
    editor = to_the_letter(browse, width, out.editor(ours.tenant))
    expect(editor.page.get_by_role("main")).to_contain_text(REMARK)
    assert findings_on_phone(editor.page) == []
    editor.page.get_by_role("main").get_by_role("link", name=TITLES[-1], exact=True).click()
    page = AnswerPage(editor)
    page.tell(f"{SAID} Đã diễn tập ngày 26/01.")
    ours.hand_in()
    dossier = ours.judge()
    dossier.judge_rest()
    dossier.bar.get_by_role("link", name="Tiếp nhận").click()
    dossier.page.get_by_role("button", name="Tiếp nhận báo cáo").click()
    expect(dossier.page.get_by_text("Đã tiếp nhận báo cáo của")).to_be_visible()
    assert ours.status == ReportStatus.ACCEPTED


def test_one_has_nothing_to_report_and_one_is_three_working_days_late(out, browse, width):
    silent, late = out.tenants["dao-ngoc"][0], out.tenants["dao-ngoc"][1]
    out.acknowledge(silent, late)
    out.clock.set(2024, 1, 22)
    editor = browse(width).become(out.editor(silent))
    editor.go("directives:inbox")
    editor.page.get_by_role("link", name="phối hợp thực hiện cao điểm").click()
    editor.page.get_by_role("link", name="Báo cáo kết quả, hạn 09/02/2024").click()
    editor.page.get_by_role("button", name="Tất cả: không có nội dung phải báo cáo").click()
    expect(editor.page.get_by_text("Đã ghi 4 nội dung: không có nội dung phải báo cáo.")).to_be_visible()
    assert findings_on_phone(editor.page) == []
    assert set(Report.objects.get().answers.values_list("result", flat=True)) == {AnswerResult.NOTHING}

    out.clock.set(2024, 2, 20)
    out.hand_in(late)
    head = browse(width).become(out.head(late))
    head.go("directives:delivery", out.delivery(late).public_id)
    expect(head.page.get_by_role("region", name="Nội dung giao")).to_contain_text("Chậm 3 ngày làm việc")
    assert findings_on_phone(head.page) == []


def stored(answer):
    return Answer.objects.get(pk=answer.pk).narrative
