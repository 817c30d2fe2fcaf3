"""Writing letters down briefly."""

import re
from typing import Any

LABEL = re.compile(r"(?P<label>\d+\.|[a-zđ]\)|-|\+|Điều \d+\.) (?P<text>.*)", re.DOTALL)


def letter(subject: str, to: list[str], *body: str, **fields: Any) -> dict[str, Any]:
    """A letter of a board; paragraphs that begin with a label become items."""
    return {
        "kind": "official_letter",
        "superior_agency": ["ỦY BAN NHÂN DÂN", "TỈNH THỬ NGHIỆM"],
        "agency": ["BAN QUẢN LÝ", "KHU KINH TẾ THỬ NGHIỆM"],
        "number": 128,
        "symbol": "BQL-QHXD",
        "place": "Thử Nghiệm",
        "date": {"day": 16, "month": 11, "year": 2026},
        "subject": subject,
        "recipients": to,
        "body": [_paragraph(text) for text in body],
        "copies_to": ["Như trên", "Lãnh đạo Ban", "Công an tỉnh (để phối hợp)"],
        "archive": "Lưu: VT, QHXD",
        "signature": {"authority": "KT. TRƯỞNG BAN", "office": "PHÓ TRƯỞNG BAN", "name": "Trần Thị Thử"},
        **fields,
    }


def file(title: str, name: str = "phu-luc.pdf") -> list[dict[str, str]]:
    return [{"title": title, "file": name}]


def _paragraph(text: str) -> dict[str, str]:
    found = LABEL.fullmatch(text)
    return found.groupdict() if found else {"text": text}
