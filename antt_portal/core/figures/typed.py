"""Sorts what somebody typed into figures and into what cannot be read yet. Nothing typed is dropped.

Rows are numbered anew: a row left blank is no row. A number that exceeds the field it must not exceed stays a
figure, because nobody knows which of the two is wrong; ``completeness.faults`` reports it until one is
mended.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from antt_portal.core.figures.shape import Figures, Group, Schema
from antt_portal.core.figures.slots import Slot, name_of, path_of, rows_of, slots, slots_of_group
from antt_portal.core.figures.values import Unreadable, as_typed, parse, storable

# Far above any schema's own limit; a forged request cannot ask for more.
MOST_POSTED_ROWS = 200
ADD = re.compile(r"add:([a-z][a-z0-9_]*)")
REMOVE = re.compile(r"remove:([a-z][a-z0-9_]*):([0-9]{1,4})")
TypedRow = dict[str, str]


@dataclass(frozen=True)
class RowAsked:
    """The person pressed "Thêm dòng" (``index`` is None) or "Xóa dòng"."""

    group: str
    index: int | None = None


@dataclass(frozen=True)
class Typed:
    """``raw`` maps the path of every place to the text in it; ``row_counts`` says how many rows a repeating
    group shows, blank ones included."""

    raw: Mapping[str, str]
    figures: dict[str, Any]
    kept_raw: dict[str, str]
    row_counts: Mapping[str, int]
    row_asked: RowAsked | None = None

    def slots(self, schema: Schema) -> Iterator[Slot]:
        for group in schema.groups:
            yield from slots_of_group(group, self.figures, self.row_counts.get(group.key))


def row_asked(data: Mapping[str, Any]) -> RowAsked | None:
    for name in data:
        if match := ADD.fullmatch(name):
            return RowAsked(match[1])
        if match := REMOVE.fullmatch(name):
            return RowAsked(match[1], int(match[2]))
    return None


def from_post(schema: Schema, data: Mapping[str, Any]) -> Typed:
    asked = row_asked(data)
    raw: dict[str, str] = {}
    row_counts: dict[str, int] = {}
    for group in schema.groups:
        if group.repeats:
            posted = _posted_rows(group, data)
            rows = _rows_kept(group, posted, asked)
            raw |= _paths(group, rows)
            is_adding = asked == RowAsked(group.key)
            row_counts[group.key] = _shown(group, max(len(rows), len(posted) if is_adding else 0))
        else:
            raw |= _paths(group, [_posted_row(group, data, None)])
    return _sorted(schema, raw, row_counts, asked)


def from_stored(schema: Schema, figures: Figures, kept_raw: Mapping[str, str]) -> Typed:
    raw = {slot.path: as_typed(slot.field, slot.value) for slot in slots(schema, figures)}
    raw |= {path: text for path, text in kept_raw.items() if path in raw}
    repeating = [group for group in schema.groups if group.repeats]
    row_counts = {group.key: _shown(group, len(rows_of(figures, group))) for group in repeating}
    return _sorted(schema, raw, row_counts, None)


def _posted_rows(group: Group, data: Mapping[str, Any]) -> dict[int, TypedRow]:
    """Rows by the index they were posted with, in that order."""
    if group.row_titles:
        indexes = list(range(len(group.row_titles)))
    else:
        name = re.compile(rf"f-{group.key}-([0-9]{{1,4}})-[a-z][a-z0-9_]*")
        indexes = sorted({int(match[1]) for posted in data if (match := name.fullmatch(posted))})
    return {index: _posted_row(group, data, index) for index in indexes[:MOST_POSTED_ROWS]}


def _posted_row(group: Group, data: Mapping[str, Any], index: int | None) -> TypedRow:
    posted = {field.key: data.get(name_of(path_of(group, field, index)), "") for field in group.fields}
    texts = {key: storable(str(value)) for key, value in posted.items()}
    return {key: text if text.strip() else "" for key, text in texts.items()}


def _rows_kept(group: Group, posted: dict[int, TypedRow], asked: RowAsked | None) -> list[TypedRow]:
    if group.row_titles:
        return list(posted.values())
    removed = asked.index if asked and asked.group == group.key else None
    return [row for index, row in posted.items() if index != removed and any(row.values())]


def _paths(group: Group, rows: list[TypedRow]) -> dict[str, str]:
    indexed = enumerate(rows) if group.repeats else [(None, row) for row in rows]
    return {path_of(group, field, index): row[field.key] for index, row in indexed for field in group.fields}


def _shown(group: Group, count: int) -> int:
    """The rows there are and a blank one, unless the schema gives or limits them."""
    return count if group.row_titles else max(count, min(count + 1, group.max_items))


def _sorted(schema: Schema, raw: dict[str, str], row_counts: dict[str, int], asked: RowAsked | None) -> Typed:
    figures: dict[str, Any] = {}
    kept_raw: dict[str, str] = {}
    for group in schema.groups:
        if group.repeats:
            pairs = [_sort_row(group, index, raw) for index in range(row_counts[group.key])]
            # A row with nothing readable keeps its place, so that paths in kept_raw stay true.
            found: Any = [row for row, unread in pairs if row or unread or group.row_titles]
            is_blank = not any(row or unread for row, unread in pairs)
        else:
            pairs = [_sort_row(group, None, raw)]
            found, is_blank = pairs[0][0], not pairs[0][0]
        for _row, unread in pairs:
            kept_raw |= unread
        if not is_blank:
            figures[group.key] = found
    return Typed(raw, figures, kept_raw, row_counts, asked)


def _sort_row(group: Group, index: int | None, raw: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    row: dict[str, Any] = {}
    unread: dict[str, str] = {}
    for field in group.fields:
        path = path_of(group, field, index)
        try:
            value = parse(field, raw.get(path, ""))
        except Unreadable:
            unread[path] = raw[path]
        else:
            if value is not None:
                row[field.key] = value
    return row, unread
