"""The form a schema makes.

It is always bound: to what was posted, or to what is stored, so that a draft shows its faults again. No field
is required here; what is missing is a matter of submitting (``completeness.missing``).
"""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _

from antt_portal.core.figures.completeness import faults
from antt_portal.core.figures.layout import EnterSaves, GroupLayout
from antt_portal.core.figures.shape import Field, FieldType, Figures, Schema
from antt_portal.core.figures.slots import NEW_ROW, Slot, name_of, slots
from antt_portal.core.figures.typed import RowAsked, from_post, from_stored
from antt_portal.core.figures.values import NO, YES, show

INPUT_MODES = {
    FieldType.INTEGER: "numeric",
    FieldType.MONEY: "numeric",
    FieldType.DATE: "numeric",
    FieldType.DECIMAL: "decimal",
    FieldType.PERCENT: "decimal",
}


class FiguresForm(forms.Form):
    """``data`` may be the whole POST: names that are not the schema's are passed over.

    ``last_year`` are last year's figures and ``last_year_name`` how to call them ("Năm 2025").
    """

    use_required_attribute = False

    def __init__(
        self,
        schema: Schema,
        data: Mapping[str, Any] | None = None,
        *,
        figures: Figures | None = None,
        kept_raw: Mapping[str, str] | None = None,
        last_year: Figures | None = None,
        last_year_name: str = "",
    ) -> None:
        self.schema = schema
        stored = figures or {}, kept_raw or {}
        self._typed = from_stored(schema, *stored) if data is None else from_post(schema, data)
        super().__init__({name_of(path): text for path, text in self._typed.raw.items()})
        self.slots = list(self._typed.slots(schema))
        addable = [group for group in schema.groups if group.repeats and not group.row_titles]
        self.new_slots = [Slot(group, field, NEW_ROW) for group in addable for field in group.fields]
        for slot in [*self.slots, *self.new_slots]:
            self.fields[slot.name] = _form_field(slot)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        last = _last_year_texts(schema, last_year or {}, last_year_name)
        groups = [GroupLayout(group, last) for group in schema.groups]
        self.helper.layout = Layout(*([EnterSaves()] if addable else []), *groups)

    def clean(self) -> dict[str, Any]:
        for located in faults(self.schema, self.canonical(), self.kept_raw()):
            name = name_of(located.path)
            is_field = name in self.fields
            message = located.message if is_field else f"{located.label}: {located.message}"
            self.add_error(name if is_field else None, message)
        return self.cleaned_data

    def canonical(self) -> dict[str, Any]:
        """The figures to store, whether the rest is valid or not."""
        return self._typed.figures

    def kept_raw(self) -> dict[str, str]:
        """What was typed and could not be read, by path: to be stored beside the figures and given back
        here."""
        return self._typed.kept_raw

    @property
    def row_asked(self) -> RowAsked | None:
        """The row button that was pressed; it has been obeyed, and the page is to be shown again."""
        return self._typed.row_asked

    @property
    def focus_id(self) -> str:
        """Where the page should stand after a row button: the first field of the last row of its group."""
        if self.row_asked is None:
            return ""
        rows = [slot for slot in self.slots if slot.group.key == self.row_asked.group]
        first = [slot for slot in rows if slot.field is slot.group.fields[0]]
        return f"id_{first[-1].name}" if first else ""


class RadioTiles(forms.RadioSelect):
    """The first radio carries the field's own id, so that a link to the field lands on it."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return id_ if index in {None, "0"} else f"{id_}_{index}"


def _form_field(slot: Slot) -> forms.CharField:
    return forms.CharField(label=slot.label, required=False, strip=False, widget=_widget(slot))


def _widget(slot: Slot) -> forms.Widget:
    field = slot.field
    if field.type is FieldType.LONG_TEXT:
        return forms.Textarea({"rows": 3})
    if field.type in {FieldType.YES_NO, FieldType.CHOICE}:
        choices = _choices(field)
        # In a row a select, because a radio pressed by mistake in the blank row could not be taken back.
        if field.type is FieldType.YES_NO and not slot.group.repeats:
            return RadioTiles(choices=choices)
        return forms.Select(choices=[("", _("Chọn")), *choices])
    attrs = {"autocomplete": "off"}
    if mode := INPUT_MODES.get(field.type):
        attrs["inputmode"] = mode
    return forms.TextInput(attrs)


def _choices(field: Field) -> list[tuple[str, str]]:
    if field.type is FieldType.YES_NO:
        return [(YES, _("Có")), (NO, _("Không"))]
    return [(choice.key, str(choice.label)) for choice in field.choices]


def _last_year_texts(schema: Schema, figures: Figures, name: str) -> dict[str, str]:
    """ "Năm 2025: 1.840" by path. Rows that people add have no counterpart last year."""
    comparable = [slot for slot in slots(schema, figures) if slot.index is None or slot.group.row_titles]
    texts = {slot.path: show(slot.field, slot.value) for slot in comparable}
    return {path: f"{name}: {text}" if name else text for path, text in texts.items() if text}
