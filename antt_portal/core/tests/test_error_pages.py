import pytest
from django.template.loader import render_to_string
from django.utils import translation

from antt_portal.core.tests.page import FakeMembership, page, select, visit, words

AN_PHU = FakeMembership("a1", "Công ty TNHH Thử Nghiệm An Phú")
BINH_MINH = FakeMembership("b2", "Công ty CP Ví Dụ Bình Minh")
IN_THE_LAYOUT = ["403.html", "404.html", "403_csrf.html"]
ALONE = ["400.html", "500.html"]


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize("template", [*IN_THE_LAYOUT, *ALONE])
def test_an_error_is_told_in_vietnamese_and_english_and_leads_on(template):
    tree = page(template, request=visit() if template in IN_THE_LAYOUT else None)
    assert len(select(tree, "h1")) == 1
    assert words(select(tree, "[lang=en] h2")[0])
    assert select(tree, "main a.btn-primary")


@pytest.mark.parametrize("template", IN_THE_LAYOUT)
def test_readers_of_english_get_the_page_once(template):
    with translation.override("en"):
        assert not select(page(template, request=visit()), "main section[lang=en]")


@pytest.mark.parametrize("template", ALONE)
def test_a_page_for_a_broken_portal_needs_neither_request_nor_database(template):
    """Without the ``db`` mark a query would fail this test."""
    assert "Cổng ANTT" in render_to_string(template)


def test_a_refusal_says_who_may_what_was_kept_and_where_to_go():
    context = {
        "reason": "Chỉ người đứng đầu nộp được hồ sơ.",
        "kept": "Tám nội dung đã lưu lúc 14:05.",
        "links": [("/remind/", "Nhắc người đứng đầu")],
    }
    tree = page("403.html", context, request=visit(memberships=[AN_PHU, BINH_MINH]))
    text = words(select(tree, "main")[0])
    assert "Chỉ người đứng đầu nộp được hồ sơ." in text
    assert "Đang làm việc cho Công ty TNHH Thử Nghiệm An Phú, vai trò: Người soạn." in text
    assert "Tám nội dung đã lưu lúc 14:05." in text
    assert "Đổi tổ chức ở đầu trang" in text
    assert [link.text for link in select(tree, "main li a")] == ["Nhắc người đứng đầu"]


def test_who_has_one_organisation_is_not_told_to_change_it():
    assert "Đổi tổ chức" not in words(page("404.html", request=visit(memberships=[AN_PHU])))


@pytest.mark.parametrize("template", ["403_csrf.html", "500.html"])
def test_what_was_typed_comes_back_with_the_error(template):
    request = visit() if template in IN_THE_LAYOUT else None
    body = render_to_string(template, {"typed": ["Dòng một\n<b>hai</b>"]}, request=request)
    assert "Dòng một<br>&lt;b&gt;hai&lt;/b&gt;" in body
