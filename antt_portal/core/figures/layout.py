"""How a group of figures is laid out: the markup of Bootstrap, from our own templates.

crispy's own Fieldset compiles its legend as a Django template; a title comes from data, so it must only be
text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from antt_portal.core.figures.shape import FieldType, Group
from antt_portal.core.figures.slots import NEW_ROW, Slot, row_title


@dataclass(frozen=True)
class Cell:
    """One field as the template shows it."""

    bound: BoundField
    slot: Slot
    last_year: str = ""

    @property
    def element_id(self) -> str:
        return f"id_{self.slot.name}"

    @property
    def help_id(self) -> str:
        return f"h_{self.slot.name}"

    @property
    def is_radio(self) -> bool:
        return isinstance(self.bound.field.widget, forms.RadioSelect)

    @property
    def is_wide(self) -> bool:
        return self.slot.field.type is FieldType.LONG_TEXT

    @property
    def hint(self) -> str:
        help_text = str(self.slot.field.help)
        if not help_text and self.slot.field.type is FieldType.DATE:
            help_text = _("Ngày/tháng/năm")
        return ". ".join(part for part in (self.last_year, help_text) if part)

    @property
    def widget(self) -> SafeString:
        return self.bound.as_widget(attrs=self._attrs())

    @property
    def radios(self) -> list[BoundWidget]:
        self.bound.field.widget.attrs |= {"class": "form-check-input"}
        return list(self.bound.subwidgets)

    def _attrs(self) -> dict[str, Any]:
        is_select = isinstance(self.bound.field.widget, forms.Select)
        attrs: dict[str, Any] = {"class": "form-select" if is_select else "form-control"}
        if self.bound.errors:
            attrs["class"] += " is-invalid"
        if self.hint or self.bound.errors:
            attrs["aria-describedby"] = self.help_id
        if self.slot.field.required:
            attrs["aria-required"] = "true"
        return attrs


@dataclass(frozen=True)
class RowOfCells:
    """``remove_name`` is the name of the button that removes the row; empty where rows are given."""

    title_id: str
    title: str
    cells: list[Cell]
    remove_name: str


class EnterSaves:
    """Pressing Enter in a field presses the form's first submit button; without this one it would remove a row."""

    def render(self, form: Any, context: Any, template_pack: str = "", **kwargs: Any) -> SafeString:
        return render_to_string("figures/enter_saves.html")


class GroupLayout:
    """A layout object of crispy: all it asks of one is ``render``."""

    def __init__(self, group: Group, last_year: Mapping[str, str]) -> None:
        self.group = group
        self.last_year = last_year

    def render(self, form: Any, context: Any, template_pack: str = "", **kwargs: Any) -> SafeString:
        cells = self._cells(form, form.slots)
        if not self.group.repeats:
            return render_to_string("figures/group.html", {"group": self.group, "cells": cells})
        width = len(self.group.fields)
        starts = range(0, len(cells), width)
        rows = [self._row(index, cells[start : start + width]) for index, start in enumerate(starts)]
        new_cells = self._cells(form, form.new_slots)
        new_row = self._row(NEW_ROW, new_cells) if new_cells else None
        return render_to_string("figures/rows.html", {"group": self.group, "rows": rows, "new_row": new_row})

    def _cells(self, form: Any, slots: list[Slot]) -> list[Cell]:
        mine = [slot for slot in slots if slot.group is self.group]
        form.rendered_fields.update(slot.name for slot in mine)
        return [Cell(form[slot.name], slot, self.last_year.get(slot.path, "")) for slot in mine]

    def _row(self, index: int | str, cells: list[Cell]) -> RowOfCells:
        remove_name = "" if self.group.row_titles else f"remove:{self.group.key}:{index}"
        return RowOfCells(f"row-{self.group.key}-{index}", row_title(self.group, index), cells, remove_name)
