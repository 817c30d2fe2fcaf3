"""Addressees that are nobody, names that do not hold on the day, and marks of secrecy."""

from datetime import date

import pytest

from directives.letters import read_letter
from directives.letters.rules import DatedName, Facts, Stage, findings
from directives.tests.letters.checked import found_in, plain_letter

DAY = {"day": 16, "month": 11, "year": 2026}
OLD = Facts(names=(DatedName("Phòng Doanh nghiệp", date(2020, 1, 1), date(2026, 6, 30), "Phòng Quản lý đầu tư"),))


def not_valid(**fields):
    return found_in("name-not-valid", **fields)


@pytest.mark.parametrize("recipients", [[], [""], [" ", "\u00a0"]])
def test_a_letter_to_nobody_is_found_once(recipients):
    assert len(found_in("addressees-empty", recipients=recipients)) == 1
    assert not found_in("addressee-group-empty", recipients=recipients)


def test_a_blank_line_among_addressees_stands_for_nobody():
    found = found_in("addressee-group-empty", recipients=["Công an tỉnh", ""], also_to=[" "])
    assert [one.path for one in found] == ["$.recipients[1]", "$.also_to[0]"]


def test_a_group_that_the_portal_resolves_to_nobody_is_found_as_it_is_written():
    facts = Facts(empty_groups=frozenset({"Các chủ đầu tư"}))
    recipients = ["Các chủ đầu tư", "Các chủ đầu tư thứ cấp"]
    assert [one.path for one in found_in("addressee-group-empty", told={"facts": facts}, recipients=recipients)] == [
        "$.recipients[0]"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "UBND tỉnh Thái Bình",
        "Ủy ban nhân dân tỉnh Hải Dương",
        "Sở Y tế tỉnh Hoà Bình",
        "Công an tỉnh Bà Rịa - Vũng Tàu",
        "UBND huyện Tiền Hải",
        "Ủy ban nhân dân các huyện, thành phố",
        "Công an quận Mẫu",
    ],
)
def test_an_office_that_ended_in_2025_is_found_after_it(line):
    assert len(not_valid(recipients=[line])) == 1
    assert len(not_valid(copies_to=["Như trên", line])) == 1
    assert not not_valid(recipients=[line], date={"day": 30, "month": 6, "year": 2025})


@pytest.mark.parametrize(
    "line",
    [
        "UBND tỉnh Hưng Yên",
        "UBND thành phố Hải Phòng",
        "UBND xã Tiền Hải",
        "UBND tỉnh Thái Bình (cũ)",
        "Công ty Cổ phần Cấp nước tỉnh Thái Bình",
        "Hội hữu nghị tỉnh Thái Bình Dương",
        "Công an tỉnh",
        "UBND tỉnh Hà Nội",
    ],
)
def test_other_names_are_left_alone(line):
    assert not not_valid(recipients=[line])


def test_a_letterhead_on_two_lines_is_read_as_one_name():
    found = not_valid(superior_agency=["ỦY BAN NHÂN DÂN TỈNH", "THÁI BÌNH"])
    assert [(one.path, one.span) for one in found] == [("$.superior_agency", None)]


def test_the_body_may_speak_of_the_past():
    assert not not_valid(body="Năm 2024, UBND huyện Tiền Hải, tỉnh Thái Bình đã phê duyệt.")


@pytest.mark.parametrize(
    ("day", "on", "count"),
    [
        ({"day": None, "month": None, "year": 2025}, None, 0),
        ({"day": None, "month": None, "year": 2026}, None, 1),
        ({"day": None, "month": 6, "year": 2025}, None, 0),
        ({"day": None, "month": 7, "year": 2025}, None, 1),
        ({"day": None, "month": None, "year": 2025}, date(2025, 7, 1), 1),
        ({"day": 30, "month": 6, "year": 2025}, date(2026, 1, 1), 0),
    ],
)
def test_a_blank_date_is_judged_by_the_days_it_can_become(day, on, count):
    assert len(not_valid(told={"on": on}, recipients=["UBND tỉnh Thái Bình"], date=day)) == count


