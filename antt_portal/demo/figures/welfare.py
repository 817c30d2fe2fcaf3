"""Work and livelihood: labour by quarter, benefits, what was paid to the State and given away."""

from datetime import date
from typing import Any

from antt_portal.demo.facts import Facts

QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
GIFTS = (
    ("Tết vì người nghèo", "Ủy ban Mặt trận Tổ quốc cấp xã"),
    ("Tiếp sức đến trường", "Hội khuyến học cấp xã"),
    ("Mái ấm công đoàn", "Công đoàn các khu công nghiệp"),
)


def labour(facts: Facts) -> list[dict[str, Any]]:
    """A row per quarter that is over on the day of writing."""
    chance = facts.chance("labour")
    over = [quarter for quarter, end in enumerate(QUARTER_ENDS) if date(facts.year, *end) < facts.on]
    rows = []
    for quarter in over:
        workers = facts.staff - (len(over) - 1 - quarter) * chance.randint(0, facts.staff // 50 + 1)
        rows.append(
            {
                "workers": workers,
                "hired": chance.randint(0, workers // 20 + 2),
                "left": chance.randint(0, workers // 25 + 2),
                "insured": workers - chance.randint(0, workers // 60 + 1),
                "average_income": income(facts) + quarter * 120_000,
            }
        )
    return rows


def income(facts: Facts) -> int:
    """In đồng a month."""
    return 7_400_000 + facts.chance("income").randrange(30) * 100_000 + facts.years_since_first * 350_000


def benefits(facts: Facts) -> dict[str, Any]:
    return {
        "agreement": True,
        "agreement_until": date(facts.year + 1, 12, 31).isoformat(),
        "dialogues": 1 + facts.company.number % 2,
        "wage_debt": False,
        "insurance_debt": False,
        "tet_bonus": income(facts) + 500_000,
        "health_checked": facts.staff - facts.staff // 30,
    }


def state(facts: Facts) -> dict[str, Any]:
    yearly_wages = facts.staff * income(facts) * 9
    tax = round(yearly_wages * facts.chance("tax").uniform(0.08, 0.2), -6)
    return {"tax_paid": int(tax), "insurance_paid": int(round(yearly_wages * 0.32, -6)), "arrears": 0}


def charity(facts: Facts) -> list[dict[str, Any]]:
    chance = facts.chance("charity")
    held = facts.days("charity", chance.randint(0, len(GIFTS)))
    return [
        {
            "programme": programme,
            "held_on": day.isoformat(),
            "amount": chance.randrange(10, 120) * 1_000_000,
            "receiver": receiver,
        }
        for day, (programme, receiver) in zip(held, GIFTS, strict=False)
    ]


MAKERS = {"labour": labour, "benefits": benefits, "state": state, "charity": charity}
