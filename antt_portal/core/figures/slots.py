"""Walks a schema and its figures together: every place that can hold a value, with its path, label and value.

Stored figures may come from an older schema: what does not fit is passed over here, once, for everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from antt_portal.core.figures.shape import Field, Figures, Group, Schema

Row = dict[str, Any]
# Stands for the index in the row a page copies when "Thêm dòng" is pressed (static/js/rows.js).
NEW_ROW = "__index__"
Index = int | str | None


@dataclass(frozen=True)
class Located:
    """A place on a page and what is to be said about it."""

    path: str
    label: str
    message: str = ""

    @property
    def element_id(self) -> str:
        """The id of the form field (or group) at ``path``."""
        return f"id_{name_of(self.path)}"


@dataclass(frozen=True)
class Slot:
    group: Group
    field: Field
    index: Index
    value: object = None

    @property
    def path(self) -> str:
        """ "camera.working", in a repeating group "rules.0.title"."""
        return path_of(self.group, self.field, self.index)

    @property
    def name(self) -> str:
        return name_of(self.path)

    @property
    def label(self) -> str:
        """The label where nothing else says which group and row it belongs to."""
        if self.index is None:
            return str(self.field.alone)
        return f"{row_title(self.group, self.index)}: {self.field.label}"

    def located(self, message: str = "") -> Located:
        return Located(self.path, self.label, message)


def path_of(group: Group, field: Field, index: Index) -> str:
    return f"{group.key}.{field.key}" if index is None else f"{group.key}.{index}.{field.key}"


def name_of(path: str) -> str:
    """The name of a form field; keys have no dash, so the name can be taken apart again."""
    return f"f-{path.replace('.', '-')}"


def row_title(group: Group, index: int | str) -> str:
    title = str(group.item_title or group.title)
    if isinstance(index, str):
        return _("%(title)s mới") % {"title": title}
    return str(group.row_titles[index]) if index < len(group.row_titles) else f"{title} {index + 1}"


def rows_of(figures: Figures, group: Group) -> list[Row]:
    """The rows of a repeating group; with given row titles exactly as many as there are titles."""
    stored = figures.get(group.key)
    rows = [row if isinstance(row, dict) else {} for row in stored] if isinstance(stored, list) else []
    given = len(group.row_titles)
    return (rows + [{}] * given)[:given] if given else rows


def values_of(figures: Figures, group: Group) -> Row:
    """The values of a group that does not repeat."""
    stored = figures.get(group.key)
    return stored if isinstance(stored, dict) else {}


def slots_of_group(group: Group, figures: Figures, row_count: int | None = None) -> Iterator[Slot]:
    """The group's slots; ``row_count`` asks for so many rows, whether they hold anything or not."""
    if not group.repeats:
        values = values_of(figures, group)
        yield from (Slot(group, field, None, values.get(field.key)) for field in group.fields)
        return
    rows = rows_of(figures, group)
    for index in range(len(rows) if row_count is None else row_count):
        row = rows[index] if index < len(rows) else {}
        yield from (Slot(group, field, index, row.get(field.key)) for field in group.fields)


def slots(schema: Schema, figures: Figures) -> Iterator[Slot]:
    for group in schema.groups:
        yield from slots_of_group(group, figures)


def is_filled(group: Group, row: Row) -> bool:
    return any(row.get(field.key) is not None for field in group.fields)
