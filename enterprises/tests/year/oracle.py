"""Whom the ladders tell what, and when mail may go out: the rules in plain Python, without the database."""

import json
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from enterprises.tests.year.plot import HERE, LAST, ONE_DAY, Due, Plot, Standing

SHIPPED = Path(__file__).parents[2] / "data" / "ladders.json"


class Step(NamedTuple):
    days: int
    audience: str
    wording: str
    hours: int | None = None
    urgent: bool = False

    @property
    def code(self) -> str:
        return f"T{self.days:+d}" if self.hours is None else f"T{self.hours:+d}h"


# A board's own: with hours, and steps that wait for no morning. The other board wants none of one kind.
OWN = {
    ("bac", "answer"): (
        Step(-5, "owners", "soon"),
        Step(0, "owners", "soon", hours=-4),
        Step(0, "heads", "late", hours=2, urgent=True),
        Step(2, "owners", "late"),
        Step(3, "officers", "escalated"),
        Step(6, "agencies", "escalated", urgent=True),
    ),
    ("nam", "duty"): (),
}

# Days off that are no weekend, and Saturdays worked instead: the Prime Minister's decisions for 2026.
DAYS_OFF = {
    *(date(2026, 2, day) for day in range(16, 21)),
    *(date(2026, month, day) for month, day in [(1, 1), (4, 27), (4, 30), (5, 1), (8, 31), (9, 1), (9, 2), (11, 24)]),
    *(date(2027, month, day) for month, day in [(1, 1)]),
}
WORKED_SATURDAYS = {date(2026, 8, 22)}
# One board's own: a day off for its typhoon, a Saturday worked for it.
OWN_DAYS = {"bac": {date(2026, 9, 10): False, date(2026, 9, 12): True}, "nam": {}}


def ladder(board: str, kind: str) -> tuple[Step, ...]:
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return OWN.get((board, kind), tuple(Step(*one) for one in shipped[kind]))


def is_worked(board: str, day: date) -> bool:
    usual = day in WORKED_SATURDAYS or (day.weekday() < 5 and day not in DAYS_OFF)
    return OWN_DAYS[board].get(day, usual)


def may_go_out(board: str, at: datetime) -> bool:
    local = at.astimezone(HERE)
    return is_worked(board, local.date()) and time(7) <= local.time() < time(21)


class Occasion(NamedTuple):
    """``who``: a person, or a contact."""

    number: int
    due_on: date
    code: str
    who: str


@dataclass(frozen=True)
class Expected:
    occasion_at: datetime
    planned_at: datetime
    escalates: bool
    urgent: bool
    board: str
    superseded: bool = False


def reached_at(due: Due, step: Step, at: datetime) -> datetime:
    """``at`` says which day is due by then; a day ends a second before midnight."""
    due_on = due.due_on(at)
    if step.hours is None:
        return datetime.combine(due_on + timedelta(days=step.days), time(), tzinfo=HERE)
    return datetime.combine(due_on, time(23, 59, 59), tzinfo=HERE) + timedelta(hours=step.hours)


