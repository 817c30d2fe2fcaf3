"""Fences, lamps, cameras and what puts out a fire."""

from datetime import timedelta
from typing import Any

from antt_portal.demo.facts import Facts

A_YEAR = timedelta(days=365)


def fence(facts: Facts) -> dict[str, Any]:
    chance = facts.chance("fence")
    length = 400 + facts.staff // 2 + chance.randrange(200)
    return {"length": length, "to_mend": chance.choice((0, 0, 12, 35, 60)), "lamps": length // 18}


def camera(facts: Facts) -> dict[str, Any]:
    chance = facts.chance("camera")
    broken = chance.choice((0, 0, 1, 2, 4))
    days_stored = chance.choice((15, 30, 30, 60))
    return {"installed": facts.cameras, "working": facts.cameras - broken, "days_stored": days_stored}


def fire(facts: Facts) -> dict[str, Any]:
    team = max(10, facts.staff // 40)
    return {
        "extinguishers": 30 + facts.staff // 8,
        "inspected_on": facts.days("fire", 1)[0].isoformat(),
        "team": team,
        "drills": 1 + facts.company.number % 2,
        "drilled": team + facts.staff // 4,
    }


def fire_equipment(facts: Facts) -> list[dict[str, Any]]:
    kinds = ["alarm", "hydrant", *(["sprinkler", "pump"] if facts.company.is_fire_hazard else [])]
    inspected = facts.days("equipment", len(kinds))
    chance = facts.chance("equipment")
    return [
        {
            "kind": kind,
            "quantity": 1 if kind == "alarm" else chance.randint(2, 24),
            "inspected_on": day.isoformat(),
            "valid_until": (day + A_YEAR).isoformat(),
        }
        for kind, day in zip(kinds, inspected, strict=True)
    ]


def key_areas(facts: Facts) -> list[dict[str, Any]]:
    return [
        {"name": name, "risk": risk, "camera": True, "guarded": True, "fire_safety": risk != "theft"}
        for name, risk in facts.trade.areas
    ]


MAKERS = {
    "fence": fence,
    "camera": camera,
    "fire": fire,
    "fire_equipment": fire_equipment,
    "key_areas": key_areas,
}
