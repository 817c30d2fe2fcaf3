"""Frozen versions as ``reports.freezing`` makes them, for the tests of papers. All names are fictitious."""

from typing import Any

NAME = "Công ty TNHH Thử Nghiệm An Phú"
HEAD = "Phạm Thị Mẫu"
LETTER, LAW, OWN = "thai-binh-2020", "tt-124-2021", "dang-ky"

VERBATIM = (
    "Chủ động đầu tư, củng cố hệ thống tường rào, lắp đặt các hệ thống chiếu sáng, camera an ninh, thiết bị phương "
    "tiện phòng cháy, chữa cháy tại các khu vực trọng điểm, tập trung nhiều tài sản, dễ xảy ra cháy, nổ, trộm, cắp."
)
NARRATIVE = (
    "Trong năm, doanh nghiệp đã rà soát toàn bộ tường rào phía đông và phía bắc, thay 42 mét lưới hư hỏng, bổ sung "
    "đèn chiếu sáng tại bãi xe và lối đi ra cổng phụ. Lực lượng bảo vệ tuần tra theo ca, ghi sổ giao ca đầy đủ và "
    "báo cáo người đứng đầu vào thứ Sáu hằng tuần."
)

FACTS = {
    "key": "camera",
    "title": "Camera an ninh",
    "fields": [
        {"key": "installed", "type": "integer", "label": "Số camera đã lắp", "unit": "chiếc", "required": True},
        {"key": "stored", "type": "integer", "label": "Thời gian lưu hình", "unit": "ngày"},
        {"key": "cost", "type": "money", "label": "Kinh phí trong năm"},
        {"key": "guarded", "type": "yes_no", "label": "Có người trực màn hình 24/24"},
        {"key": "note", "type": "long_text", "label": "Ghi chú"},
    ],
}
GRID = {
    "key": "equipment",
    "title": "Phương tiện phòng cháy, chữa cháy",
    "repeats": True,
    "item_title": "Phương tiện",
    "fields": [
        {"key": "name", "type": "text", "label": "Loại phương tiện"},
        {"key": "count", "type": "integer", "label": "Số lượng", "unit": "chiếc"},
        {"key": "checked_on", "type": "date", "label": "Kiểm định ngày"},
        {"key": "expires_on", "type": "date", "label": "Hết hạn"},
    ],
}
QUARTERS = {
    "key": "labour",
    "title": "Lao động theo quý",
    "rows": [{"title": f"Quý {number}"} for number in ("I", "II", "III", "IV")],
    "fields": [
        {"key": "workers", "type": "integer", "label": "Lao động", "unit": "người"},
        {"key": "pay", "type": "money", "label": "Thu nhập bình quân"},
        {"key": "trained", "type": "percent", "label": "Được tập huấn"},
    ],
}
SCHEMA = {"version": 1, "groups": [FACTS, GRID, QUARTERS]}
FIGURES = {
    "camera": {"installed": 48, "stored": 30, "cost": 1_250_000_000, "guarded": True, "note": "Ba ca.\nCó sổ trực."},
    "equipment": [
        {"name": "Bình bột MFZ8", "count": 120, "checked_on": "2026-03-02", "expires_on": "2027-03-02"},
        {"name": "Trụ nước ngoài nhà", "count": 6, "checked_on": "2026-05-20"},
    ],
    "labour": [
        {"workers": 1840, "pay": 9_500_000, "trained": "97.5"},
        {"workers": 1866, "pay": 9_650_000},
        {},
        {"workers": 1902, "pay": 9_700_000, "trained": "100"},
    ],
}


def evidence(number: int, **changes: Any) -> dict[str, Any]:
    file = {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "title": f"Biên bản kiểm tra hệ thống camera lần {number}",
        "file_name": f"bien-ban-{number}.pdf",
        "kind": "pdf",
        "sha256": f"{number:02x}" * 32,
        "size": 1_234_567 * number,
        "expires_on": "2027-06-30" if number % 2 else None,
    }
    return {**file, **changes}


def answer(number: int, kind: str = "standing", instrument: str = LETTER, **changes: Any) -> dict[str, Any]:
    """An obligation that was done, with figures and two files."""
    made = {
        "code": f"{instrument}-{number}",
        "kind": kind,
        "number": str(number),
        "position": number,
        "title": f"Tường rào, chiếu sáng, camera, phòng cháy, chữa cháy ({number})",
        "short_title": "Tường rào, camera, PCCC",
        "text": VERBATIM,
        "citation": f"nội dung {number}",
        "instrument": instrument,
        "fields": SCHEMA,
        "points": None,
        "result": "done",
        "reason": "",
        "narrative": NARRATIVE,
        "figures": FIGURES,
        "carried_from": None,
        "evidence": [evidence(1), evidence(2)],
    }
    return {**made, **changes}


