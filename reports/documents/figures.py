"""Figures of an answer as the tables a paper prints."""

from dataclasses import dataclass

from antt_portal.core.figures.shape import NUMBERS, Field, Figures, Group, Schema
from antt_portal.core.figures.slots import Row, is_filled, row_title, rows_of, values_of
from antt_portal.core.figures.values import show

NOTHING = "–"
# As many as an A4 page holds in 12 points; a row of more fields is written out instead.
MOST_COLUMNS = 6


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool = False


@dataclass(frozen=True)
class FigureTable:
    """``columns`` is empty for a list of facts: then a row is a label and its value. Else the first column numbers
    the rows or, with ``has_named_rows``, names them."""

    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    has_named_rows: bool = False

    @property
    def is_facts(self) -> bool:
        return not self.columns


def figure_tables(schema: Schema, figures: Figures) -> tuple[FigureTable, ...]:
    """One table per group; a group that holds nothing keeps its title and has no rows."""
    return tuple(table for group in schema.groups for table in _tables(group, figures))


def _tables(group: Group, figures: Figures) -> list[FigureTable]:
    title = str(group.title)
    if not group.repeats:
        values = values_of(figures, group)
        return [_facts(title, group, values)] if is_filled(group, values) else [FigureTable(title)]
    rows = [(index, row) for index, row in enumerate(rows_of(figures, group)) if is_filled(group, row)]
    if not rows:
        return [FigureTable(title)]
    return [_written_out(title, group, rows) if len(group.fields) > MOST_COLUMNS else _grid(title, group, rows)]


def _facts(title: str, group: Group, values: Row) -> FigureTable:
    rows = [(Cell(str(field.label)), Cell(_value_with_unit(field, values))) for field in group.fields]
    return FigureTable(title, rows=tuple(rows))


def _grid(title: str, group: Group, rows: list[tuple[int, Row]]) -> FigureTable:
    is_named = bool(group.row_titles)
    heads = ["Mục" if is_named else "STT", *(_head(field) for field in group.fields)]
    body = []
    for number, (index, row) in enumerate(rows, 1):
        first = Cell(row_title(group, index) if is_named else str(number))
        body.append((first, *(Cell(_value(field, row), field.type in NUMBERS) for field in group.fields)))
    return FigureTable(title, tuple(heads), tuple(body), has_named_rows=is_named)


def _written_out(title: str, group: Group, rows: list[tuple[int, Row]]) -> FigureTable:
    """A wide row as one text: its first value, then the others that are given, each after its label."""
    heads = ("Mục" if group.row_titles else "STT", str(group.item_title or group.title))
    body = []
    for number, (index, row) in enumerate(rows, 1):
        first, *others = [field for field in group.fields if row.get(field.key) is not None]
        parts = [_value_with_unit(first, row), *(f"{field.label}: {_value_with_unit(field, row)}" for field in others)]
        name = row_title(group, index) if group.row_titles else str(number)
        body.append((Cell(name), Cell("; ".join(parts))))
    return FigureTable(title, heads, tuple(body), has_named_rows=bool(group.row_titles))


def _head(field: Field) -> str:
    return f"{field.label} ({field.unit})" if field.unit else str(field.label)


def _value(field: Field, values: Row) -> str:
    return show(field, values.get(field.key)) or NOTHING


def _value_with_unit(field: Field, values: Row) -> str:
    value = show(field, values.get(field.key))
    return f"{value} {field.unit}".strip() if value else NOTHING
