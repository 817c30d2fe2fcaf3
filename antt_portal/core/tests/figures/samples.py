"""A small schema with one of everything, and short ways to make others."""

from typing import Any

from antt_portal.core.figures.schema import Field, Group, Schema, parse_schema

CAMERA: dict[str, Any] = {
    "key": "camera",
    "title": {"vi": "Camera", "en": "Cameras"},
    "fields": [
        {
            "key": "installed",
            "type": "integer",
            "label": {"vi": "Camera đã lắp", "en": "Cameras installed"},
            "unit": {"vi": "chiếc", "en": "units"},
            "required": True,
        },
        {
            "key": "working",
            "type": "integer",
            "label": {"vi": "Đang hoạt động", "en": "Working"},
            "short_label": {"vi": "Camera hoạt động", "en": "Cameras working"},
            "unit": {"vi": "chiếc", "en": "units"},
            "required": True,
            "at_most_field": "installed",
            "at_most_called": {"vi": "số đã lắp", "en": "the number installed"},
        },
        {"key": "area", "type": "decimal", "label": "Diện tích", "unit": "m²"},
        {"key": "inspected_on", "type": "date", "label": "Kiểm định gần nhất"},
        {"key": "contracted", "type": "yes_no", "label": "Có hợp đồng"},
        {"key": "contract", "type": "text", "label": "Số hợp đồng", "required_if": "contracted"},
        {"key": "remarks", "type": "long_text", "label": "Ghi chú", "max_length": 1000},
    ],
}
RULES: dict[str, Any] = {
    "key": "rules",
    "title": "Nội quy, quy chế",
    "item_title": "Văn bản",
    "repeats": True,
    "min_items": 1,
    "max_items": 4,
    "fields": [
        {"key": "title", "type": "text", "label": "Tên văn bản", "required": True},
        {"key": "issued_on", "type": "date", "label": "Ngày ban hành", "at_most_field": "reviewed_on"},
        {"key": "reviewed_on", "type": "date", "label": "Rà soát gần nhất"},
        {"key": "briefed", "type": "percent", "label": "Đã phổ biến"},
        {"key": "posted", "type": "yes_no", "label": "Niêm yết"},
        {
            "key": "kind",
            "type": "choice",
            "label": "Loại",
            "choices": [{"key": "rule", "label": "Quy chế"}, {"key": "order", "label": "Nội quy"}],
        },
    ],
}
LABOUR: dict[str, Any] = {
    "key": "labour",
    "title": "Lao động theo quý",
    "rows": [{"title": "Quý I"}, {"title": "Quý II"}],
    "fields": [
        {"key": "workers", "type": "integer", "label": "Lao động", "unit": "người", "required": True},
        {"key": "income", "type": "money", "label": "Thu nhập"},
    ],
}


def schema(*groups: dict[str, Any]) -> Schema:
    return parse_schema({"version": 1, "groups": groups and list(groups)})


def everything() -> Schema:
    return schema(CAMERA, RULES, LABOUR)


def group(*fields: dict[str, Any], **attributes: Any) -> Group:
    made = schema({"key": "g", "title": "Nhóm", "fields": list(fields), **attributes})
    return made.groups[0]


def field(type_: str, **attributes: Any) -> Field:
    if type_ == "choice":
        attributes.setdefault("choices", RULES["fields"][-1]["choices"])
    return group({"key": "f", "type": type_, "label": "Số liệu", **attributes}).fields[0]
