"""What changed between two sets of figures, and several sets side by side.

Rows of a repeating group have no identity: they are matched by what they hold, so that one row put on top, or
another order, does not make all the others look changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from antt_portal.core.figures.shape import Field, Figures, Group, Schema
from antt_portal.core.figures.slots import Row as Values
from antt_portal.core.figures.slots import Slot, is_filled, row_title, rows_of, values_of
from antt_portal.core.figures.values import show

BETWEEN = " · "


class Kind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """``kind`` speaks of the row of a repeating group; ``path`` is a place in the later figures, of a removed
    row in the earlier ones."""

    path: str
    label: str
    unit: str
    before_text: str
    after_text: str
    kind: Kind = Kind.CHANGED


@dataclass(frozen=True)
class Row:
    """One line of a table; ``cells`` follow the columns asked for, and ``changed`` compares the first two."""

    label: str
    unit: str
    cells: tuple[str, ...]
    changed: bool


Pair = tuple[int | None, int | None]


def changes(schema: Schema, before: Figures, after: Figures) -> list[Change]:
    return [change for group in schema.groups for change in _changes_of_group(group, before, after)]


def _changes_of_group(group: Group, before: Figures, after: Figures) -> Iterator[Change]:
    if not group.repeats:
        yield from _changes_of_row(group, None, values_of(before, group), values_of(after, group), Kind.CHANGED)
        return
    old, new = rows_of(before, group), rows_of(after, group)
    for i, j in _pairs(group, old, new):
        if i is None and j is not None:
            yield from _changes_of_row(group, j, {}, new[j], Kind.ADDED)
        elif j is None and i is not None:
            yield from _changes_of_row(group, i, old[i], {}, Kind.REMOVED)
        elif i is not None and j is not None:
            yield from _changes_of_row(group, j, old[i], new[j], Kind.CHANGED)


def _changes_of_row(group: Group, index: int | None, before: Values, after: Values, kind: Kind) -> Iterator[Change]:
    for field in group.fields:
        old, new = before.get(field.key), after.get(field.key)
        if old != new:
            slot = Slot(group, field, index)
            yield Change(slot.path, slot.label, str(field.unit), show(field, old), show(field, new), kind)


def _pairs(group: Group, old: list[Values], new: list[Values]) -> Iterator[Pair]:
    """Which row became which; None on the side where a row has no counterpart."""
    if group.row_titles:
        yield from ((index, index) for index in range(len(group.row_titles)))
        return
    old_of = _matches(group, old, new)
    lost = [i for i in range(len(old)) if i not in old_of.values()]
    fresh = [j for j in range(len(new)) if j not in old_of]
    if len(lost) == len(fresh):
        # As many new ones as are gone: rewritten from end to end, in their places.
        old_of |= dict(zip(fresh, lost, strict=True))
        lost = []
    yield from ((old_of.get(j), j) for j in range(len(new)))
    yield from ((i, None) for i in lost)


def _matches(group: Group, old: list[Values], new: list[Values]) -> dict[int, int]:
    """New index to old: equal rows first, then those with most values in common, then those close by."""
    likeness = {(i, j): _likeness(group, row, other) for i, row in enumerate(old) for j, other in enumerate(new)}
    alike = [pair for pair, score in likeness.items() if score > 0]
    old_of: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in sorted(alike, key=lambda pair: (-likeness[pair], abs(pair[0] - pair[1]), pair)):
        if j not in old_of and i not in taken:
            old_of[j] = i
            taken.add(i)
    return old_of


def _likeness(group: Group, one: Values, other: Values) -> float:
    """How many fields hold the same value; infinity where nothing differs."""
    pairs = [(one.get(field.key), other.get(field.key)) for field in group.fields]
    if all(mine == theirs for mine, theirs in pairs):
        return inf
    return sum(1 for mine, theirs in pairs if mine is not None and mine == theirs)


def rows(schema: Schema, *columns: Figures) -> list[Row]:
    """The columns side by side, the latest first; of a repeating group one line per item."""
    return [row for group in schema.groups for row in _rows_of_group(group, columns)]


def _rows_of_group(group: Group, columns: tuple[Figures, ...]) -> Iterator[Row]:
    if not group.repeats:
        values = [values_of(column, group) for column in columns]
        for field in group.fields:
            yield _row_of_field(field, [column.get(field.key) for column in values])
        return
    aligned = _aligned(group, [rows_of(column, group) for column in columns])
    for index, items in enumerate(aligned):
        if any(is_filled(group, item) for item in items):
            cells = tuple(summary(group, item) for item in items)
            yield Row(row_title(group, index), "", cells, _differ(items))


def _row_of_field(field: Field, values: list[object]) -> Row:
    cells = tuple(show(field, value) for value in values)
    return Row(str(field.alone), str(field.unit), cells, _differ(values))


def _differ(values: list[Values] | list[object]) -> bool:
    return len(values) > 1 and values[0] != values[1]


def _aligned(group: Group, columns: list[list[Values]]) -> list[list[Values]]:
    """Lines of rows that belong together: first those of the first column, then what only the others have."""
    first, others = columns[0], columns[1:]
    lines = [[row, *({} for _other in others)] for row in first]
    for position, other in enumerate(others, start=1):
        for mine, theirs in _pairs(group, first, other):
            if theirs is None:
                continue
            if mine is None:
                lines.append([{} for _column in columns])
            lines[-1 if mine is None else mine][position] = other[theirs]
    return lines


def summary(group: Group, row: Values) -> str:
    """A row on one line: "Quy chế bảo vệ · Số văn bản: 05/QC-AP · Đã phổ biến: 98 %"."""
    parts = []
    for field in group.fields:
        if text := show(field, row.get(field.key)):
            text = f"{text} {field.unit}" if field.unit else text
            parts.append(text if field is group.fields[0] else f"{field.label}: {text}")
    return BETWEEN.join(parts)
