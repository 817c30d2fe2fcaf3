"""What comes out of planning, and what its steps share."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.moving.columns import Column
from antt_portal.moving.findings import Change, Problem
from antt_portal.moving.reading import Row
from antt_portal.moving.record import Known
from enterprises.models import Board, Organisation, OrganisationName, User

NEW, CHANGED, SAME = "new", "changed", "same"
LONGEST_SHOWN = 60


@dataclass
class Edit:
    """``values`` are what becomes of these fields, ``before`` what they are."""

    row: Any
    values: dict[str, Any]
    before: dict[str, Any]


@dataclass
class Renaming:
    organisation: Organisation
    present: OrganisationName
    new: OrganisationName


@dataclass
class Plan:
    """``fresh`` and ``edits`` by the key of the sheet; ``counts`` by that key: new, changed, same."""

    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    fresh: dict[str, list[Any]] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    renamings: list[Renaming] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (any(self.fresh.values()) or self.edits or self.renamings)

    @cached_property
    def digest(self) -> str:
        """Two plans of one file are the same when this is: the record did not move in between."""
        said = {"counts": self.counts, "changes": [asdict(one) for one in self.changes]}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


class Work:
    """One planning: the record with what the file adds to it, and the plan as far as it is made."""

    known: Known

    def __init__(self, board: Board, by: User, at: datetime) -> None:
        self.board, self.by, self.at = board, by, at
        self.plan = Plan()
        self._first: dict[tuple[str, Any], int] = {}

    @property
    def on(self) -> date:
        return local_date(self.at)

    def wrong(self, row: Row, key: str, text: str) -> None:
        self.plan.problems.append(row.problem(key, text))

    def once(self, row: Row, key: Any, column: str) -> bool:
        """Whether this is the first row of its sheet about ``key``; any other is a problem."""
        first = self._first.setdefault((row.form.key, key), row.number)
        if first != row.number:
            self.wrong(row, column, _("Trùng với dòng %(number)d của trang này.") % {"number": first})
        return first == row.number

    def count(self, row: Row, what: str) -> None:
        self.plan.counts.setdefault(row.form.key, Counter())[what] += 1

    def add(self, row: Row, *made: Model) -> None:
        """One row of the file, whatever it makes."""
        self.plan.fresh.setdefault(row.form.key, []).extend(made)
        self.count(row, NEW)

    def organisation(self, row: Row) -> tuple[str, Organisation] | None:
        """The one the row is about; None is a problem that has been said."""
        if (key := row["organisation"]) is None:
            return None
        found = self.known.organisations.get(key)
        if found is None:
            words = _("Không có tổ chức %(who)s trên Cổng, cũng không có ở trang Tổ chức của tệp.")
            self.wrong(row, "organisation", words % {"who": key.removeprefix("#")[:LONGEST_SHOWN]})
            return None
        return key, found

    def dates_turned(self, row: Row, since: date | None, until: date | None) -> bool:
        if since and until and until < since:
            words = _("Đến ngày (%(until)s) trước từ ngày (%(since)s).")
            self.wrong(row, "until", words % {"until": vn_date(until), "since": vn_date(since)})
            return True
        return False

    def compare(self, row: Row, found: Any, fields: Mapping[str, str], *, whose: str) -> bool:
        """Plan what the row says otherwise: ``fields`` by column. An empty cell says nothing. Whether anything does."""
        told = {column: (name, row[column]) for column, name in fields.items() if row[column] is not None}
        other = {column: (name, value) for column, (name, value) in told.items() if getattr(found, name) != value}
        for column, (name, value) in other.items():
            self.change(row, column, whose, getattr(found, name), value)
        self.edit(found, dict(other.values()))
        self.count(row, CHANGED if other else SAME)
        return bool(other)

    def change(self, row: Row, key: str, whose: str, before: Any, after: Any) -> None:
        column = row.form.column(key)
        said = (shown(column, before), shown(column, after))
        self.plan.changes.append(Change(row.form.title, row.cell(key), whose, column.heading, *said))

    def edit(self, found: Any, values: dict[str, Any]) -> None:
        if values and found.pk:
            before = {name: getattr(found, name) for name in values}
            self.plan.edits.append(Edit(found, values, before))


def shown(column: Column, value: Any) -> str:
    """As the file writes it."""
    for words, meant in column.choices.items():
        if meant == value and isinstance(meant, bool) == isinstance(value, bool):
            return words
    if isinstance(value, date):
        return vn_date(value)
    return "" if value is None else str(value)
