"""One filing from the sign-in to the receipt; short enough to be walked on SQLite too, the database of script/run."""

import pytest
from playwright.sync_api import expect

from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.journeys.pages.answer import AnswerPage, file
from antt_portal.tests.journeys.pages.filing import CheckPage, brief_content, expect_receipt
from reports.models import Report, ReportStatus, Submission

ALL_BUT_RULES = (*"2345678", "c1", "c2", "c3", "c4", "c5")


@pytest.mark.sqlite
def test_an_answer_is_written_proved_and_handed_in(scene, browse):
    scene.open()
    filing = scene.filing(themes=ALL_BUT_RULES)
    (rules,) = filing.answers("1")
    editor = browse()
    editor.go("reports:answer", rules.report.public_id, rules.public_id)
    editor.sign_in(scene.editor.user)
    page = AnswerPage(editor).write(rules.obligation, brief_content(rules, scene.facts()))
    page.wait_until_saved()
    page.upload(file("Noi-quy.pdf", pdf(pages=2)), file("Quyet-dinh.pdf", pdf(pages=3)))
    page.wait_until_stored("Noi-quy.pdf", "Quyet-dinh.pdf")
    page.go_on()
    expect(editor.page.get_by_text("Chỉ người đứng đầu nộp được.")).to_be_visible()
    head = browse()
    head.go("reports:check", rules.report.public_id)
    head.sign_in(scene.head.user)
    CheckPage(head).hand_in()
    expect_receipt(head, Submission.objects.get())
    assert Report.objects.get(pk=rules.report_id).status == ReportStatus.SUBMITTED