def test_the_boards_own_dated_names_are_told():
    (finding,) = not_valid(told={"facts": OLD}, recipients=["Phòng Doanh nghiệp"])
    assert "Phòng Quản lý đầu tư" in finding.message
    assert not not_valid(told={"facts": OLD}, recipients=["Phòng Doanh nghiệp"], date=DAY | {"month": 6})
    assert not_valid(told={"facts": OLD}, recipients=["Phòng Doanh nghiệp"], date=DAY | {"year": 2019})


def test_a_name_that_begins_later_is_told():
    told = {"facts": Facts(names=(DatedName("Phòng Đầu tư", valid_from=date(2027, 1, 1)),))}
    (finding,) = not_valid(told=told, recipients=["Phòng Đầu tư"])
    assert "chưa có hiệu lực" in finding.message


def test_a_company_keeps_the_place_in_its_name_in_its_own_letterhead():
    assert not not_valid(agency=["CÔNG TY CỔ PHẦN MẪU", "TỈNH THÁI BÌNH"])


def test_of_names_within_names_the_longest_is_meant():
    names = (DatedName("Ban Quản lý", valid_to=date(2025, 1, 1)), DatedName("Ban Quản lý khu kinh tế"))
    told = {"facts": Facts(names=names)}
    assert not not_valid(told=told, recipients=["Ban Quản lý khu kinh tế"])
    assert not_valid(told=told, recipients=["Ban Quản lý (để báo cáo)"])


def test_a_missing_signature_is_asked_for_only_where_it_is_known_and_due():
    letter = read_letter(plain_letter())
    for stage, signed, count in [
        (Stage.BEFORE_ISSUE, False, 1),
        (Stage.BEFORE_ISSUE, True, 0),
        (Stage.BEFORE_ISSUE, None, 0),
        (Stage.BEFORE_SIGNING, False, 0),
    ]:
        assert len(findings(letter, stage=stage, facts=Facts(signed=signed))) == count


@pytest.mark.parametrize(
    "text",
    [
        "MẬT",
        "Tối mật",
        "[TUYỆT MẬT]",
        "“Mật”",
        "Độ mật: Mật",
        "Mức độ mật: Tối mật. Không phổ biến.",
        "Kế hoạch số 15/KH-CAT ngày 02 tháng 11 năm 2026 (Mật).",
        "Thực hiện Công điện (TỐI MẬT) của Bộ.",
        "Công văn này thuộc độ Mật.",
        "Tài liệu này là tài liệu tối mật, không sao chụp.",
        "Căn cứ Kế hoạch mật số 12 của Công an tỉnh.",
        "Tuyệt mật - chỉ người có tên được đọc.",
        "Phương án bảo vệ mục tiêu - Tuyệt mật",
    ],
)
def test_a_mark_of_secrecy_is_found(text):
    assert len(found_in("classified", body=text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Tránh để lộ, lọt bí mật; bảo mật thông tin; mật khẩu; mật độ; mật mã; mật ong.",
        "Mật độ xây dựng; Bí mật nhà nước; Bảo mật.",
        "Mật khẩu: đổi định kỳ.",
        "Không gửi văn bản có độ mật (Tuyệt mật, Tối mật, Mật) qua Cổng.",
        "Nghiêm cấm sao chụp tài liệu tối mật, tuyệt mật; văn bản đóng dấu Mật gửi theo đường riêng.",
        "Công văn này có mật độ thông tin cao; tài liệu này không thuộc độ mật.",
        "Ông Nguyễn Văn Mật, phường Mật Sơn, đường Mật Thể.",
        "Quản lý tài liệu mật; giải mật; xác định độ mật: theo Luật Bảo vệ bí mật nhà nước.",
        "Độ mật",
        "Tổ công tác tối mật danh hiệu.",
    ],
)
def test_a_letter_about_secrecy_is_left_alone(text):
    assert not found_in("classified", body=text)


def test_a_mark_is_found_in_every_field_and_in_the_names_of_files():
    assert found_in("classified", superior_agency=["TỐI MẬT", "BỘ CÔNG AN"])
    assert found_in("classified", subject="triển khai kế hoạch bảo vệ (Mật)")
    attachments = [{"title": "Công văn mật", "file": "a.pdf"}, {"title": "Phụ lục", "file": "in/CV_12_MAT.pdf"}]
    found = found_in("classified", attachments=attachments)
    assert [one.path for one in found] == ["$.attachments[0].title", "$.attachments[1].file"]
