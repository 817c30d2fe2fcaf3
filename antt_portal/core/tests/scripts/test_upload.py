import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect


@pytest.fixture
def drop(portal, page):
    form = render_to_string("partials/drop.html", {"action": "/files", "list_id": "files", "name": "files"})
    body = f'{form}<span data-upload-summary></span><ul id="files"></ul>'
    portal.open("/evidence", body=body, script="upload.js")
    return page.locator("input[type=file]").first


def file(name):
    return {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7 " + name.encode()}


def test_several_files_are_sent_one_by_one_and_a_refused_one_does_not_stop_the_others(portal, page, drop):
    def answer(request):
        if b"khoa.pdf" in request.post_data_buffer:
            return 400, {"error": "khoa.pdf có mật khẩu, không mở được."}
        return 201, {"html": '<li class="file">đã nhận</li>', "summary": "3 tệp"}

    portal.answer = answer
    drop.set_input_files([file("a.pdf"), file("khoa.pdf"), file("c.pdf")])
    expect(page.locator("#files li", has_text="đã nhận")).to_have_count(2)
    refused = page.locator("#files li", has_text="có mật khẩu")
    expect(refused.get_by_text("khoa.pdf", exact=True)).to_be_visible()
    expect(page.locator("[data-upload-summary]")).to_have_text("3 tệp")
    assert len(portal.posts) == 3
    refused.get_by_role("button", name="Bỏ").click()
    expect(refused).to_have_count(0)


def test_a_file_lost_with_the_connection_is_sent_again_on_request(portal, page, drop):
    portal.answer = lambda _request: None
    drop.set_input_files([file("a.pdf")])
    expect(page.locator("#files li")).to_contain_text("Mất kết nối")
    portal.answer = lambda _request: (201, {"html": "<li>đã nhận</li>"})
    page.get_by_role("button", name="Thử lại").click()
    expect(page.locator("#files li")).to_have_text("đã nhận")


def test_a_stopped_file_is_not_kept_whether_it_was_on_its_way_or_still_waiting(portal, page, drop):
    page.route("**/files", lambda _route: None)
    drop.set_input_files([file("a.pdf"), file("b.pdf"), file("c.pdf")])
    waiting = page.locator("#files li", has_text="Chờ tải lên")
    expect(waiting).to_have_count(1)
    for row in (waiting, page.locator("#files li", has_text="a.pdf")):
        row.get_by_role("button", name="Dừng").click()
    expect(page.locator("#files li", has_text="Đã dừng")).to_have_count(2)
