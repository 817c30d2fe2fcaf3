"""Figures as a flat list for spreadsheets and papers."""

from datetime import date
from decimal import Decimal

from antt_portal.core.figures.shape import Field, Figures, Schema
from antt_portal.core.figures.slots import Slot, slots
from antt_portal.core.figures.values import exact, show

Cell = int | Decimal | date | str | None


def flatten(schema: Schema, figures: Figures) -> list[tuple[str, Cell]]:
    """Label with unit, and value; numbers and dates keep their type, None where there is no value.

    Texts are as people wrote them: who writes a spreadsheet must see to it that "=1+1" stays a text.
    """
    return [(_label(slot), _cell(slot.field, slot.value)) for slot in slots(schema, figures)]


def _label(slot: Slot) -> str:
    return f"{slot.label} ({slot.field.unit})" if slot.field.unit else slot.label


def _cell(field: Field, value: object) -> Cell:
    found = exact(field, value)
    if isinstance(found, int | Decimal | date) and not isinstance(found, bool):
        return found
    return show(field, value) or None
