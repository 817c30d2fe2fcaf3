"""Figures as pages and papers show them: rows with the names of those they list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.workdays import Calendar
from directives.arriving.reporting import workdays_late
from reports.models import AnswerResult, IncidentType, ReportKind, Tally

Data = dict[str, Any]
NAMELESS: Data = {"name": "", "zones": [], "place": 0}


@dataclass(frozen=True)
class Row:
    """One obligation: of how many it is asked, and what they said by the moment."""

    title: str
    due_on: date | None
    asked: int
    answered: int
    results: dict[str, int]
    returned: int
    accepted: int

    def count(self, *results: AnswerResult) -> int:
        return sum(self.results.get(result, 0) for result in results)

    @property
    def done(self) -> int:
        return self.count(AnswerResult.DONE)

    @property
    def partly(self) -> int:
        return self.count(AnswerResult.PARTLY)

    @property
    def not_done(self) -> int:
        return self.count(AnswerResult.NOT_DONE)

    @property
    def not_applicable(self) -> int:
        return self.count(AnswerResult.NOT_APPLICABLE)

    @property
    def nothing(self) -> int:
        return self.count(AnswerResult.NOTHING)

    @property
    def missing(self) -> int:
        return max(0, self.asked - self.answered)

    @property
    def bar(self) -> list["Piece"]:
        """Done, partly, not done, neither; each piece begins where the one before ends."""
        neither = self.not_applicable + self.nothing
        pieces, x = [], 0
        for fill, count in (("f5", self.done), ("f4", self.partly), ("f0", self.not_done), ("f2", neither)):
            width = 100 * count // self.asked if self.asked else 0
            if width:
                pieces.append(Piece(fill, x, width))
            x += width
        return pieces


@dataclass(frozen=True)
class Piece:
    """Of a bar; ``x`` and ``width`` are of 100."""

    fill: str
    x: int
    width: int


@dataclass(frozen=True)
class Listed:
    """An organisation that is late, silent (``overdue`` when its day was over by the moment) or was not reached.

    ``through`` names who was to forward to it.
    """

    name: str
    zones: str
    due_on: date | None = None
    handed_in_on: date | None = None
    workdays: int = 0
    overdue: bool = False
    through: str = ""
    added: bool = False


@dataclass(frozen=True)
class Part:
    """A directive, or one of the two filings of a year. ``reach`` is None of a filing."""

    kind: str
    name: str
    issued_on: date | None
    has_ended: bool
    reach: dict[str, int] | None
    asked: int
    answered: int
    returned: int
    accepted: int
    rows: list[Row]
    late: list[Listed]
    unanswered: list[Listed]
    unreached: list[Listed]

    @property
    def heading(self) -> str:
        if self.reach is None:
            return _("%(filing)s năm %(year)s") % {"filing": ReportKind(self.kind).label, "year": self.name}
        said = {"number": self.name, "day": vn_date(self.issued_on) if self.issued_on else ""}
        return _("Văn bản số %(number)s ngày %(day)s") % said

    @property
    def percent(self) -> int:
        """Of those asked, how many answered, rounded down."""
        return 100 * self.answered // self.asked if self.asked else 0


@dataclass(frozen=True)
class Figures:
    parts: list[Part]
    since: date
    until: date
    incidents: list[tuple[str, Tally]]

    @property
    def directives(self) -> list[Part]:
        return [part for part in self.parts if part.reach is not None]

    @property
    def late(self) -> list["InPart"]:
        return [(part, one) for part in self.parts for one in part.late]

    @property
    def unanswered(self) -> list["InPart"]:
        return [(part, one) for part in self.parts for one in part.unanswered]

    @property
    def overdue(self) -> list["InPart"]:
        return [(part, one) for part, one in self.unanswered if one.overdue]

    @property
    def unreached(self) -> list["InPart"]:
        return [(part, one) for part in self.parts for one in part.unreached]


InPart = tuple[Part, Listed]


def read(figures: Data, names: dict[str, Data], *, calendar: Calendar) -> Figures:
    """``calendar`` counts how late a filing of the year came; a directive's answer was counted when it came."""
    incidents, day = figures["incidents"], local_date(datetime.fromisoformat(figures["moment"]))
    by_type = incidents["by_type"]
    return Figures(
        parts=[_part(one, names, calendar, day) for one in figures["parts"]],
        since=date.fromisoformat(incidents["since"]),
        until=date.fromisoformat(incidents["until"]),
        incidents=[(str(kind.label), Tally(**by_type[kind])) for kind in IncidentType if kind in by_type],
    )


def _part(part: Data, names: dict[str, Data], calendar: Calendar, day: date) -> Part:
    return Part(
        kind=part["kind"],
        name=part["name"],
        issued_on=_day(part.get("issued_on")),
        has_ended=part["ended"],
        reach=part.get("reach"),
        **{name: part[name] for name in ("asked", "answered", "returned", "accepted")},
        rows=[_row(one) for one in part["obligations"]],
        late=[_late(one, names, calendar) for one in _in_order(part["late"], names)],
        unanswered=[_silent(one, names, day) for one in _in_order(part["unanswered"], names)],
        unreached=[_unreached(one, names) for one in _in_order(part["unreached"], names)],
    )


def _row(row: Data) -> Row:
    counts = {name: row[name] for name in ("asked", "answered", "results", "returned", "accepted")}
    title = f"{row['number']}. {row['title']}" if row["number"] else row["title"]
    return Row(title=title, due_on=_day(row["due_on"]), **counts)


def _in_order(rows: Iterable[Data], names: dict[str, Data]) -> list[Data]:
    return sorted(rows, key=lambda row: names.get(row["organisation"], NAMELESS)["place"])


def _listed(row: Data, names: dict[str, Data], **more: Any) -> Listed:
    known = names.get(row["organisation"], NAMELESS)
    return Listed(known["name"], "; ".join(known["zones"]), **more)


def _late(row: Data, names: dict[str, Data], calendar: Calendar) -> Listed:
    due_on, came = date.fromisoformat(row["due_on"]), date.fromisoformat(row["handed_in_on"])
    workdays = row["workdays"] if row["workdays"] is not None else workdays_late(due_on, came, calendar)
    return _listed(row, names, due_on=due_on, handed_in_on=came, workdays=workdays)


def _silent(row: Data, names: dict[str, Data], day: date) -> Listed:
    due_on = _day(row["due_on"])
    return _listed(row, names, due_on=due_on, overdue=due_on is not None and due_on < day)


def _unreached(row: Data, names: dict[str, Data]) -> Listed:
    through = (names.get(one, NAMELESS)["name"] for one in row["through"])
    return _listed(row, names, through="; ".join(filter(None, through)), added=row["added"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
