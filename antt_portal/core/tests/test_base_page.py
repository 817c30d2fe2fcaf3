import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils import translation

from antt_portal.core.tests.page import FakeMembership, page, select, visit, words

AN_PHU = FakeMembership("a1", "Công ty TNHH Thử Nghiệm An Phú")
BINH_MINH = FakeMembership("b2", "Công ty CP Ví Dụ Bình Minh")


def base(request, **context):
    return page("base.html", context, request=request)


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


def test_a_stranger_gets_the_name_and_the_languages_and_nothing_to_act_with():
    tree = base(visit("/accounts/login/"))
    assert select(tree, "a.brand")
    assert [button.get("value") for button in select(tree, ".languages button")] == ["vi", "en"]
    assert not select(tree, ".org, .sections, .menu")


def test_who_has_one_organisation_sees_its_name_and_no_menu_to_change_it():
    tree = base(visit(memberships=[AN_PHU]))
    assert "Công ty TNHH Thử Nghiệm An Phú" in words(select(tree, ".org")[0])
    assert not select(tree, "details.org")


def test_who_has_two_organisations_changes_between_them_by_a_post_without_script():
    tree = base(visit(memberships=[AN_PHU, BINH_MINH]))
    form = select(tree, "details.org form")[0]
    assert form.get("method") == "post"
    assert select(form, "[name=csrfmiddlewaretoken]")
    buttons = select(form, "button[name=membership]")
    assert [(button.get("value"), button.get("aria-current")) for button in buttons] == [("a1", "true"), ("b2", None)]


def test_who_acts_for_nobody_yet_is_asked_to_choose_even_from_one():
    tree = base(visit(memberships=[AN_PHU], acting=False))
    assert "Chọn tổ chức" in words(select(tree, "details.org summary")[0])
    assert not select(tree, ".sections")


def test_signing_out_is_a_post():
    form = select(base(visit(memberships=[AN_PHU])), ".tools .menu form")[0]
    assert form.get("method") == "post"
    assert words(form) == "Đăng xuất"


def test_the_page_is_in_the_language_it_says_and_marks_the_one_in_use():
    for code in ("vi", "en"):
        with translation.override(code):
            tree = base(visit("/accounts/login/"))
        assert tree.get("lang") == code
        assert [button.get("value") for button in select(tree, ".languages [aria-current]")] == [code]


def test_the_home_section_is_marked_on_the_home_page():
    current = select(base(visit(memberships=[AN_PHU])), ".sections [aria-current=page]")
    assert [words(link) for link in current] == ["Việc cần làm"]


def test_the_first_link_leads_past_the_header_to_the_content():
    tree = base(visit(memberships=[AN_PHU]))
    assert select(tree, "body a")[0].get("href") == "#main"
    assert select(tree, "main#main")


@pytest.mark.parametrize(
    ("level", "tone", "role"),
    [
        (constants.SUCCESS, "is-done", "status"),
        (constants.INFO, "is-next", "status"),
        (constants.WARNING, "is-back", "alert"),
        (constants.ERROR, "is-late", "alert"),
    ],
)
def test_messages_become_banners_that_are_read_out(level, tone, role):
    notice = select(base(visit(), messages=[Message(level, "Đã lưu <b>")]), "main .notice")[0]
    assert tone in notice.get("class")
    assert notice.get("role") == role
    assert words(notice) == "Đã lưu <b>"
