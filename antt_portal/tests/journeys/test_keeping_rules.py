"""A board keeps its own rules: a day off moves what is counted by it, and reminders come on the days it chooses."""

from playwright.sync_api import expect

from antt_portal.core.models import CalendarDay
from antt_portal.tests.journeys.look import findings
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.keeping import KIND, Kept
from enterprises.models import Deadline, Ladder


def test_a_day_off_is_shown_with_what_it_moves_before_it_is_kept(scene, browse, width):
    Kept(scene)
    due = Deadline.objects.open().get(
        organisation=scene.enterprise.organisation, kind=KIND, rule__startswith="workdays"
    )
    before = due.due_on
    keeper = browse(width).become(scene.office.unit_head)
    keeper.go("enterprises:calendar")
    page = keeper.page
    adding = page.get_by_role("region", name="Thêm ngày của Ban Quản lý")
    adding.get_by_role("textbox", name="Ngày").first.fill(f"28/05/{YEAR}")
    page.get_by_label("Căn cứ").fill("Thông báo 01/TB-VD")
    page.get_by_role("button", name="Xem thời hạn nào chuyển").click()
    expect(page.get_by_role("heading", name="1 thời hạn chuyển ngày")).to_be_visible()
    assert findings(page) == []
    due.refresh_from_db()
    assert due.due_on == before
    page.get_by_role("button", name="Lưu, chuyển ngày và báo người liên quan").click()
    expect(page.get_by_role("status")).to_contain_text("1 thời hạn")
    due.refresh_from_db()
    assert due.due_on > before

    editor = browse(width).become(scene.editor)
    editor.go("notices")
    expect(editor.page.get_by_role("main")).to_contain_text("chuyển ngày")


def test_a_decision_with_a_line_that_cannot_be_read_is_kept_not_at_all(scene, browse, width):
    Kept(scene)
    days = CalendarDay.objects.count()
    keeper = browse(width).become(scene.office.unit_head)
    keeper.go("enterprises:calendar-import")
    page = keeper.page
    page.get_by_label("Dán các dòng").fill(
        f"31/08/{YEAR}; nghỉ; Thông báo 02/TB-VD\nngày nào đó; nghỉ; Thông báo 02/TB-VD"
    )
    with keeper.expecting(422):
        page.get_by_role("button", name="Xem thời hạn nào chuyển").click()
    expect(page.get_by_role("alert")).to_contain_text("Dòng 2:")
    assert findings(page) == []
    assert CalendarDay.objects.count() == days
    expect(page.get_by_label("Dán các dòng")).to_have_value(
        f"31/08/{YEAR}; nghỉ; Thông báo 02/TB-VD\nngày nào đó; nghỉ; Thông báo 02/TB-VD"
    )
    page.get_by_label("Dán các dòng").fill(f"31/08/{YEAR}; nghỉ; Thông báo 02/TB-VD")
    page.get_by_role("button", name="Xem thời hạn nào chuyển").click()
    page.get_by_role("button", name="Lưu, chuyển ngày và báo người liên quan").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert CalendarDay.objects.count() == days + 1


def test_steps_are_tried_kept_and_given_back(scene, browse, width):
    Kept(scene)
    keeper = browse(width).become(scene.office.unit_head)
    keeper.go("enterprises:ladder", KIND)
    page = keeper.page
    first = page.get_by_role("group", name="Mốc 1", exact=True)
    first.get_by_label("Số ngày so với hạn").fill("-10")
    page.get_by_label("Thử với ngày hạn").fill(f"30/09/{YEAR}")
    page.get_by_role("button", name="Xem thử, chưa lưu").click()
    expect(page.get_by_role("region", name=f"Nếu hạn là ngày 30/09/{YEAR}")).to_contain_text(f"20/09/{YEAR}")
    assert findings(page) == []
    own = Ladder.objects.get(board=scene.place.board, kind=KIND)
    assert not own.steps.filter(days=-10).exists()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu các mốc nhắc")
    assert Ladder.objects.get(board=scene.place.board, kind=KIND).steps.filter(days=-10).exists()
    keeper.go("enterprises:ladder", KIND)
    page.get_by_role("button", name="Trở về mặc định").click()
    expect(page.get_by_role("status")).to_contain_text("Đã trở về các mốc mặc định")
    assert not Ladder.objects.filter(board=scene.place.board, kind=KIND).exists()
