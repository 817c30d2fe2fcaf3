"""The closing sentence: it may ask those who get the letter, in other words too, and nobody else."""

import pytest

from directives.tests.letters.checked import found_in

CODE = "closing-not-addressed"
COMPANY = "Công ty TNHH Thử Nghiệm An Phú"
ZONES = "Các chủ đầu tư thứ cấp trong khu công nghiệp, khu kinh tế"
ENTERPRISES = "Các doanh nghiệp khu kinh tế, khu công nghiệp"

ADDRESSED = [
    ([ENTERPRISES], "đề nghị các đơn vị, doanh nghiệp tổ chức triển khai thực hiện./."),
    ([ZONES], "đề nghị các doanh nghiệp nghiêm túc thực hiện./."),
    ([ZONES], "đề nghị các doanh nghiệp thứ cấp khẩn trương thực hiện./."),
    ([ZONES], "đề nghị các chủ đầu tư, doanh nghiệp trong các khu công nghiệp trên địa bàn thực hiện./."),
    (["Các doanh nghiệp"], "đề nghị các doanh nghiệp hoạt động hóa chất thực hiện./."),
    (["Các doanh nghiệp hoạt động hoá chất"], "đề nghị các doanh nghiệp hoạt động hóa chất thực hiện./."),
    ([ENTERPRISES], "đề nghị các chủ đầu tư, doanh nghiệp thứ cấp trong khu công nghiệp thực hiện./."),
    ([ENTERPRISES], "đề nghị các doanh nghiệp hoạt động sản xuất, kinh doanh trên địa bàn tỉnh thực hiện./."),
    (["Các hợp tác xã"], "đề nghị các hợp tác xã thực hiện./."),
    ([COMPANY], "đề nghị Công ty khẩn trương thực hiện./."),
    (["Văn phòng đại diện ABC Testing"], "đề nghị Quý Công ty phản hồi./."),
    ([COMPANY], "đề nghị Quý Công ty vui lòng phản hồi./."),
    ([COMPANY], "đề nghị Công ty TNHH Thử Nghiệm An Phú thực hiện./."),
    ([COMPANY], "đề nghị Công ty An Phú thực hiện./."),
    ([COMPANY], "đề nghị doanh nghiệp có biện pháp khắc phục./."),
    ([COMPANY], "đề nghị phòng ngừa cháy, nổ trong dịp Tết./."),
    ([COMPANY], "đề nghị báo cáo về Ban Quản lý (qua Phòng Quy hoạch xây dựng) để tổng hợp./."),
    ([COMPANY], "rất mong nhận được sự hợp tác của các cơ quan báo chí./."),
    ([COMPANY], "thực hiện theo đề nghị các sở liên quan./."),
    (["Công an tỉnh"], "đề nghị Công an tỉnh Hưng Yên quan tâm, chỉ đạo./."),
    (["Công an tỉnh Hưng Yên"], "đề nghị Công an tỉnh xét, giải quyết./."),
    (["Ủy ban nhân dân các xã"], "đề nghị UBND các xã phối hợp./."),
    (["UBND tỉnh"], "kính trình Uỷ ban nhân dân tỉnh xem xét./."),
    (["Các sở, ban, ngành"], "đề nghị các sở, ban, ngành phối hợp./."),
    (["Các đơn vị sự nghiệp"], "đề nghị Sở Công Thương thực hiện./."),
    (["Các đơn vị theo danh sách"], "đề nghị các doanh nghiệp xuất khẩu thực hiện./."),
    (["Sở Kế hoạch và Đầu tư", "Sở Xây dựng"], "đề nghị Sở Kế hoạch và Đầu tư, Sở Xây dựng phối hợp./."),
    (["VSTEST Thử Nghiệm"], "đề nghị doanh nghiệp thực hiện./."),
    (["Văn phòng"], "yêu cầu lãnh đạo Văn phòng thực hiện./."),
]
STRANGERS = [
    (
        [ZONES],
        "đề nghị các doanh nghiệp hoạt động hóa chất nghiêm túc thực hiện./.",
        "các doanh nghiệp hoạt động hóa chất",
    ),
    ([ENTERPRISES], "đề nghị các doanh nghiệp dệt may thực hiện./.", "các doanh nghiệp dệt may"),
    ([ENTERPRISES], "Đề nghị các doanh nghiệp và Công an tỉnh phối hợp./.", "Công an tỉnh"),
    ([COMPANY], "đề nghị Công ty TNHH Thử Nghiệm Bình Minh thực hiện./.", "Công ty TNHH Thử Nghiệm Bình Minh"),
    (["Công an tỉnh"], "đề nghị các doanh nghiệp thực hiện./.", "các doanh nghiệp"),
    (["Công an tỉnh"], "đề nghị Công an thành phố phối hợp./.", "Công an thành phố"),
    (["Sở Công Thương"], "đề nghị Sở Y tế phối hợp./.", "Sở Y tế"),
    ([COMPANY], "đề nghị UBND các xã phối hợp./.", "UBND các xã"),
    (
        ["Các doanh nghiệp dệt may khu công nghiệp"],
        "đề nghị các doanh nghiệp hoạt động hóa chất công nghiệp thực hiện./.",
        "các doanh nghiệp hoạt động hóa chất công nghiệp",
    ),
    ([ENTERPRISES], "đề nghị các hợp tác xã thực hiện./.", "các hợp tác xã"),
    ([ENTERPRISES], "đề nghị các trường học thực hiện./.", "các trường học"),
    (
        [ENTERPRISES],
        "đề nghị các doanh nghiệp kinh doanh xăng dầu trong khu công nghiệp thực hiện./.",
        "các doanh nghiệp kinh doanh xăng dầu trong khu công nghiệp",
    ),
]


def closing(text, before=""):
    return [{"text": "Nội dung."}, {"text": f"{before}Ban Quản lý {text}"}]


@pytest.mark.parametrize(("recipients", "text"), ADDRESSED)
def test_those_who_get_the_letter_may_be_asked(recipients, text):
    assert not found_in(CODE, recipients=recipients, body=closing(text))


@pytest.mark.parametrize(("recipients", "text", "stranger"), STRANGERS)
def test_somebody_who_does_not_get_it_is_found(recipients, text, stranger):
    (finding,) = found_in(CODE, recipients=recipients, body=closing(text))
    start, end = finding.span
    assert f"Ban Quản lý {text}"[start:end] == stranger


def test_only_the_last_request_is_the_closing_one():
    asked_before = "Ban Quản lý đã đề nghị UBND các xã phối hợp. "
    assert not found_in(CODE, recipients=[COMPANY], body=closing("đề nghị Công ty thực hiện./.", asked_before))


def test_thanks_do_not_hide_the_request_before_them():
    body = [{"text": "Đề nghị Sở Y tế phối hợp."}, {"text": "Trân trọng cảm ơn./."}]
    assert [one.path for one in found_in(CODE, recipients=[COMPANY], body=body)] == ["$.body[0].text"]


def test_an_item_of_a_list_is_no_closing_sentence():
    body = [{"text": "Phân công:"}, {"label": "1.", "text": "Đề nghị Sở Y tế phối hợp./."}]
    assert not found_in(CODE, recipients=[COMPANY], body=body)


def test_a_second_block_of_addressees_counts():
    assert not found_in(CODE, recipients=[COMPANY], also_to=["Sở Y tế"], body=closing("đề nghị Sở Y tế phối hợp./."))
