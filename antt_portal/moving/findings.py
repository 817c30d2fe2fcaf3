"""What a dry run has to say about one place of the file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

CELL = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Problem:
    """``cell`` is empty where the whole sheet is meant, ``sheet`` where the whole file is."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a row on record that the file says otherwise; the texts are as a person reads them."""

    sheet: str
    cell: str
    whose: str
    field: str
    before: str
    after: str


def place_of(problem: Problem, sheets: Sequence[str]) -> tuple[int, int, int, str]:
    """By which problems stand as their places do in the file; the whole file and strange sheets first."""
    column, row = found.groups() if (found := CELL.fullmatch(problem.cell)) else ("", "0")
    sheet = sheets.index(problem.sheet) if problem.sheet in sheets else -1
    return sheet, int(row), len(column), column
