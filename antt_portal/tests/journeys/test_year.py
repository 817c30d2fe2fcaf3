"""The whole year of one enterprise: registered, assessed, reviewed, recognised, verified, and once revoked."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from antt_portal.core import papers
from antt_portal.core.tests.inspection.corpus import EXE, jpeg, located_exif, pdf
from antt_portal.tests.journeys.pages.answer import AnswerPage, file
from antt_portal.tests.journeys.pages.filing import CheckPage, answers_of, expect_receipt, fill
from antt_portal.tests.journeys.pages.recognition import BatchPage
from antt_portal.tests.journeys.pages.review import Dossier
from antt_portal.tests.journeys.visit import PHONE
from reports.models import Recognition, RecognitionBatch, ReportKind, ReportStatus, Submission

DECISION = "2031/QĐ-UBND"


class Year:
    """The people of the year, each in a browser of their own."""

    def __init__(self, scene, browse, width):
        self.scene, self.browse, self.width = scene, browse, width

    def arrive(self, person):
        """Through the sign-in form to one's own home page."""
        visit = self.browse(self.width)
        visit.go("home")
        visit.sign_in(person.user)
        assert visit.path == reverse("home")
        expect(visit.page.get_by_role("heading", name="Việc cần làm", level=1)).to_be_visible()
        return visit

    def work_off(self):
        """What the worker does within a minute."""
        papers.render_missing(at=self.scene.clock.now())

    # ---- the enterprise ----

    def write_registration(self):
        self.scene.clock.set(2026, 2, 10)
        editor = self.arrive(self.scene.editor)
        report = self.scene.report(ReportKind.REGISTRATION)
        editor.page.get_by_role("navigation", name="Chính").get_by_role("link", name="Hồ sơ năm").click()
        editor.page.get_by_role("link", name="Đăng ký phấn đấu 2026").click()
        answers = answers_of(report)
        editor.page.get_by_role("link", name=answers[0].obligation.title).click()
        fill(editor, answers, self.scene.facts())
        return report

    def write_self_assessment(self):
        self.scene.clock.set(2026, 10, 12)
        editor = self.arrive(self.scene.editor)
        report = self.scene.report(ReportKind.SELF_ASSESSMENT)
        answers = answers_of(report)
        editor.go("reports:answer", report.public_id, answers[0].public_id)
        self._autosave(editor)
        self._upload(editor)
        fill(editor, answers, self.scene.facts())
        self._find_what_is_missing(editor, report)
        return report

    def _autosave(self, editor):
        page = AnswerPage(editor)
        page.narrative.fill("Đã rà soát nội quy trong quý I.")
        page.wait_until_saved()
        editor.page.reload()
        expect(page.narrative).to_have_value("Đã rà soát nội quy trong quý I.")

    def _upload(self, editor):
        """Several at once; one of them is a programme that calls itself a PDF."""
        page = AnswerPage(editor)
        disguised = file("Bao-cao.pdf", EXE)
        with editor.expecting(422):
            page.upload(file("Noi-quy.pdf", pdf(pages=20)), disguised, file("Quyet-dinh.pdf", pdf(pages=21)))
            refusal = page.files.filter(has_text="Bao-cao.pdf").get_by_role("alert")
            expect(refusal).to_contain_text("nội dung là chương trình chạy được")
        page.wait_until_stored("Noi-quy.pdf", "Quyet-dinh.pdf")
        photo = file("IMG_2026.jpg", jpeg(size=(1600, 1200), exif=located_exif()))
        page.photograph(photo) if self.width == PHONE else page.upload(photo)
        page.wait_until_stored("IMG_2026.jpg")
        editor.page.reload()
        expect(page.files).to_have_count(3)

    def _find_what_is_missing(self, editor, report):
        """Something is taken out again; the check names it, and its link leads into the field."""
        fifth = answers_of(report)[4]
        editor.go("reports:answer", report.public_id, fifth.public_id)
        page = AnswerPage(editor)
        page.narrative.fill("")
        page.wait_until_saved()
        editor.go("reports:check", report.public_id)
        expect(editor.page.get_by_role("heading", name="Còn 1 chỗ phải bổ sung trước khi nộp")).to_be_visible()
        CheckPage(editor).missing.click()
        expect(page.narrative).to_be_focused()
        page.narrative.fill("Gia cố 120 m tường rào, lắp thêm 6 camera.")
        page.go_on()
        assert editor.path == reverse("reports:check", args=[report.public_id])

    def hand_in(self, report):
        head = self.arrive(self.scene.head)
        head.go("reports:check", report.public_id)
        CheckPage(head).hand_in()
        submission = Submission.objects.get(report=report)
        expect_receipt(head, submission)
        self.work_off()
        head.page.reload()
        link = head.page.get_by_role("main").get_by_role("link", name=re.compile("PDF"))
        assert head.fetch(link.get_attribute("href")).startswith(b"%PDF")

    # ---- the board ----

    def accept(self, report, *, consult=False):
        officer = self.arrive(self.scene.officer)
        officer.page.get_by_role("navigation", name="Chính").get_by_role("link", name="Thẩm định").click()
        officer.page.get_by_role("button", name="Nhận thẩm định").first.click()
        dossier = Dossier(officer, report)
        assert dossier.is_open
        if consult:
            self._consult(dossier)
        dossier.judge_rest()
        dossier.accept("Đạt, đề nghị công nhận" if report.kind == ReportKind.SELF_ASSESSMENT else "Ghi nhận đăng ký")
        report.refresh_from_db()
        assert report.status == ReportStatus.ACCEPTED

    def _consult(self, dossier):
        dossier.ask("Công an tỉnh Hưng Yên", "Đề nghị cho ý kiến về chấp hành pháp luật.")
        agent = self.arrive(self.scene.office.agent)
        agent.go("reports:opinions")
        agent.page.get_by_role("link", name=self.scene.enterprise.organisation.name).click()
        agent.page.get_by_label("Thống nhất", exact=True).check()
        agent.page.get_by_role("button", name="Gửi ý kiến").click()
        expect(agent.page.get_by_text("Đã gửi ý kiến về hồ sơ của")).to_be_visible()
        dossier.open()
        expect(dossier.page.locator("#opinions")).to_contain_text("Thống nhất")

    def recognise(self):
        self.scene.clock.set(2026, 11, 4)
        unit_head = self.arrive(self.scene.office.unit_head)
        unit_head.open(reverse("reports:recognition") + "?year=2026")
        unit_head.page.get_by_role("button", name="Lập danh sách").click()
        BatchPage(unit_head).press("Trình lãnh đạo", "Đã trình lãnh đạo Ban.")
        batch = RecognitionBatch.objects.get()
        leader = self.arrive(self.scene.office.leader)
        leader.go("reports:batch", batch.public_id)
        BatchPage(leader).approve()
        self.scene.clock.set(2026, 11, 18)
        clerk = self.arrive(self.scene.office.clerk)
        clerk.go("reports:batch", batch.public_id)
        BatchPage(clerk).decide(number=DECISION, day="18/11/2026", signer="Nguyễn Văn Giả Định")
        self.work_off()

    # ---- what it leaves ----

    def collect_certificate(self, report):
        head = self.browse(self.width).become(self.scene.head)
        head.go("reports:report", report.public_id)
        with head.page.expect_download() as download:
            head.page.get_by_role("link", name="Tải giấy công nhận").click()
        content = download.value.path().read_bytes()
        assert content.startswith(b"%PDF")
        return content

    def verify(self):
        """Anybody with the code: four facts, and that it stands."""
        stranger = self.browse(self.width)
        recognition = Recognition.objects.select_related("organisation").get()
        stranger.go("verify-code", recognition.code)
        main = stranger.page.get_by_role("main")
        expect(main.get_by_role("status")).to_contain_text("Văn bản còn hiệu lực")
        facts = ("18/11/2026", "Ủy ban nhân dân tỉnh Hưng Yên", recognition.organisation.name)
        for fact in (recognition.certificate_number, *facts):
            expect(main).to_contain_text(fact)
        return stranger

    def revoke(self):
        self.scene.clock.set(2027, 3, 9)
        leader = self.arrive(self.scene.office.leader)
        leader.go("reports:batch", RecognitionBatch.objects.get().public_id)
        leader.page.get_by_role("link", name=re.compile("^Thu hồi")).click()
        leader.page.get_by_label("Số, ký hiệu văn bản thu hồi").fill("118/QĐ-UBND")
        leader.page.get_by_label("Thu hồi từ ngày").fill("09/03/2027")
        leader.page.get_by_label("Lý do thu hồi").fill("Số liệu về lực lượng bảo vệ không đúng thực tế.")
        leader.page.get_by_role("button", name="Thu hồi").click()
        expect(leader.page.get_by_text("Đã thu hồi.")).to_be_visible()


@pytest.fixture
def year(scene, browse, width):
    scene.open()
    return Year(scene, browse, width)


def test_from_the_first_sign_in_to_the_verified_certificate(year):
    registration = year.write_registration()
    year.hand_in(registration)
    year.accept(registration)
    report = year.write_self_assessment()
    year.hand_in(report)
    year.accept(report, consult=True)
    year.recognise()
    year.collect_certificate(report)
    stranger = year.verify()
    year.revoke()
    stranger.page.reload()
    expect(stranger.page.get_by_role("main").get_by_role("status")).to_contain_text("Văn bản đã bị thu hồi")
