"""Rules, directives, plans and the registration itself."""

from datetime import date, timedelta
from typing import Any

from antt_portal.demo.facts import Facts

RULES = (
    ("Nội quy bảo vệ cơ quan, doanh nghiệp", "protection", "NQ"),
    ("Quy chế bảo vệ bí mật nhà nước", "state_secrets", "QC"),
    ("Quy chế bảo vệ chính trị nội bộ", "internal_politics", "QC"),
    ("Nội quy an toàn, vệ sinh lao động", "labour_safety", "NQ"),
    ("Nội quy phòng cháy, chữa cháy", "fire", "NQ"),
    ("Quy chế bảo vệ môi trường", "environment", "QC"),
)
MORE_RULES = (
    ("Quy định ra vào, kiểm soát hàng hóa và phương tiện", "access", "QĐ"),
    ("Nội quy lao động", "labour_rules", "NQ"),
    ("Quy định an toàn thông tin trên mạng nội bộ", "information", "QĐ"),
)
DIRECTIVES = (
    ("directive", "Tăng cường bảo đảm an ninh trật tự dịp Tết Nguyên đán", "CT"),
    ("letter", "Nhắc các bộ phận siết kỷ luật ra vào và quản lý chìa khóa kho", "CV"),
    ("decision", "Kiện toàn ban chỉ đạo an ninh trật tự của doanh nghiệp", "QĐ"),
    ("notice", "Kết quả tự kiểm tra an ninh trật tự sáu tháng đầu năm", "TB"),
)
TASKS = (
    ("Rà soát, bổ sung nội quy, quy chế", "Phòng Hành chính – Nhân sự", (4, 30)),
    ("Tập huấn nghiệp vụ cho lực lượng bảo vệ", "Đội bảo vệ", (5, 31)),
    ("Diễn tập phương án chữa cháy và cứu nạn", "Ban An toàn", (7, 31)),
    ("Tự kiểm tra, đánh giá kết quả năm", "Ban chỉ đạo an ninh trật tự", (10, 20)),
)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def plan_on(facts: Facts) -> date:
    return facts.registered_on - timedelta(days=6)


def rules_rows(facts: Facts) -> list[dict[str, Any]]:
    chance = facts.chance("rules")
    listed = [*RULES, *chance.sample(MORE_RULES, chance.randint(0, len(MORE_RULES)))]
    issued = facts.years_before("rules", len(listed))
    reviewed = min(plan_on(facts), facts.on)
    return [
        {
            "title": title,
            "topic": topic,
            "number": f"{chance.randint(3, 60):02d}/{kind}-{facts.code}",
            "issued_on": _iso(issued[index]),
            "signer": facts.head,
            "reviewed_on": _iso(reviewed),
            "next_review_on": _iso(reviewed + timedelta(days=365)),
            "briefed_percent": "100",
        }
        for index, (title, topic, kind) in enumerate(listed)
    ]


def rules(_facts: Facts) -> dict[str, Any]:
    return {topic: True for _title, topic, _kind in RULES}


def briefing(facts: Facts) -> dict[str, Any]:
    sessions = facts.chance("briefing").randint(2, 8)
    return {"staff": facts.staff, "briefed": facts.staff, "sessions": sessions, "posted": True}


def directives(facts: Facts) -> list[dict[str, Any]]:
    chance = facts.chance("directives")
    issued = facts.days("directives", chance.randint(2, len(DIRECTIVES)))
    return [
        {
            "kind": kind,
            "subject": subject,
            "number": f"{10 + 7 * index}/{symbol}-{facts.code}",
            "issued_on": _iso(day),
            "signer": facts.head,
        }
        for index, (day, (kind, subject, symbol)) in enumerate(zip(issued, DIRECTIVES, strict=False))
    ]


def plan(facts: Facts) -> dict[str, Any]:
    budget = facts.chance("budget").randrange(40, 400) * 1_000_000
    return {
        "exists": True,
        "number": f"02/KH-{facts.code}",
        "issued_on": _iso(plan_on(facts)),
        "signer": facts.head,
        "budget": budget,
    }


def registration(facts: Facts) -> dict[str, Any]:
    return {
        "registered": True,
        "registered_on": _iso(facts.registered_on),
        "receiver": facts.board,
        "receipt_number": facts.registration_receipt or None,
    }


def steering(facts: Facts) -> dict[str, Any]:
    chance = facts.chance("steering")
    return {"assigned": True, "meetings": chance.randint(2, 6), "checks": chance.randint(2, 12)}


def resolution(facts: Facts) -> dict[str, Any]:
    if not facts.has_party:
        return {"party": False}
    number, day = f"01/NQ-CB-{facts.code}", _iso(plan_on(facts) - timedelta(days=5))
    return {"party": True, "number": number, "issued_on": day, "signer": facts.head}


def leadership(facts: Facts) -> dict[str, Any]:
    own, planned = resolution(facts), plan(facts)
    return {
        "party": own["party"],
        "resolution_number": own.get("number"),
        "resolution_on": own.get("issued_on"),
        "plan_number": planned["number"],
        "plan_on": planned["issued_on"],
        "registered_on": _iso(facts.registered_on),
    }


def reach(facts: Facts) -> dict[str, Any]:
    return {"briefed_percent": "100", "models": models(facts)}


def models(facts: Facts) -> int:
    return 1 + facts.company.number % 3


def tasks(facts: Facts) -> list[dict[str, Any]]:
    return [{"task": task, "due_on": _iso(date(facts.year, *day)), "office": office} for task, office, day in TASKS]


def pledge(facts: Facts) -> dict[str, Any]:
    return {
        "registers": True,
        "staff": facts.staff,
        "sub_units": facts.sub_units,
        "guards": facts.guards,
        "models": models(facts),
        "targets": (
            "Không để xảy ra cháy, nổ, đình công trái pháp luật và mất trộm tài sản lớn.\n"
            "100 % người lao động được phổ biến nội quy; ít nhất 80 % bộ phận hoàn thành tốt nhiệm vụ."
        ),
    }


MAKERS = {
    "rules_rows": rules_rows,
    "rules": rules,
    "briefing": briefing,
    "directives": directives,
    "plan": plan,
    "registration": registration,
    "steering": steering,
    "resolution": resolution,
    "leadership": leadership,
    "reach": reach,
    "tasks": tasks,
    "pledge": pledge,
}