class Oracle:
    def __init__(self, plot: Plot) -> None:
        self.houses = {one.name: one for one in plot.houses}
        self.plot = plot
        self.ladders = {
            (house.board, due.kind): ladder(house.board, due.kind)
            for due in plot.dues
            if (house := self.houses[due.house])
        }

    def expect(self, runs: list[datetime]) -> dict[Occasion, Expected]:
        """All that a scheduler has to have told that runs at these instants, the first of which only looks."""
        told: dict[Occasion, Expected] = {}
        # A run at or before an earlier one is none: the clock went back.
        looked = sorted({at for n, at in enumerate(runs) if at > max(runs[:n], default=at - ONE_DAY)})
        for due in self.plot.dues:
            for at, found in self._by_run(due, looked).items():
                self._tell(told, due, found, at)
        return told

    def _by_run(self, due: Due, runs: list[datetime]) -> dict[datetime, list[Step]]:
        """Each run with the steps reached since the one before it. Days due are tried as they were and as they are."""
        board = self.houses[due.house].board
        found = defaultdict(list)
        for step in self.ladders[board, due.kind]:
            days = {reached_at(due, step, due.opened_at), reached_at(due, step, datetime.combine(LAST, time(), HERE))}
            for moment in sorted(days):
                place = bisect_left(runs, moment)
                if 0 < place < len(runs) and self._stands(due, step, moment, runs[place]):
                    found[runs[place]].append(step)
        return found

    def _stands(self, due: Due, step: Step, moment: datetime, at: datetime) -> bool:
        held, asked = due.held, due.asked
        is_held = held and held.at <= at and at.astimezone(HERE).date() <= held.until
        is_held = is_held and not (held.ended_at and held.ended_at <= at)
        is_asked = asked and asked.at <= at < asked.decided_at
        if reached_at(due, step, at) != moment or moment <= due.opened_at or not due.is_open(at) or is_held:
            return False
        return not (is_asked and step.wording == "escalated")

    def _tell(self, told: dict[Occasion, Expected], due: Due, found: list[Step], at: datetime) -> None:
        """Of what is reached at once the latest is told, and of two at one moment the one that escalates."""
        board = self.houses[due.house].board
        best: dict[str, tuple[datetime, bool, Occasion]] = {}
        for step in found:
            moment, escalates = reached_at(due, step, at), step.wording == "escalated"
            for who in self.people(due, step.audience, at.astimezone(HERE).date()):
                occasion = Occasion(due.number, due.due_on(at), step.code, who)
                told.setdefault(occasion, Expected(moment, at, escalates, step.urgent, board, superseded=True))
                best[who] = max(best.get(who, (moment, escalates, occasion)), (moment, escalates, occasion))
        for _moment, _escalates, occasion in best.values():
            told[occasion] = replace(told[occasion], superseded=False)

    # ---- whom ----

    def people(self, due: Due, audience: str, on: date) -> set[str]:
        own = self._with(on, due.house)
        board = self.houses[due.house].board
        match audience:
            case "owners":
                return self._owners(due, own, on)
            case "heads":
                return {one.person for one in own if one.role in {"head", "unit_head", "agent"}}
            case "officers":
                zone = self.houses[due.house].zone
                officers = [one for one in self._of_board(on, board) if one.role == "officer"]
                return {one.person for one in officers if not one.zones or zone in one.zones}
            case "investors":
                return self._investors(due, on)
            case _:
                role = {"leaders": "leader", "agencies": "agent"}[audience]
                return {one.person for one in self._of_board(on, board) if one.role == role}

    def _owners(self, due: Due, own: list[Standing], on: date) -> set[str]:
        if due.assignee:
            return {due.assignee}
        if not own:
            contacts = [one for one in self.plot.contacts if one.house == due.house]
            return {one.name for one in contacts if one.ended_on is None or on < one.ended_on}
        acting = {one.person for one in own if one.role in {"editor", "agent", "unit_head"}}
        if any(one.role == "editor" for one in own):
            return acting
        return acting | {one.person for one in own if one.role == "head"}

    def _investors(self, due: Due, on: date) -> set[str]:
        house = self.houses[due.house]
        if house.kind != "tenant":
            return set()
        investors = [one.name for one in self.plot.houses if one.kind == "investor" and one.zone == house.zone]
        return {one.person for name in investors for one in self._with(on, name) if one.role in {"editor", "head"}}

    def _with(self, on: date, house: str) -> list[Standing]:
        holding = [one for one in self.plot.standings if one.since <= on and (one.until is None or on <= one.until)]
        return [one for one in holding if one.house == house]

    def _of_board(self, on: date, board: str) -> list[Standing]:
        return [one for name, house in self.houses.items() if house.board == board for one in self._with(on, name)]
