"""What is still missing from figures, and what in them cannot be right."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from antt_portal.core.figures.shape import Field, Figures, Group, Schema
from antt_portal.core.figures.slots import Located, Row, Slot, is_filled, rows_of, slots, values_of
from antt_portal.core.figures.values import Unreadable, exact, fault, parse, show


def missing(schema: Schema, figures: Figures, kept_raw: Mapping[str, str] | None = None) -> list[Located]:
    """Required fields without a value, and repeating groups with too few rows. A blank row asks for nothing.

    What is in ``kept_raw`` was typed but not understood: that is for ``faults`` to say.
    """
    places = [place for group in schema.groups for place, is_given in _wanted(group, figures) if not is_given]
    return [place for place in places if place.path not in (kept_raw or {})]


def filled(schema: Schema, figures: Figures) -> tuple[int, int]:
    """How many of the wanted places hold something, and how many are wanted: (7, 8)."""
    given = [is_given for group in schema.groups for _place, is_given in _wanted(group, figures)]
    return sum(given), len(given)


def _wanted(group: Group, figures: Figures) -> Iterator[tuple[Located, bool]]:
    if not group.repeats:
        yield from _wanted_of_row(group, values_of(figures, group), None)
        return
    rows = rows_of(figures, group)
    filled_rows = [index for index, row in enumerate(rows) if is_filled(group, row)]
    for index in filled_rows:
        yield from _wanted_of_row(group, rows[index], index)
    if len(filled_rows) < group.min_items:
        message = _("Cần ít nhất %(least)s dòng.") % {"least": group.min_items}
        yield Located(group.key, str(group.title), message), False


def _wanted_of_row(group: Group, row: Row, index: int | None) -> Iterator[tuple[Located, bool]]:
    for field in group.fields:
        if field.required or (field.required_if and row.get(field.required_if) is True):
            value = row.get(field.key)
            yield Slot(group, field, index).located(_("Chưa ghi.")), value is not None


def faults(schema: Schema, figures: Figures, kept_raw: Mapping[str, str] | None = None) -> list[Located]:
    """Values that cannot stand: of the wrong type or out of bounds (the schema changed), greater than the
    field they must not exceed, too many rows. With ``kept_raw`` also what was typed and could not be read."""
    raw = kept_raw or {}
    found = [located for slot in slots(schema, figures) if (located := _fault_of(slot, raw))]
    for group in schema.groups:
        found += _exceeding(group, figures)
        found += _too_many_rows(group, figures)
    return found


def _fault_of(slot: Slot, raw: Mapping[str, str]) -> Located | None:
    if slot.path in raw:
        try:
            parse(slot.field, raw[slot.path])
        except Unreadable as unreadable:
            return slot.located(unreadable.message)
    if slot.value is None:
        return None
    message = fault(slot.field, slot.value)
    return slot.located(message) if message else None


def _exceeding(group: Group, figures: Figures) -> Iterator[Located]:
    rows = enumerate(rows_of(figures, group)) if group.repeats else [(None, values_of(figures, group))]
    for index, row in rows:
        for field in group.fields:
            if field.at_most_field and (message := _excess(field, group.field(field.at_most_field), row)):
                yield Slot(group, field, index).located(message)


def _excess(field: Field, limit: Field, row: Row) -> str:
    value, most = exact(field, row.get(field.key)), exact(limit, row.get(limit.key))
    called = str(field.at_most_called) or f"“{limit.alone}”"
    said = {"limit": called, "value": show(limit, row.get(limit.key))}
    if isinstance(value, date) and isinstance(most, date) and value > most:
        return _("Sau %(limit)s (%(value)s). Kiểm tra lại một trong hai ngày.") % said
    if isinstance(value, int | Decimal) and isinstance(most, int | Decimal) and value > most:
        return _("Lớn hơn %(limit)s (%(value)s). Kiểm tra lại một trong hai số.") % said
    return ""


def _too_many_rows(group: Group, figures: Figures) -> Iterator[Located]:
    if group.repeats and len(rows_of(figures, group)) > group.max_items:
        message = _("Nhiều nhất %(most)s dòng.") % {"most": group.max_items}
        yield Located(group.key, str(group.title), message)
