from playwright.sync_api import expect

ROWS = """
<form><fieldset data-rows data-rows-next="1" data-rows-max="2">
  <div data-row><input name="rules-0-number"><button name="remove:rules-0" data-row-remove>Xóa dòng 1</button></div>
  <template data-row-template>
    <div data-row><input name="rules-__index__-number"><button data-row-remove>Xóa</button></div>
  </template>
  <button name="add:rules" data-rows-add>Thêm dòng</button>
</fieldset></form>"""


def test_a_new_row_takes_the_next_index_and_the_focus(portal, page):
    portal.open("/rows", body=ROWS, script="rows.js")
    page.get_by_role("button", name="Thêm dòng").click()
    expect(page.locator("[name=rules-1-number]")).to_be_focused()
    expect(page.get_by_role("button", name="Thêm dòng")).to_be_disabled()


def test_a_removed_row_is_gone_and_the_form_hears_of_it(portal, page):
    portal.open("/rows", body=ROWS, script="rows.js")
    page.evaluate("document.forms[0].addEventListener('change', () => { window.heard = true; })")
    page.get_by_role("button", name="Xóa dòng 1").click()
    expect(page.locator("[data-row]")).to_have_count(0)
    assert page.evaluate("window.heard")
    expect(page.get_by_role("button", name="Thêm dòng")).to_be_focused()
