import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect


@pytest.fixture
def queue(portal, page):
    body = f'<a data-key="j" href="#next">Sau</a><textarea></textarea>{render_to_string("partials/keys_toggle.html")}'
    portal.open("/queue", body=body, script="keys.js")
    return page


def test_a_letter_follows_its_link(queue):
    queue.keyboard.press("j")
    expect(queue).to_have_url("http://portal.test/queue#next")


def test_letters_are_letters_while_typing(queue):
    queue.locator("textarea").press("j")
    expect(queue).to_have_url("http://portal.test/queue")


def test_whoever_turns_the_letters_off_is_left_alone(queue):
    queue.get_by_role("button", name="Phím tắt j, k").click()
    queue.reload()
    expect(queue.get_by_role("button", name="Phím tắt j, k")).to_have_attribute("aria-pressed", "false")
    queue.keyboard.press("j")
    expect(queue).to_have_url("http://portal.test/queue")
