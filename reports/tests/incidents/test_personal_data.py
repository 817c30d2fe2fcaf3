import pytest

from antt_portal.core.refusal import Refused
from reports.incidents.personal_data import found_in, refuse_in


@pytest.mark.parametrize(
    "text",
    [
        "căn cước 034085001234",
        "CMND 151234567.",
        "số 034 085 001 234",
        "số 034.085.001.234",
        "gọi 0912345678",
        "gọi 0912 345 678 gặp",
        "gọi 0912.345.678",
        "gọi +84 912 345 678",
        "(0227) hoặc 02273831234",
    ],
)
def test_numbers_that_name_a_person_are_found(text):
    assert found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "thiệt hại 150.000.000 đồng",
        "thiệt hại 1.500.000.000 đồng",
        "khoảng 84.300.000.000 đồng",
        "ngày 08.11.2026 14.05",
        "ngày 08/11/2026 lúc 14h05",
        "08-11-2026 14h",
        "biên bản 2358/KHPPH ngày 20/11/2026",
        "khoảng 1200 người, 35 xe",
        "hợp đồng 20261108",
    ],
)
def test_sums_days_and_counts_are_not(text):
    assert found_in(text) == ""


def test_the_refusal_quotes_the_number_and_says_what_was_kept():
    with pytest.raises(Refused) as refused:
        refuse_in("Hai nhóm xô xát.", "Liên hệ 0912345678")
    assert refused.value.code == "personal-data"
    assert "0912345678" in str(refused.value)
    assert "Chưa ghi gì" in str(refused.value)
