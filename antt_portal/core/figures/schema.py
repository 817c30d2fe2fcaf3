"""Turns the JSON of a field schema into a ``Schema``; a fault names its place for an editor to show."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from antt_portal.core.figures.checked_json import HELP_LENGTH, CheckedObject, Fault
from antt_portal.core.figures.shape import NUMBERS, TEXTS, Bound, Choice, Field, FieldType, Group, Schema
from antt_portal.core.figures.words import NOTHING, Words

__all__ = ["Fault", "Field", "FieldType", "Group", "Schema", "SchemaFault", "parse_schema", "stored_schema"]

VERSION = 1
DEFAULT_ROWS, MOST_ROWS = 30, 100
# One page posts them all: above this Django itself would refuse the request, and what was typed with it.
MOST_SLOTS = 2500
MOST_DECIMALS = 6
TEXT_LENGTH = {FieldType.TEXT: 200, FieldType.LONG_TEXT: 5_000}
LONGEST_TEXT = 20_000
DEFAULT_UNIT = {FieldType.PERCENT: Words("%", "%"), FieldType.MONEY: Words("đồng", "VND")}


class SchemaFault(ValueError):
    """The JSON is no field schema; ``faults`` lists everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in faults))


def parse_schema(data: object) -> Schema:
    faults: list[Fault] = []
    root = CheckedObject(data, "$", faults)
    if root.value("version") != VERSION:
        root.refuse("version", _("Phiên bản phải là %(version)s.") % {"version": VERSION})
    groups = tuple(_group(item) for item in root.objects("groups"))
    _refuse_doubles(root, "groups", [group.key for group in groups])
    if sum(len(group.fields) * max(group.max_items, 1) for group in groups) > MOST_SLOTS:
        message = _("Quá nhiều ô: tổng số trường nhân số dòng không quá %(most)s.")
        root.refuse("groups", message % {"most": MOST_SLOTS})
    root.refuse_unknown()
    if faults:
        raise SchemaFault(faults)
    return Schema(VERSION, groups)


def stored_schema(fields: object) -> Schema:
    """The schema of fields that were parsed before they were stored; a page asks for the same ones again and again."""
    return _parsed_once(json.dumps(fields))


@lru_cache(maxsize=512)
def _parsed_once(fields: str) -> Schema:
    return parse_schema(json.loads(fields))


def _group(item: CheckedObject) -> Group:
    repeats = item.flag("repeats")
    row_titles = tuple(row.words("title", required=True) for row in item.objects("rows"))
    most = len(row_titles) or item.whole("max_items", DEFAULT_ROWS, least=1, most=MOST_ROWS)
    field_items = list(item.objects("fields"))
    group = Group(
        key=item.key(),
        title=item.words("title", required=True),
        help=item.words("help", longest=HELP_LENGTH),
        fields=tuple(_field(field) for field in field_items),
        repeats=repeats or bool(row_titles),
        item_title=item.words("item_title"),
        row_titles=row_titles,
        min_items=item.whole("min_items", 0, least=0, most=most),
        max_items=most if repeats or row_titles else 0,
    )
    if not group.fields:
        item.refuse("fields", _("Cần ít nhất một trường."))
    if not group.repeats and ("max_items" in item or "min_items" in item):
        item.refuse("repeats", _("Số dòng chỉ dùng cho nhóm lặp lại."))
    _refuse_doubles(item, "fields", [field.key for field in group.fields])
    for field, field_item in zip(group.fields, field_items, strict=True):
        _check_references(field, group, field_item)
    item.refuse_unknown()
    return group


def _field(item: CheckedObject) -> Field:
    type_ = _type(item)
    minimum, maximum = _bound(item, "minimum", type_), _bound(item, "maximum", type_)
    if minimum is None and type_ in NUMBERS:
        minimum = Decimal(0)
    if maximum is None and type_ is FieldType.PERCENT:
        maximum = Decimal(100)
    field = Field(
        key=item.key(),
        type=type_,
        label=item.words("label", required=True),
        short_label=item.words("short_label"),
        unit=item.words("unit") or DEFAULT_UNIT.get(type_, NOTHING),
        help=item.words("help", longest=HELP_LENGTH),
        required=item.flag("required"),
        required_if=item.reference("required_if"),
        minimum=minimum,
        maximum=maximum,
        decimals=item.whole("decimals", 2, least=0, most=MOST_DECIMALS),
        max_length=item.whole("max_length", TEXT_LENGTH.get(type_, 0), least=0, most=LONGEST_TEXT),
        choices=tuple(_choice(choice) for choice in item.objects("choices")),
        at_most_field=item.reference("at_most_field"),
        at_most_called=item.words("at_most_called"),
    )
    _check_fits_type(field, item)
    item.refuse_unknown()
    return field


def _type(item: CheckedObject) -> FieldType:
    value = item.value("type")
    try:
        return FieldType(value)
    except ValueError:
        known = ", ".join(FieldType)
        item.refuse("type", _("Loại trường không có. Dùng một trong: %(known)s.") % {"known": known})
        return FieldType.TEXT


def _choice(item: CheckedObject) -> Choice:
    choice = Choice(item.key(), item.words("label", required=True))
    item.refuse_unknown()
    return choice


def _bound(item: CheckedObject, key: str, type_: FieldType) -> Bound | None:
    value = item.value(key)
    if value is None:
        return None
    if type_ in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    if type_ is FieldType.DATE and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    item.refuse(key, _("Giới hạn không hợp với loại trường: số cho trường số, YYYY-MM-DD cho ngày."))
    return None


def _check_fits_type(field: Field, item: CheckedObject) -> None:
    low, high = field.minimum, field.maximum
    backwards = (isinstance(low, Decimal) and isinstance(high, Decimal) and low > high) or (
        isinstance(low, date) and isinstance(high, date) and low > high
    )
    if backwards:
        item.refuse("maximum", _("Giới hạn trên nhỏ hơn giới hạn dưới."))
    if (field.type is FieldType.CHOICE) != bool(field.choices):
        item.refuse("choices", _("Trường lựa chọn cần danh sách lựa chọn; trường khác thì không."))
    _refuse_doubles(item, "choices", [choice.key for choice in field.choices])
    if "unit" in item and field.type not in NUMBERS:
        item.refuse("unit", _("Đơn vị chỉ dùng cho trường số."))
    if "max_length" in item and field.type not in TEXTS:
        item.refuse("max_length", _("Độ dài chỉ dùng cho trường chữ."))


def _check_references(field: Field, group: Group, item: CheckedObject) -> None:
    types = {other.key: other.type for other in group.fields if other is not field}
    if field.at_most_field:
        other = types.get(field.at_most_field)
        if other is None or not _comparable(field.type, other):
            message = _("Cần khóa của một trường khác cùng nhóm, cùng là số hoặc cùng là ngày.")
            item.refuse("at_most_field", message)
    if field.required_if and types.get(field.required_if) is not FieldType.YES_NO:
        item.refuse("required_if", _("Cần khóa của một trường có/không trong cùng nhóm."))


def _comparable(one: FieldType, other: FieldType) -> bool:
    return (one in NUMBERS and other in NUMBERS) or (one is other is FieldType.DATE)


def _refuse_doubles(item: CheckedObject, key: str, keys: list[str]) -> None:
    doubles = sorted({k for k in keys if k and keys.count(k) > 1})
    if doubles:
        item.refuse(key, _("Khóa bị lặp: %(keys)s.") % {"keys": ", ".join(doubles)})
