"""What a schema consists of. ``schema.parse_schema`` makes one from JSON and vouches for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from antt_portal.core.figures.words import NOTHING, Words

# As stored: {"camera": {"installed": 48}, "rules": [{"title": "…"}, {}]}; what is absent has no value.
Figures = Mapping[str, Any]
# A whole number, the text of a decimal, an ISO date, a text, a yes or no, the key of a choice.
Value = int | str | bool
Bound = Decimal | date


class FieldType(StrEnum):
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    TEXT = "text"
    LONG_TEXT = "long_text"
    YES_NO = "yes_no"
    CHOICE = "choice"


WHOLE = frozenset({FieldType.INTEGER, FieldType.MONEY})
NUMBERS = WHOLE | {FieldType.DECIMAL, FieldType.PERCENT}
TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


@dataclass(frozen=True)
class Choice:
    key: str
    label: Words


@dataclass(frozen=True)
class Field:
    """One figure.

    ``short_label`` stands where the group's title does not (review table, export, list of what is missing).
    ``at_most_field`` names a field of the same group (in a repeating group: of the same row) that this number
    or date must not exceed; ``at_most_called`` is how a message calls it ("số đã lắp"). ``required_if`` names
    a yes/no field of the same group: with "yes" there, this one is required.
    """

    key: str
    type: FieldType
    label: Words
    short_label: Words = NOTHING
    unit: Words = NOTHING
    help: Words = NOTHING
    required: bool = False
    required_if: str = ""
    minimum: Bound | None = None
    maximum: Bound | None = None
    decimals: int = 2
    max_length: int = 0
    choices: tuple[Choice, ...] = ()
    at_most_field: str = ""
    at_most_called: Words = NOTHING

    @property
    def alone(self) -> Words:
        """The label where nothing around it says which group it belongs to."""
        return self.short_label or self.label


@dataclass(frozen=True)
class Group:
    """Fields under one title.

    With ``repeats`` there is a row per item; with ``row_titles`` the rows are given (four quarters) and can
    be neither added nor removed. At least ``min_items`` rows must hold something.
    """

    key: str
    title: Words
    fields: tuple[Field, ...]
    help: Words = NOTHING
    repeats: bool = False
    item_title: Words = NOTHING
    row_titles: tuple[Words, ...] = ()
    min_items: int = 0
    max_items: int = 0

    def field(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)


@dataclass(frozen=True)
class Schema:
    version: int
    groups: tuple[Group, ...]
