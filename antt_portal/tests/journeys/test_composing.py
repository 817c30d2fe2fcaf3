"""A letter is written from nothing to the unit head's desk, and nothing typed is lost on the way."""

from datetime import date

import pytest
from playwright.sync_api import expect

from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.pages.editor import EditorPage
from directives.models import LetterStatus, OfficialLetter
from directives.writing.composing import blank_letter, draft
from enterprises.models import Authority, Delegation

FIRST = "Ban Quản lý đề nghị các doanh nghiệp rà soát, rà soát hệ thống camera tại cổng."
DOUBLED = "Đề nghị các doanh nghiệp các doanh nghiệp kiểm tra phương tiện chữa cháy."
LAST = "Kết quả gửi về Ban Quản lý trước ngày 25 tháng 10 năm 2026./."


@pytest.fixture
def signer(scene):
    scene.clock.set(2026, 10, 12)
    office, leader = scene.place.office, scene.office.leader
    return Delegation.objects.create(
        board_id=office.board_id,
        organisation=office,
        user=leader.user,
        authority=Authority.FOR_HEAD,
        for_office="Trưởng ban",
        office="Phó Trưởng ban",
        document="QĐ 12/QĐ-BQLKKT",
        valid_from=date(2026, 1, 1),
    )


def begun(scene):
    office = scene.place.office
    data = blank_letter(office, "official_letter", on=date(2026, 10, 12), unit_code="VP")
    return draft(office, data, by=scene.officer, at=scene.clock.now())


def at(visit, letter):
    visit.go("directives:letter-edit", letter.public_id)
    return EditorPage(visit)


def test_a_letter_is_written_from_nothing_to_the_unit_heads_desk(scene, signer, browse, width):
    visit = browse(width).become(scene.officer)
    visit.go("directives:letter-new")
    visit.page.get_by_role("button", name="Bắt đầu soạn").click()
    editor = EditorPage(visit)
    expect(editor.findings).to_contain_text("phải sửa")
    expect(editor.sheets).to_have_count(1)
    before = editor.print_address
    editor.page.get_by_text("Chọn nơi nhận theo nhóm hoặc theo tên").click()
    editor.page.get_by_role("button", name="Các chủ đầu tư thứ cấp trong khu công nghiệp").click()
    editor.page.get_by_label("Tên tổ chức").press_sequentially("thu nghiem an phu")
    editor.page.get_by_role("button", name="Công ty TNHH Thử Nghiệm An Phú").click()
    expect(editor.page.get_by_label("Kính gửi, mỗi dòng một nơi", exact=True)).to_have_value(
        "Các chủ đầu tư thứ cấp trong khu công nghiệp, khu kinh tế\nCông ty TNHH Thử Nghiệm An Phú"
    )
    editor.write("Trích yếu (sau V/v)", "tăng cường bảo đảm an ninh, trật tự")
    editor.page.get_by_role("button", name="Thêm đoạn").click()
    editor.texts.first.press_sequentially(FIRST)
    editor.texts.first.press("Enter")
    editor.page.keyboard.type(DOUBLED)
    editor.page.keyboard.press("Enter")
    editor.page.keyboard.type(LAST)
    editor.page.get_by_label("Người ký").select_option(label=str(signer))
    expect(editor.rows).to_have_count(3)
    editor.wait_for_another_print(before)
    expect(editor.findings).to_contain_text("1 nên xem")
    assert findings(editor.page) == []
    editor.findings.get_by_role("button", name="Bỏ chữ lặp").click()
    expect(editor.texts.nth(1)).to_have_value("Đề nghị các doanh nghiệp kiểm tra phương tiện chữa cháy.")
    expect(editor.findings).to_contain_text("Không có gì phải sửa.")
    editor.page.get_by_role("button", name="Trình duyệt nội dung").click()
    expect(editor.page.get_by_text("Đã trình duyệt nội dung.")).to_be_visible()
    letter = OfficialLetter.objects.get(drafted_by=scene.officer.user)
    assert letter.status == LetterStatus.CONTENT_REVIEW
    assert letter.data["signature"]["authority"] == "KT. TRƯỞNG BAN"
    assert letter.data["body"][0]["text"] == FIRST


def test_of_two_windows_at_one_draft_the_second_is_told_and_its_text_is_kept(scene, signer, browse):
    letter = begun(scene)
    first, second = browse().become(scene.officer), browse().become(scene.officer)
    ours, theirs = at(first, letter), at(second, letter)
    ours.write("Trích yếu (sau V/v)", "rà soát hệ thống camera")
    ours.wait_until_saved()
    with second.expecting(409):
        theirs.write("Trích yếu (sau V/v)", "kiểm tra phương tiện chữa cháy")
        told = theirs.page.get_by_role("alert").filter(has_text="đã được lưu từ một cửa sổ khác")
        expect(told.get_by_role("cell", name="rà soát hệ thống camera")).to_be_visible()
    expect(told.get_by_role("cell", name="kiểm tra phương tiện chữa cháy")).to_be_visible()
    assert findings(theirs.page) == []
    theirs.page.get_by_role("button", name="Lưu biểu mẫu thay cho bản đã lưu").click()
    expect(theirs.page.get_by_text("Đã lưu dự thảo.")).to_be_visible()
    letter.refresh_from_db()
    assert letter.subject == "kiểm tra phương tiện chữa cháy"
    assert letter.versions.get().note.startswith("Gõ riêng")


def test_a_space_or_a_comma_is_saved_while_typing(scene, signer, browse):
    letter = begun(scene)
    editor = at(browse().become(scene.officer), letter)
    for subject in ("rà soát camera", "rà soát, camera"):
        with editor.page.expect_response(lambda answer: answer.request.method == "POST"):
            editor.write("Trích yếu (sau V/v)", subject)
    letter.refresh_from_db()
    assert letter.subject == "rà soát, camera"


def test_without_scripts_paragraphs_are_added_moved_and_removed_by_buttons(scene, signer, browse):
    letter = begun(scene)
    editor = at(browse(java_script_enabled=False).become(scene.officer), letter)
    for words in ("Đoạn một.", "Đoạn hai."):
        editor.page.get_by_role("button", name="Thêm đoạn").click()
        editor.texts.last.fill(words)
    editor.page.get_by_role("button", name="Chuyển đoạn lên").last.click()
    expect(editor.texts.first).to_have_value("Đoạn hai.")
    editor.page.get_by_role("button", name="Bỏ đoạn").last.click()
    editor.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(editor.page.get_by_text("Đã lưu dự thảo.")).to_be_visible()
    letter.refresh_from_db()
    assert [one["text"] for one in letter.data["body"]] == ["Đoạn hai."]


def test_a_file_joins_the_letter_while_its_text_is_typed(scene, signer, browse):
    letter = begun(scene)
    editor = at(browse().become(scene.officer), letter)
    editor.page.locator("#enclosures input[type=file]").first.set_input_files(
        {"name": "Kế hoạch.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    expect(editor.page.get_by_role("link", name="Kế hoạch.pdf")).to_be_visible()
    editor.write("Trích yếu (sau V/v)", "gửi kế hoạch")
    editor.wait_until_saved()
    letter.refresh_from_db()
    assert letter.data["attachments"] == [{"title": "Kế hoạch.pdf", "file": "Kế hoạch.pdf"}]
