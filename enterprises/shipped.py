"""What the portal ships with: ladders for every kind of deadline, and the duties that return every year."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def load_ladders(ladder: Any, step: Any) -> None:
    """Add a ladder for each kind that has none for all boards. Those already there stay as somebody made them.

    The models are passed in for migrations, which see the classes as they were then.
    """
    shipped: dict[str, list[tuple[int, str, str]]] = json.loads((DATA / "ladders.json").read_text(encoding="utf-8"))
    there = set(ladder._default_manager.filter(board=None).values_list("kind", flat=True))
    for kind, steps in shipped.items():
        if kind not in there:
            made = ladder._default_manager.create(board=None, kind=kind)
            step._default_manager.bulk_create(
                step(ladder=made, days=days, audience=audience, wording=wording) for days, audience, wording in steps
            )


def load_duties(duty: Any) -> None:
    """Add the duties of the master list that are not there for all boards."""
    shipped = json.loads((DATA / "recurring-duties.json").read_text(encoding="utf-8"))
    there = set(duty._default_manager.filter(board=None).values_list("code", flat=True))
    duty._default_manager.bulk_create(duty(**one) for one in shipped if one["code"] not in there)
