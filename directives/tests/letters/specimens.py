"""Letters for the tests of layout. Companies and people are fictitious."""

from collections.abc import Mapping
from random import Random
from typing import Any
from unicodedata import normalize

WORDS = (  # noqa: SIM905 - read as prose
    "thực hiện kế hoạch bảo đảm an ninh trật tự khu công nghiệp doanh nghiệp người lao động phòng cháy chữa cháy "
    "tuyên truyền phổ biến giáo dục pháp luật nghiêm túc kịp thời phối hợp lực lượng công an tỉnh giữ vững ổn định "
    "tình hình Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ “tự quản, tự phòng” camera 24/24 "
    "thường xuyên rà soát, bổ sung; hằng quý báo cáo Ban Quản lý quỹ ngưỡng nguỵ khuỷu ĐẶNG ỦY HỮU"
).split()
NAMES = [
    "Công ty TNHH Thử Nghiệm An Phú",
    "Công ty Cổ phần Đầu tư Phát triển Hạ tầng Khu công nghiệp Thử Nghiệm Mẫu Phúc và Khu kinh tế ven biển Mẫu Hải",
    "Công an tỉnh Mẫu",
    "Các doanh nghiệp trong khu công nghiệp",
]
AGENCIES = [
    ["BAN QUẢN LÝ"],
    ["BAN QUẢN LÝ", "KHU KINH TẾ MẪU PHÚC"],
    ["BAN QUẢN LÝ KHU KINH TẾ", "VÀ CÁC KHU CÔNG NGHIỆP"],
    ["BAN QUẢN LÝ KHU KINH TẾ VÀ CÁC KHU CÔNG NGHIỆP TỈNH MẪU PHÚC"],
]
SUPERIORS = [[], ["UBND TỈNH MẪU PHÚC"], ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ MẪU PHÚC"]]
LABELS = {1: ("", "1.", "12.", "-"), 2: ("a)", "đ)", "-", ""), 3: ("-", "+", "")}


def specimen(**changes: Any) -> dict[str, Any]:
    """A plain letter as data, with ``changes``."""
    return {
        "kind": "official_letter",
        "superior_agency": ["UBND TỈNH MẪU PHÚC"],
        "agency": ["BAN QUẢN LÝ KHU KINH TẾ", "VÀ CÁC KHU CÔNG NGHIỆP"],
        "number": 5,
        "symbol": "BQLKKT-DN&LĐ",
        "place": "Mẫu Phúc",
        "date": {"day": 5, "month": 1, "year": 2027},
        "subject": "tăng cường bảo đảm an ninh, trật tự trong khu công nghiệp",
        "recipients": ["Công ty TNHH Thử Nghiệm An Phú"],
        "body": [{"text": "Ban Quản lý đề nghị các đơn vị triển khai thực hiện, báo cáo trước ngày 15 hằng tháng./."}],
        "copies_to": ["Như trên", "Lãnh đạo Ban"],
        "archive": "Lưu: VT, DN&LĐ",
        "signature": {"authority": "KT. TRƯỞNG BAN", "office": "PHÓ TRƯỞNG BAN", "name": "Nguyễn Văn Mẫu"},
        **changes,
    }


def prose(chance: Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def paragraphs(chance: Random, count: int) -> list[dict[str, Any]]:
    made = []
    for _paragraph in range(count):
        level = chance.choice([1, 1, 2, 3])
        text = prose(chance, chance.choice([1, 12, 30, 60, 160]))
        style = chance.choice(["", "", "", "italic", "bold"])
        made.append({"text": text, "label": chance.choice(LABELS[level]), "style": style, "level": level})
    return made


def annexes(chance: Random) -> list[dict[str, Any]]:
    made = []
    for position in range(chance.choice([0, 0, 1, 2, 3])):
        rows = [[str(row), prose(chance, chance.randint(1, 12)), "Khu Mẫu"] for row in range(chance.choice([1, 5, 32]))]
        table = {"columns": ["STT", f"Cột {position} thứ hai", "Địa điểm"], "rows": rows, "widths": [1, 6, 2]}
        text = paragraphs(chance, chance.randint(0, 3))
        made.append({"title": f"DANH MỤC SỐ {position}", "paragraphs": text, "table": chance.choice([table, None])})
    return made


def any_letter(seed: int) -> dict[str, Any]:
    """Anything an office may write: 0 to 40 addressees, bodies of a line or of pages, blanks, stamps, annexes."""
    chance = Random(seed)

    def some(most: int) -> list[str]:
        return chance.choices(NAMES, k=chance.randint(0, most))

    made = specimen(
        superior_agency=chance.choice(SUPERIORS),
        agency=chance.choice(AGENCIES),
        number=chance.choice([None, 1, 9, 10, 1234]),
        symbol=chance.choice(["BQL-VP", "BQLKKT-DN&LĐ"]),
        place=chance.choice(["Mẫu Phúc", "Thành phố Hồ Chí Minh", "Bà Rịa - Vũng Tàu"]),
        date={
            "day": chance.choice([None, chance.randint(1, 28)]),
            "month": chance.choice([None, chance.randint(1, 12)]),
            "year": chance.randint(2020, 2035),
        },
        urgency=chance.choice([None, "khan", "thuong_khan", "hoa_toc"]),
        subject=prose(chance, chance.randint(1, 20)),
        recipients=chance.choice([some(1), some(8), NAMES * 10]),
        also_to=chance.choice([[], some(3)]),
        bases=[prose(chance, 20) for _basis in range(chance.randint(0, 3))],
        body=paragraphs(chance, chance.choice([1, 2, 4, 8, 24])),
        copies_to=chance.choice([some(8), NAMES * 6, NAMES * 12]),
        signature={
            "authority": chance.choice([None, "KT. TRƯỞNG BAN", "TUQ. TRƯỞNG BAN"]),
            "office": chance.choice(["PHÓ TRƯỞNG BAN", "TRƯỞNG PHÒNG QUẢN LÝ DOANH NGHIỆP VÀ LAO ĐỘNG"]),
            "name": chance.choice(["Nguyễn Văn Mẫu", "Tôn Nữ Hoàng Thị Minh Thử Nghiệm"]),
        },
        annexes=annexes(chance),
    )
    return decomposed(made) if chance.random() < 0.2 else made


def decomposed(value: Any) -> Any:
    """The same letter as some keyboards write it: each tone and hook a character of its own."""
    if isinstance(value, str):
        return normalize("NFD", value)
    if isinstance(value, Mapping):
        return {key: decomposed(child) for key, child in value.items()}
    return [decomposed(child) for child in value] if isinstance(value, list) else value
