"""Incidents counted by zone, by type and by month: one row each, with how long its bar is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from antt_portal.core.clock import VIETNAM
from antt_portal.core.workdays import evaluation_period
from enterprises.models import Zone
from reports.models import IncidentType, Tally
from reports.models.incidents import SUMS, FactsQuerySet, tally_of


@dataclass(frozen=True)
class Bar:
    """A row of a table with its bar; ``width`` of the bar and ``signs`` (its paler part) are of 100."""

    label: str
    tally: Tally
    most: int

    @property
    def width(self) -> int:
        return 100 * self.tally.count // self.most if self.most else 0

    @property
    def signs_width(self) -> int:
        return 100 * self.tally.signs // self.most if self.most else 0


@dataclass(frozen=True)
class Figures:
    """Four queries, whatever the number of incidents."""

    total: Tally
    by_zone: list[Bar]
    by_type: list[Bar]
    by_month: list[Bar]


def figures(facts: FactsQuerySet, zones: Iterable[Zone], year: int) -> Figures:
    """``facts`` are those of an evaluation year; zones and types without any are left out, months are not."""
    by_zone, by_month = facts.counts_by_zone(), _counts_by_month(facts)
    names: dict[int | None, str] = {zone.pk: zone.name for zone in zones} | {None: _("Ngoài các khu")}
    return Figures(
        total=facts.tally(),
        by_zone=_bars([(name, by_zone[pk]) for pk, name in names.items() if pk in by_zone]),
        by_type=by_type(facts),
        by_month=_bars([(f"{month:%m/%Y}", by_month.get(month, Tally())) for month in _months(year)]),
    )


def by_type(facts: FactsQuerySet) -> list[Bar]:
    """In the order of the types; those without any are left out."""
    counts = facts.counts_by_type()
    return _bars([(str(one.label), counts[one]) for one in IncidentType if one in counts])


def _bars(rows: list[tuple[str, Tally]]) -> list[Bar]:
    most = max((tally.count for _label, tally in rows), default=0)
    return [Bar(label, tally, most) for label, tally in rows]


def _counts_by_month(facts: FactsQuerySet) -> dict[date, Tally]:
    month: Any = TruncMonth("happened_at", tzinfo=VIETNAM)
    rows = facts.order_by().annotate(month=month).values("month").annotate(**SUMS)
    return {row["month"].date(): tally_of(row) for row in rows}


def _months(year: int) -> list[date]:
    """The calendar months that an evaluation year touches: thirteen, the first and the last in half."""
    first, last = evaluation_period(year)
    return [date(first.year, month, 1) for month in (11, 12)] + [date(last.year, month, 1) for month in range(1, 12)]
