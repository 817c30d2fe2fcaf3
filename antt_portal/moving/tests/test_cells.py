"""What one cell means for its column."""

from datetime import date, datetime, time

import pytest

from antt_portal.moving.cells import Unfit, text_of, value_of
from antt_portal.moving.columns import CONTACTS, ORGANISATIONS, RECOGNITIONS, TENANCIES
from antt_portal.moving.tests.books import A

NAME, KIND = ORGANISATIONS.column("name"), ORGANISATIONS.column("kind")
TAX_CODE, SINCE = ORGANISATIONS.column("tax_code"), ORGANISATIONS.column("since")
WHOSE, MAIL, YEAR = TENANCIES.column("organisation"), CONTACTS.column("email"), RECOGNITIONS.column("year")
CHEMICALS = ORGANISATIONS.column("handles_chemicals")


@pytest.mark.parametrize(
    ("column", "raw", "meant"),
    [
        (NAME, "  Công ty\nAn\u00a0Phú ", "Công ty An Phú"),
        (NAME, "Co\u0302ng ty", "Công ty"),
        (NAME, 2024.0, "2024"),
        (KIND, "chu dau tu thu cap", "tenant"),
        (CHEMICALS, "không", False),
        (CHEMICALS, True, True),
        (TAX_CODE, f" {A[:5]} {A[5:]}-001", f"{A}-001"),
        (TAX_CODE, int(A), A),
        (SINCE, datetime.combine(date(2024, 3, 5), time()), date(2024, 3, 5)),
        (SINCE, "5/3/2024", date(2024, 3, 5)),
        (WHOSE, int(A), f"#{A}"),
        (WHOSE, "Công an Tỉnh  Thử", "công an tỉnh thử"),
        (MAIL, " Mau@ViDu.Example ", "mau@vidu.example"),
        (YEAR, 2023.0, 2023),
        (ORGANISATIONS.column("address"), "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ],
)
def test_a_cell_means_what_somebody_meant(column, raw, meant):
    assert value_of(column, raw) == meant


@pytest.mark.parametrize(
    ("column", "raw", "why"),
    [
        (NAME, None, "Thiếu “Tên”"),
        (NAME, " \u200b ", "Thiếu “Tên”"),
        (NAME, "x" * 251, "Dài 251 ký tự, nhiều nhất là 250"),
        (NAME, date(2024, 3, 5), "là ngày"),
        (KIND, "Hợp tác xã", "không có trong danh sách"),
        (TAX_CODE, "0123", "10 chữ số"),
        (TAX_CODE, str(int(A) + 1).zfill(10), "chữ số kiểm tra"),
        (SINCE, "2024", "không phải là ngày"),
        (SINCE, "31/02/2024", "không phải là ngày"),
        (SINCE, 45000, "không phải là ngày"),
        (SINCE, date(1899, 12, 31), "Năm phải từ"),
        (WHOSE, "0123456789", "chữ số kiểm tra"),
        (MAIL, "mau at vidu", "không phải là địa chỉ thư điện tử"),
        (YEAR, "hai nghìn", "không phải là năm"),
    ],
)
def test_a_cell_that_cannot_be_taken_says_why(column, raw, why):
    with pytest.raises(Unfit, match=why):
        value_of(column, raw)


def test_an_empty_cell_says_nothing():
    assert value_of(ORGANISATIONS.column("address"), "") is None


def test_control_characters_never_reach_the_database():
    assert text_of("a\x00\x07b") == "a b"
