from playwright.sync_api import expect

MENU = '<details class="menu"><summary>Tài khoản</summary><button>Đăng xuất</button></details><p>Nội dung</p>'


def test_escape_closes_the_menu_and_returns_to_its_summary(portal, page):
    portal.open("/", body=MENU, script="menus.js")
    page.get_by_text("Tài khoản").click()
    page.get_by_role("button", name="Đăng xuất").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_hidden()
    expect(page.locator("summary")).to_be_focused()


def test_a_click_elsewhere_closes_the_menu(portal, page):
    portal.open("/", body=MENU, script="menus.js")
    page.get_by_text("Tài khoản").click()
    page.get_by_text("Nội dung").click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_hidden()
