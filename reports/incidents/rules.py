"""What follows from an incident's type and counts, as shipped data: suggested events, clocks, who is told at once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from antt_portal.core.figures.words import Words
from reports.models import IncidentVersion

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "incidents.json"


@dataclass(frozen=True)
class Condition:
    """``types`` empty means all; each of ``when`` names least counts, one of them must hold (none: always)."""

    types: frozenset[str]
    when: tuple[Mapping[str, int], ...]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Condition":
        return cls(frozenset(row["types"]), tuple(row["when"]))

    def holds(self, facts: IncidentVersion) -> bool:
        if self.types and facts.type not in self.types:
            return False
        return not self.when or any(
            all((getattr(facts, name) or 0) >= least for name, least in one.items()) for one in self.when
        )


@dataclass(frozen=True)
class Suggestion:
    """An incident under ``condition`` may be the barring event with the code ``event``."""

    condition: Condition
    event: str


@dataclass(frozen=True)
class Clock:
    """Something to be done within ``hours`` (0: at once). ``verified`` is False while the source was not compared."""

    condition: Condition
    hours: int
    title: Words
    source: str
    verified: bool

    def due_at(self, facts: IncidentVersion) -> datetime:
        return facts.happened_at + timedelta(hours=self.hours)


_DATA: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
SUGGESTIONS = tuple(Suggestion(Condition.of(row), row["event"]) for row in _DATA["suggestions"])
SERIOUS = tuple(Condition.of(row) for row in _DATA["serious"])
CLOCKS = tuple(
    Clock(Condition.of(row), row["hours"], Words(**row["title"]), row["source"], row["verified"])
    for row in _DATA["clocks"]
)


def suggested_event(facts: IncidentVersion) -> str:
    """The code of the barring event it may be, "" for none. A sign that nothing came of suggests nothing."""
    if facts.is_sign:
        return ""
    return next((one.event for one in SUGGESTIONS if one.condition.holds(facts)), "")


def is_serious(facts: IncidentVersion) -> bool:
    """Whether leaders are told at once."""
    return any(condition.holds(facts) for condition in SERIOUS)


def clocks_of(facts: IncidentVersion) -> Sequence[Clock]:
    """What has to be done in time; nothing for a sign."""
    return [] if facts.is_sign else [clock for clock in CLOCKS if clock.condition.holds(facts)]