def frozen(kind: str, answers: list[dict[str, Any]], *, submitted: bool = True, **changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "format": 1,
        "kind": kind,
        "year": 2026,
        "organisation": {
            "public_id": "00000000-0000-4000-8000-000000000001",
            "name": NAME,
            "tax_code": "0100000009",
            "address": "Lô B7, đường số 3, xã Mẫu, tỉnh Hưng Yên",
            "zones": ["KCN Mẫu Thụy"],
            "board": {
                "name": "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh Hưng Yên",
                "lines": "BAN QUẢN LÝ KHU KINH TẾ\nVÀ CÁC KHU CÔNG NGHIỆP",
                "superior": "UBND TỈNH HƯNG YÊN",
                "place": "Hưng Yên",
            },
        },
        "instruments": [
            {
                "code": LETTER,
                "edition": 1,
                "title": "Công văn hướng dẫn năm 2020 về an toàn an ninh trật tự",
                "citation": "Công văn của Ban Quản lý, năm 2020",
            },
            {
                "code": LAW,
                "edition": 1,
                "title": "Tiêu chí đối với doanh nghiệp",
                "citation": "Thông tư 124/2021/TT-BCA, Điều 6",
            },
            {"code": OWN, "edition": 1, "title": "Thành phần hồ sơ đăng ký", "citation": ""},
        ],
        "answers": answers,
    }
    if submitted:
        made["submitted"] = {
            "number": 1,
            "receipt": "HS-2026-00012",
            "at": "2026-10-16T02:14:00Z",
            "by": HEAD,
            "role": "Người đứng đầu",
        }
    return {**made, **changes}


def self_assessment_of_thirteen(**changes: Any) -> dict[str, Any]:
    """Eight obligations and five criteria, every one with a long narrative: about fifteen pages."""
    standing = [answer(number, narrative="\n".join([NARRATIVE] * 3)) for number in range(1, 9)]
    bare: dict[str, Any] = {"fields": {"version": 1, "groups": []}, "figures": {}, "evidence": []}
    criteria = [answer(number, "criterion", LAW, **bare) for number in range(1, 6)]
    return frozen("self_assessment", [*standing, *criteria], **changes)


def registration_of_three(**changes: Any) -> dict[str, Any]:
    titles = ("Nghị quyết của cấp ủy", "Kế hoạch xây dựng", "Bản đăng ký và quy chế")
    answers = [
        answer(number, "registration", OWN, title=title, fields={"version": 1, "groups": []}, figures={})
        for number, title in enumerate(titles, 1)
    ]
    return frozen("registration", answers, **changes)


DIRECTIVE = {
    "cited": "công văn 5230/BQL-QHXD",
    "number": "5230/BQL-QHXD",
    "agency": "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh Hưng Yên",
    "issued_on": "2026-12-04",
    "subject": "bảo đảm an ninh, trật tự dịp Tết Nguyên đán",
    "bundle_sha256": "5a" * 32,
    "due_on": "2026-12-18",
    "workdays_late": 3,
}


def implementation_of_three(**changes: Any) -> dict[str, Any]:
    """One done with figures, one with nothing to report, one not done and why."""
    bare: dict[str, Any] = {"fields": {"version": 1, "groups": []}, "figures": {}, "evidence": [], "narrative": ""}
    answers = [
        answer(1, "directive", LETTER),
        answer(2, "directive", LETTER, result="nothing", **bare),
        answer(3, "directive", LETTER, result="not_done", reason="Chưa ký được hợp đồng lắp đặt.", **bare),
    ]
    return frozen("implementation", answers, **{"directive": DIRECTIVE, **changes})


def day_of_three(**changes: Any) -> dict[str, Any]:
    """A day of a campaign: one with nothing, one late with something to tell, one missing."""
    rows = [
        {"name": "Công ty CP Hạ tầng Thử Nghiệm", "standing": "nothing", "late": False, "incidents": 0, "note": ""},
        {"name": "Phòng Thử Nghiệm", "standing": "reported", "late": True, "incidents": 1, "note": "Đã giải tán."},
        {"name": "Công ty CP Hạ tầng Ví Dụ", "standing": "missing", "late": False, "incidents": 0, "note": ""},
    ]
    data = {
        "superior": ["ỦY BAN NHÂN DÂN", "TỈNH THỬ NGHIỆM"],
        "agency": ["BAN QUẢN LÝ", "THỬ NGHIỆM"],
        "place": "Thử Nghiệm",
        "on": {"day": 3, "month": 2, "year": 2027},
        "campaign": "Cao điểm ANTT Tết Nguyên đán Đinh Mùi 2027",
        "day": "03/02/2027",
        "number": 1,
        "made_at": "2027-02-03T18:30:00+07:00",
        "made_by": "Nguyễn Văn Mẫu",
        "note": "Tình hình ổn định.",
        "counts": {"nothing": 1, "reported": 1, "waiting": 0, "missing": 1, "late": 1},
        "total": {"count": 1, "signs": 1, "involved": 20, "injured": 0, "dead": 0, "stopped": 0, "loss": 0},
        "types": [{"label": "Tranh chấp lao động", "count": 1, "signs": 1}],
        "rows": rows,
    }
    return data | changes
