"""A second factor: set up because one must, an app with its spare codes; a passkey, signed in with and proved with."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect

from antt_portal.demo.people import PASSWORD
from antt_portal.tests.journeys.codes import code
from antt_portal.tests.journeys.look import findings
from enterprises.models import Invitation
from enterprises.tests.factories import ContactFactory

# A telephone's own: it keeps the key, and asks its owner.
PLATFORM = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def arrive(browse, user):
    visit = browse()
    visit.go("home")
    visit.sign_in(user)
    return visit


def seen(visit, name, *args):
    assert visit.path == reverse(name, args=args)
    assert findings(visit.page) == []


def look(visit, name, *args):
    visit.go(name, *args)
    seen(visit, name, *args)


def set_up_app(visit):
    """To the spare codes, of which the first is returned."""
    visit.page.get_by_role("link", name="Bật bằng ứng dụng").click()
    seen(visit, "mfa_activate_totp")
    secret = visit.page.locator("#authenticator_secret").input_value()
    visit.page.locator("[name=code]").fill(code(secret))
    visit.page.get_by_role("button", name="Bật").click()
    seen(visit, "mfa_view_recovery_codes")
    return visit.page.locator("#recovery_codes").input_value().split()[0]


def test_an_officer_sets_one_up_before_anything_else_and_gets_in_with_a_spare_code(scene, browse):
    person = scene.officer.user
    Authenticator.objects.filter(user=person).delete()
    officer = arrive(browse, person)
    assert officer.path == reverse("enterprises:second-factor")
    spare = set_up_app(officer)
    officer.page.get_by_role("link", name="Đã giữ mã, tiếp tục").click()
    assert officer.path == reverse("home")
    officer.go("mfa_view_recovery_codes")
    assert spare not in officer.page.content()
    for name in ("mfa_index", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate"):
        look(officer, name)
    again = browse()
    again.go("home")
    again.page.get_by_label("Thư điện tử").fill(person.email)
    again.page.get_by_label("Mật khẩu").fill(PASSWORD)
    again.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    seen(again, "mfa_authenticate")
    again.page.get_by_label("Mã xác thực").fill(spare)
    again.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    again.page.wait_for_url(again.origin + reverse("home"))


@pytest.fixture
def head(scene, browse):
    """With a telephone that keeps passkeys."""
    visit = arrive(browse, scene.head.user)
    devtools = visit.context.new_cdp_session(visit.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM})
    return visit


def add_passkey(visit):
    visit.go("mfa_add_webauthn")
    visit.page.get_by_label("Tên khóa").fill("Điện thoại")
    visit.page.get_by_role("button", name="Thêm khóa truy cập").click()
    visit.page.wait_for_url(visit.origin + reverse("mfa_view_recovery_codes"))
    expect(visit.page.get_by_text("Đã thêm khóa truy cập.")).to_be_visible()


def sign_in_by_passkey(visit):
    visit.page.get_by_label("Tài khoản của").click()
    visit.page.get_by_role("button", name="Đăng xuất").click()
    visit.go("home")
    visit.page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    visit.page.wait_for_url(visit.origin + reverse("home"))


def test_a_passkey_signs_in_and_proves_who_is_there(scene, head):
    add_passkey(head)
    sign_in_by_passkey(head)
    key = Authenticator.objects.get(user=scene.head.user, type=Authenticator.Type.WEBAUTHN)
    look(head, "mfa_list_webauthn")
    expect(head.page.get_by_text("Thay mật khẩu")).to_be_visible()
    look(head, "mfa_edit_webauthn", key.pk)
    look(head, "mfa_remove_webauthn", key.pk)
    contact = ContactFactory(organisation=scene.head.organisation)
    head.go("enterprises:contacts", scene.head.organisation.public_id)
    head.let_the_proof_grow_old()
    head.page.get_by_role("button", name=f"Mời mở tài khoản {contact.name}").click()
    head.page.get_by_role("link", name="Dùng khóa truy cập").click()
    seen(head, "mfa_reauthenticate_webauthn")
    head.page.get_by_role("button", name="Dùng khóa truy cập").click()
    head.page.wait_for_url(head.origin + reverse("enterprises:held-act"))
    seen(head, "enterprises:held-act")
    assert not Invitation.objects.exists()
    head.page.get_by_role("button", name="Tiếp tục").click()
    expect(head.page.get_by_text(f"Đã mời {contact.name}.")).to_be_visible()
