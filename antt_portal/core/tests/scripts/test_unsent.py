import pytest
from playwright.sync_api import Dialog, expect

FORM = '<form method="{method}" {more}><textarea name="reason"></textarea><button>Gửi</button></form>'


@pytest.fixture
def asked(page):
    """The questions a browser asked on leaving, each answered with no."""
    questions: list[Dialog] = []

    def stay(dialog):
        questions.append(dialog)
        dialog.dismiss()

    page.on("dialog", stay)
    return questions


def leave(portal, page, *, method="post", more="", text="Lý do dài"):
    portal.pages["/else"] = "<h1>Trang khac</h1>"
    form = FORM.format(method=method, more=more)
    portal.open("/form", body=f'{form}<a href="/else">Đi nơi khác</a>', script="unsent.js")
    if text:
        page.locator("[name=reason]").press_sequentially(text)
    page.get_by_role("link").click(no_wait_after=True)


def test_who_leaves_with_something_typed_is_asked_and_may_stay(portal, page, asked):
    leave(portal, page)
    expect(page.locator("[name=reason]")).to_have_value("Lý do dài")
    assert [dialog.type for dialog in asked] == ["beforeunload"]


@pytest.mark.parametrize(
    "form",
    [{"text": ""}, {"method": "get"}, {"more": "data-autosave"}, {"more": "data-upload"}, {"more": 'hx-post="/x"'}],
    ids=str,
)
def test_nobody_is_asked_where_nothing_could_be_lost(portal, page, asked, form):
    leave(portal, page, **form)
    expect(page.get_by_role("heading", name="Trang khac")).to_be_visible()
    assert asked == []


def test_sending_is_no_leaving(portal, page, asked):
    portal.open("/form", body=FORM.format(method="post", more='action="/sent"'), script="unsent.js")
    page.locator("[name=reason]").press_sequentially("Lý do")
    page.get_by_role("button").click()
    page.wait_for_url("**/sent")
    assert (len(portal.posts), asked) == (1, [])
