"""Guards, unions, self-managed groups; and how the year was rated."""

from datetime import date, timedelta
from typing import Any

from antt_portal.demo.facts import Facts


def guards(facts: Facts) -> dict[str, Any]:
    hired = facts.guards * 2 // 3 if facts.has_hired_guards else 0
    expiry = facts.on + timedelta(days=facts.chance("guards").randint(60, 700))
    return {
        "total": facts.guards,
        "own": facts.guards - hired,
        "hired": hired,
        "certified": facts.guards,
        "first_expiry_on": expiry.isoformat(),
        "trained": facts.guards - facts.guards // 10,
        "disciplined": 0,
        "rating": facts.chance("rating").choice(("advanced", "well", "well")),
        "rated_on": (facts.on - timedelta(days=5)).isoformat(),
    }


def provider(facts: Facts) -> dict[str, Any]:
    if not facts.has_hired_guards:
        return {"is_hired": False}
    return {
        "is_hired": True,
        "name": "Công ty TNHH Dịch vụ bảo vệ Ví Dụ Vững Chắc",
        "licence": f"MH-{facts.company.number}/GCN",
        "contract_until": date(facts.year + 1, 6, 30).isoformat(),
    }


def organisations(facts: Facts) -> dict[str, Any]:
    """Every enterprise has a union here; Party and youth organisations where they are usual."""
    party = facts.has_party
    return {
        "party": party,
        "party_members": 3 + facts.staff // 60 if party else None,
        "union": True,
        "union_members": facts.staff - facts.staff // 12,
        "youth": party,
        "youth_members": facts.staff // 5 if party else None,
    }


def masses(facts: Facts) -> dict[str, Any]:
    militia = facts.staff >= 400
    groups = max(2, facts.sub_units // 2)
    return {
        "militia": militia,
        "militia_members": 8 + facts.staff // 100 if militia else None,
        "groups": groups,
        "group_members": groups * 5,
    }


def meetings(facts: Facts) -> list[dict[str, Any]]:
    reviewed, assessed = min(date(facts.year, 7, 8), facts.on), facts.on - timedelta(days=4)
    half = ("half_year", reviewed, "Giữ vững an ninh trật tự; cần sửa đèn chiếu sáng phía sau kho")
    whole = ("assessment", assessed, "Thống nhất tự đánh giá đạt tiêu chuẩn, đề nghị công nhận")
    return [
        {
            "kind": kind,
            "held_on": day.isoformat(),
            "participants": facts.sub_units + 6,
            "minutes_number": f"{index:02d}/BB-{facts.code}",
            "conclusion": conclusion,
        }
        for index, (kind, day, conclusion) in enumerate((half, whole), start=1)
    ]


def commendations(facts: Facts) -> list[dict[str, Any]]:
    chance = facts.chance("commendations")
    issued = facts.days("commendations", chance.randint(0, 2))
    return [
        {
            "level": level,
            "collectives": chance.randint(1, 3),
            "individuals": chance.randint(2, 15),
            "number": f"{20 + index}/QĐ-{facts.code}",
            "issued_on": day.isoformat(),
        }
        for index, (level, day) in enumerate(zip(("enterprise", "board"), issued, strict=False))
    ]


def rating(facts: Facts) -> dict[str, Any]:
    """At least 70 % of the sub-units did well, as the fifth criterion wants."""
    total = facts.sub_units
    return {"sub_units": total, "rated_well": total - total // facts.chance("well").randint(5, 9), "disciplined": 0}


def sub_units(facts: Facts) -> dict[str, Any]:
    rated = rating(facts)
    percent = round(100 * rated["rated_well"] / rated["sub_units"])
    return {
        "total": rated["sub_units"],
        "rated_well": rated["rated_well"],
        "percent": str(percent),
        "disciplined": rated["disciplined"],
    }


def proposal(facts: Facts) -> dict[str, Any]:
    return {
        "proposes": True,
        "number": f"45/TTr-{facts.code}",
        "issued_on": facts.on.isoformat(),
        "receiver": facts.board,
        "signer": facts.head,
    }


MAKERS = {
    "guards": guards,
    "provider": provider,
    "organisations": organisations,
    "masses": masses,
    "meetings": meetings,
    "commendations": commendations,
    "rating": rating,
    "sub_units": sub_units,
    "proposal": proposal,
}
