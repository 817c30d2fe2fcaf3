"""What happened among people: talks, conflicts, secrets, the police, foreigners, barring events, inspections."""

from datetime import timedelta
from typing import Any

from antt_portal.demo.companies import Story
from antt_portal.demo.facts import Facts
from antt_portal.demo.figures.papers import models

TALKS = (
    ("Phòng ngừa tội phạm lừa đảo qua mạng", "meeting"),
    ("Tác hại của ma túy, cờ bạc, tín dụng đen", "meeting"),
    ("Pháp luật về lao động, giải quyết tranh chấp", "training"),
    ("Ngày hội toàn dân bảo vệ an ninh Tổ quốc", "contest"),
    ("An toàn giao thông trên đường đi làm", "broadcast"),
)
MODELS = ("Tổ tự quản an toàn", "Cổng trường, cổng xưởng bình yên", "Camera an ninh khu trọ công nhân")
CAUSES = (("meals", "Chất lượng bữa ăn ca"), ("hours", "Xếp ca làm thêm"), ("personal", "Va chạm tại bãi xe"))
INCIDENTS = (
    ("theft", "Đã thu hồi tài sản, nhắc nhở đội bảo vệ"),
    ("fight", "Đã hòa giải, các bên cam kết không tái diễn"),
    ("accident", "Đã điều tra, bổ sung che chắn máy"),
)


def activities(facts: Facts) -> list[dict[str, Any]]:
    chance = facts.chance("activities")
    topics = [(f"Tuyên truyền {facts.trade.topic}", "training"), *TALKS]
    held = facts.days("activities", chance.randint(3, len(topics)))
    return [
        {
            "held_on": day.isoformat(),
            "topic": topic,
            "form": form,
            "participants": chance.randint(facts.staff // 6 + 1, facts.staff),
        }
        for day, (topic, form) in zip(held, topics, strict=False)
    ]


def movement(facts: Facts) -> dict[str, Any]:
    count = models(facts)
    return {"models": count, "model_names": "\n".join(MODELS[:count]), "committed": facts.staff}


def _conflict_count(facts: Facts) -> int:
    return facts.chance("conflicts").choice((0, 0, 0, 1, 2))


def mediation(facts: Facts) -> dict[str, Any]:
    had = _conflict_count(facts) > 0
    return {"had_conflicts": had, "teams": 1 + facts.sub_units // 8, "all_settled": True if had else None}


def conflicts(facts: Facts) -> list[dict[str, Any]]:
    chance = facts.chance("conflict")
    rows = []
    for day in facts.days("conflicts", _conflict_count(facts)):
        cause, detail = chance.choice(CAUSES)
        stopped = cause != "personal" and chance.random() < 0.3
        rows.append(
            {
                "happened_on": day.isoformat(),
                "people": chance.randint(2, 25),
                "cause": cause,
                "cause_detail": detail,
                "stoppage": stopped,
                "stopped_hours": "1.5" if stopped else None,
                "mediator": "union" if cause != "personal" else "team",
                "result": "settled",
            }
        )
    return rows


def secrecy(facts: Facts) -> dict[str, Any]:
    issued = facts.years_before("secrecy", 1)[0].isoformat()
    return {
        "has_rules": True,
        "number": f"05/QC-{facts.code}",
        "issued_on": issued,
        "keepers": 1 + facts.sub_units // 10,
        "leaks": 0,
    }


def information(facts: Facts) -> dict[str, Any]:
    return {"has_rules": True, "trained": facts.staff // 5, "incidents": 0}


def police(facts: Facts) -> dict[str, Any]:
    meetings = facts.chance("police").randint(2, 6)
    return {"has_rules": True, "number": f"11/QCPH-{facts.code}", "meetings": meetings, "hotline": True}


def incidents(facts: Facts) -> list[dict[str, Any]]:
    chance = facts.chance("incidents")
    happened = facts.days("incidents", chance.choice((0, 0, 1, 1, 2)))
    rows = [(day, *chance.choice(INCIDENTS)) for day in happened]
    if facts.declares_event:
        kind = "fire" if facts.company.story == Story.EVENT else "fight"
        rows.append((facts.days("event", 1)[0], kind, "Cơ quan công an đã lập hồ sơ xử lý"))
    return [
        {
            "happened_on": day.isoformat(),
            "kind": kind,
            "reported_on": (day + timedelta(days=chance.randint(0, 1))).isoformat(),
            "reported_to": chance.choice(("commune_police", "board")),
            "result": result,
        }
        for day, kind, result in rows
    ]


def foreigners(facts: Facts) -> dict[str, Any]:
    total = facts.foreigners
    exempt = total // 6
    pending = 1 if total > 12 else 0
    return {
        "total": total,
        "permit": total - exempt - pending,
        "exempt": exempt,
        "pending": pending,
        "declared": total,
        "violations": 0,
    }


def events(facts: Facts) -> dict[str, Any]:
    letters = ("a", "b", "c", "d", "dd", "e", "g", "h")
    values: dict[str, Any] = {f"event_{letter}": False for letter in letters}
    if not facts.declares_event:
        return values
    if facts.company.story == Story.EVENT:
        account = (
            "Sét đánh gây cháy mái kho nguyên liệu ngoài giờ làm việc, không có người bị thương. Đội chữa cháy cơ sở "
            "khống chế trong 40 phút, công an được báo ngay khi phát hiện."
        )
        return values | {"event_g": True, "event_g_exception": "force_majeure", "account": account}
    account = "Hai người lao động đánh nhau tại cổng, bị xử phạt hành chính và bị kỷ luật cảnh cáo."
    return values | {"event_h": True, "account": account}


def compliance(facts: Facts) -> dict[str, Any]:
    number = police(facts)["number"]
    return {"police_rules": True, "police_rules_number": number, "carried_out": True, "local_rules": True}


def inspections(facts: Facts) -> dict[str, Any]:
    chance = facts.chance("inspections")
    findings = chance.randint(0, 4)
    return {"visits": chance.randint(1, 3), "findings": findings, "remedied": findings}


MAKERS = {
    "activities": activities,
    "movement": movement,
    "mediation": mediation,
    "conflicts": conflicts,
    "secrecy": secrecy,
    "information": information,
    "police": police,
    "incidents": incidents,
    "foreigners": foreigners,
    "events": events,
    "compliance": compliance,
    "inspections": inspections,
}
