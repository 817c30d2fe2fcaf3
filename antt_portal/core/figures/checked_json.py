"""Reads JSON that people wrote, and lists all of its faults instead of stopping at the first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from antt_portal.core.figures.words import NOTHING, Words

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LABEL_LENGTH = 200
HELP_LENGTH = 600


@dataclass(frozen=True)
class Fault:
    path: str
    message: str


class CheckedObject:
    """One object of the JSON. A getter returns something of the right type even where it notes a fault."""

    def __init__(self, data: object, path: str, faults: list[Fault]) -> None:
        self.path = path
        self._faults = faults
        self._known: set[str] = set()
        self._data: dict[str, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            faults.append(Fault(path, _("Phải là một đối tượng JSON.")))

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def refuse(self, key: str, message: str) -> None:
        self._faults.append(Fault(f"{self.path}.{key}", message))

    def value(self, key: str) -> Any:
        self._known.add(key)
        return self._data.get(key)

    def key(self, key: str = "key") -> str:
        value = self.value(key)
        if isinstance(value, str) and KEY.fullmatch(value):
            return value
        self.refuse(key, _("Cần một khóa gồm chữ thường a–z, chữ số và gạch dưới, bắt đầu bằng chữ."))
        return ""

    def reference(self, key: str) -> str:
        return self.key(key) if self.value(key) is not None else ""

    def words(self, key: str, *, required: bool = False, longest: int = LABEL_LENGTH) -> Words:
        value = self.value(key)
        words = NOTHING if value is None else _words(value)
        if words is None or max(len(words.vi), len(words.en)) > longest:
            message = _("Cần một chuỗi hoặc {vi, en}, mỗi chuỗi nhiều nhất %(most)s ký tự.")
            self.refuse(key, message % {"most": longest})
            return NOTHING
        if required and not words:
            self.refuse(key, _("Chưa có nội dung tiếng Việt."))
        return words

    def flag(self, key: str) -> bool:
        value = self.value(key)
        if value is not None and not isinstance(value, bool):
            self.refuse(key, _("Cần true hoặc false."))
        return value is True

    def whole(self, key: str, default: int, *, least: int, most: int) -> int:
        value = self._data.get(key, default)
        self._known.add(key)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.refuse(key, _("Cần một số nguyên từ %(least)s đến %(most)s.") % {"least": least, "most": most})
        return default

    def items(self, key: str) -> list[Any]:
        value = self.value(key)
        if value is None or isinstance(value, list):
            return value or []
        self.refuse(key, _("Cần một danh sách."))
        return []

    def objects(self, key: str) -> Iterator["CheckedObject"]:
        for index, item in enumerate(self.items(key)):
            yield CheckedObject(item, f"{self.path}.{key}[{index}]", self._faults)

    def refuse_unknown(self) -> None:
        """Call after everything known has been read: what is left over is likely a typing error."""
        for key in [key for key in self._data if key not in self._known]:
            self.refuse(key, _("Không có thuộc tính này."))


def _words(value: object) -> Words | None:
    if isinstance(value, str):
        return Words(value.strip())
    if not isinstance(value, dict) or not value.keys() <= {"vi", "en"}:
        return None
    vi, en = value.get("vi", ""), value.get("en", "")
    return Words(vi.strip(), en.strip()) if isinstance(vi, str) and isinstance(en, str) else None
