from playwright.sync_api import expect

from antt_portal.core.tests.scripts.conftest import posted

PAGE = """
<div data-presence="/present" role="status"></div>
<form data-autosave><input name="csrfmiddlewaretoken" value="t"><input name="version" value="7"></form>"""


def after_half_a_minute(page):
    page.clock.run_for(30_000)


def test_what_is_answered_is_shown_and_the_version_is_sent(portal, page):
    page.clock.install()
    portal.open("/answer", body=PAGE, script="presence.js")
    portal.answer = lambda _request: (200, {"here": "Mot dong nghiep"})
    after_half_a_minute(page)
    expect(page.locator("[data-presence]")).to_contain_text("Mot dong nghiep")
    (sent,) = portal.posts
    assert (posted(sent, "version"), posted(sent, "csrfmiddlewaretoken")) == ("7", "t")


def test_the_same_answer_again_is_not_said_twice(portal, page):
    page.clock.install()
    portal.open("/answer", body=PAGE, script="presence.js")
    portal.answer = lambda _request: (200, {"here": "Mot dong nghiep"})
    after_half_a_minute(page)
    expect(page.locator("[data-presence]")).to_contain_text("Mot dong nghiep")
    page.evaluate("document.querySelector('[data-presence]').firstChild.mark = true")
    after_half_a_minute(page)
    page.wait_for_function("true")
    assert len(portal.posts) == 2
    assert page.evaluate("document.querySelector('[data-presence]').firstChild.mark")


def test_a_refusal_leaves_the_page_as_it_is(portal, page):
    page.clock.install()
    portal.open("/answer", body=PAGE, script="presence.js")
    portal.answer = lambda _request: (401, {"error": "x"})
    after_half_a_minute(page)
    page.wait_for_function("true")
    expect(page.locator("[data-presence]")).to_be_empty()


def test_asking_by_itself_is_said(portal, page):
    page.clock.install()
    portal.open("/answer", body=PAGE, script="presence.js")
    asked = []
    portal.answer = lambda request: asked.append(request.headers.get("x-by-itself")) or (200, {})
    after_half_a_minute(page)
    page.wait_for_function("true")
    assert asked == ["1"]
