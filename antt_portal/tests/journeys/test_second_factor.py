"""A second factor from the first setting up to taking it away again, and the pages on the way."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import expect

from antt_portal.demo.people import PASSWORD
from antt_portal.tests.journeys.look import findings

PERIOD_SECONDS, AMPLE_SECONDS = 30, 5


def code(secret):
    """What the app on the telephone shows in this half minute; near its end the next one is waited for."""
    left = PERIOD_SECONDS - time.time() % PERIOD_SECONDS
    if left < AMPLE_SECONDS:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD_SECONDS))


@pytest.fixture
def editor(scene, browse):
    visit = browse()
    visit.go("home")
    visit.sign_in(scene.editor.user)
    return visit


def look(visit, name):
    visit.go(name)
    assert visit.path == reverse(name)
    assert findings(visit.page) == []


def activate(visit, user):
    """By the menu of one's own name."""
    visit.page.get_by_label(f"Tài khoản của {user}").click()
    visit.page.get_by_role("link", name="Xác thực hai lớp").click()
    visit.page.get_by_role("link", name="Bật").click()
    visit.page.get_by_label("Mật khẩu").fill(PASSWORD)
    visit.page.get_by_role("button", name="Xác nhận").click()
    assert visit.path == reverse("mfa_activate_totp")
    assert findings(visit.page) == []
    secret = visit.page.locator("#authenticator_secret").input_value()
    visit.page.locator("[name=code]").fill(code(secret))
    visit.page.get_by_role("button", name="Bật").click()


def test_a_second_factor_is_set_up_asked_for_and_taken_away(scene, browse, editor):
    activate(editor, scene.editor.user)
    expect(editor.page.get_by_text("Đã bật ứng dụng xác thực.")).to_be_visible()
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        look(editor, name)
    editor.go("mfa_view_recovery_codes")
    spare = editor.page.locator("#recovery_codes").input_value().split()[0]
    again = browse()
    again.go("home")
    again.page.get_by_label("Thư điện tử").fill(scene.editor.user.email)
    again.page.get_by_label("Mật khẩu").fill(PASSWORD)
    again.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    assert again.path == reverse("mfa_authenticate")
    assert findings(again.page) == []
    again.page.locator("[name=code]").fill(spare)
    again.page.get_by_role("button", name="Đăng nhập").click()
    again.page.wait_for_url(again.origin + reverse("home"))
    look(again, "mfa_reauthenticate")
