"""Figures for any obligation: its field schema says what is asked, the facts of the enterprise say how much."""

from collections.abc import Callable
from typing import Any

from antt_portal.core.figures.schema import Group, parse_schema
from antt_portal.demo.facts import Facts
from antt_portal.demo.figures import conduct, forces, papers, premises, welfare
from directives.models import Obligation

Maker = Callable[[Facts], Any]
MAKERS: dict[str, Maker] = {**papers.MAKERS, **conduct.MAKERS, **premises.MAKERS, **welfare.MAKERS, **forces.MAKERS}


def figures_for(obligation: Obligation, facts: Facts) -> dict[str, Any]:
    """Values for every group of the obligation's schema. Raises KeyError for a group nobody here knows."""
    figures = {}
    for group in parse_schema(obligation.fields).groups:
        values = _made(group, facts)
        if values:
            figures[group.key] = values
    return figures


def _made(group: Group, facts: Facts) -> Any:
    """One maker serves groups of one name with fewer or more fields: what the schema does not ask is left out."""
    asked = {field.key for field in group.fields}
    name = f"{group.key}_rows" if group.repeats and f"{group.key}_rows" in MAKERS else group.key
    made = MAKERS[name](facts)
    if group.repeats:
        return [_only(asked, row) for row in made[: group.max_items]]
    return _only(asked, made)


def _only(asked: set[str], values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key in asked and value is not None}
