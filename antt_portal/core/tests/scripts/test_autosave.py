from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

from antt_portal.core.tests.scripts.conftest import posted

FORM = """
{offer}
<form data-autosave data-owner="u1" data-saved-by="{saved_by}" method="post" action="/answer">
  <input type="hidden" name="csrfmiddlewaretoken" value="t"><input type="hidden" name="version" value="{version}">
  <div data-autosave-conflict></div>
  <textarea name="narrative">{narrative}</textarea>
  <input type="radio" name="result" value="done" id="done"><input type="radio" name="result" value="not" id="not">
  <input name="fence" value="1.840"><button>Lưu</button>
</form>{status}"""


def form(*, version=7, narrative="", saved_by=""):
    return FORM.format(
        version=version,
        narrative=narrative,
        saved_by=saved_by,
        offer=render_to_string("partials/autosave_offer.html"),
        status=render_to_string("partials/saved.html"),
    )


@pytest.fixture
def status(page):
    return page.locator("[data-autosave-status]")


def saves(version, missing=None):
    return lambda _request: (200, {"version": version, "saved_at": "14:05", "missing": missing})


def write(page, text):
    page.locator("[name=narrative]").fill(text)
    page.locator("[name=narrative]").blur()


def test_what_is_typed_is_saved_over_the_version_read_and_the_next_over_the_version_answered(portal, page, status):
    portal.answer = saves(8, {"text": "1 chỗ cần xem lại", "href": "#id_fence"})
    portal.open("/answer", body=form(version=7), script="autosave.js")
    write(page, "Gia cố 120 m tường rào.")
    expect(status).to_contain_text("Đã lưu lúc 14:05")
    expect(status.get_by_role("link", name="1 chỗ cần xem lại")).to_have_attribute("href", "#id_fence")
    write(page, "Gia cố 140 m tường rào.")
    expect(page.locator("[name=version]")).to_have_value("8")
    page.wait_for_timeout(200)
    assert [posted(body, "version") for body in portal.posts] == ["7", "8"]
    assert posted(portal.posts[1], "narrative") == "Gia cố 140 m tường rào."


def test_typing_alone_is_saved_after_a_pause(portal, page, status):
    portal.answer = saves(8)
    portal.open("/answer", body=form(), script="autosave.js")
    page.locator("[name=narrative]").press_sequentially("Đã lắp")
    assert portal.posts == []
    expect(status).to_contain_text("Đã lưu lúc 14:05", timeout=4000)
    assert len(portal.posts) == 1


def test_the_button_waits_for_the_save_under_way_and_sends_its_version(portal, page):
    portal.open("/answer", body=form(version=7), script="autosave.js")
    autosaves, sent = [], []
    page.route("**/answer", lambda route: (autosaves if "x-autosave" in route.request.headers else sent).append(route))
    write(page, "Gia cố 120 m tường rào.")
    page.get_by_role("button", name="Lưu", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(200)
    assert (len(autosaves), len(sent)) == (1, 0)
    autosaves[0].fulfill(json={"version": 8, "saved_at": "14:05", "missing": None})
    page.wait_for_timeout(200)
    assert parse_qs(sent[0].request.post_data)["version"] == ["8"]
    sent[0].abort()


def test_a_page_come_back_to_is_loaded_anew(portal, page):
    portal.open("/answer", body=form(version=7), script="autosave.js")
    portal.pages["/answer"] = portal.pages["/answer"].replace('value="7"', 'value="9"')
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("[name=version]")).to_have_value("9")


def test_nothing_is_sent_when_nothing_changed(portal, page):
    portal.open("/answer", body=form(narrative="cũ"), script="autosave.js")
    write(page, "cũ")
    page.wait_for_timeout(1500)
    assert portal.posts == []


def test_text_that_met_no_server_is_offered_again_and_restored_over_the_version_it_was_typed_on(portal, page, status):
    portal.answer = lambda _request: None
    portal.open("/answer", body=form(version=7), script="autosave.js")
    page.locator("#not").check()
    write(page, "Chưa mất")
    expect(status).to_contain_text("được giữ trên máy này")
    portal.answer = saves(8)
    portal.open("/answer", body=form(version=9), script="autosave.js")
    page.get_by_role("button", name="Đưa vào biểu mẫu").click()
    expect(page.locator("[name=narrative]")).to_have_value("Chưa mất")
    expect(page.locator("#not")).to_be_checked()
    expect(status).to_contain_text("Đã lưu lúc 14:05")
    assert posted(portal.posts[-1], "version") == "7"
    portal.open("/answer")
    expect(page.locator("[data-autosave-offer]")).to_be_hidden()


def test_text_typed_after_the_session_ended_is_kept_and_the_way_back_in_is_shown(portal, page, status):
    portal.answer = lambda _request: (401, {})
    portal.open("/answer", body=form(), script="autosave.js")
    write(page, "Viết khi phiên đã hết")
    expect(status).to_contain_text("phiên làm việc đã hết")
    expect(status.get_by_role("link", name="Đăng nhập lại")).to_be_visible()
    write(page, "Viết thêm sau đó")
    portal.open("/answer", body=form(), script="autosave.js")
    page.get_by_role("button", name="Đưa vào biểu mẫu").click()
    expect(page.locator("[name=narrative]")).to_have_value("Viết thêm sau đó")


def test_another_person_on_the_same_machine_is_not_offered_the_text(portal, page, status):
    portal.answer = lambda _request: None
    portal.open("/answer", body=form(), script="autosave.js")
    write(page, "Của người thứ nhất")
    expect(status).to_contain_text("được giữ trên máy này")
    portal.open("/answer", body=form().replace('data-owner="u1"', 'data-owner="u2"'), script="autosave.js")
    expect(page.locator("[data-autosave-offer]")).to_be_hidden()


def test_a_conflict_is_shown_without_touching_what_was_typed_and_pauses_saving(portal, page, status):
    portal.answer = lambda _request: (409, {"conflict_html": "<p>Lê Văn Ví Dụ vừa lưu: 30 ngày</p>"})
    portal.open("/answer", body=form(), script="autosave.js")
    write(page, "15 ngày")
    expect(page.locator("[data-autosave-conflict]")).to_contain_text("Lê Văn Ví Dụ vừa lưu")
    expect(status).to_contain_text("người khác vừa lưu")
    write(page, "16 ngày")
    page.wait_for_timeout(1500)
    expect(page.locator("[name=narrative]")).to_have_value("16 ngày")
    assert len(portal.posts) == 1


def test_a_refusal_says_why(portal, page, status):
    portal.answer = lambda _request: (400, {"error": "Hồ sơ đã nộp, không sửa được nữa."})
    portal.open("/answer", body=form(), script="autosave.js")
    write(page, "Muộn")
    expect(status).to_contain_text("Hồ sơ đã nộp, không sửa được nữa.")


@pytest.mark.parametrize(
    "after",
    [form(version=8, narrative="Đã gửi"), form(version=8, narrative="Đã gửi, chuẩn hóa lại", saved_by="u1")],
)
def test_text_that_did_arrive_is_not_offered_again(portal, page, after):
    portal.answer = lambda _request: None
    portal.open("/answer", body=form(version=7), script="autosave.js")
    write(page, "Đã gửi")
    expect(page.locator("[data-autosave-status]")).to_contain_text("được giữ trên máy này")
    portal.open("/answer", body=after, script="autosave.js")
    expect(page.locator("[data-autosave-offer]")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
