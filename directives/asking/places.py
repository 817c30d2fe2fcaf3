"""Places within a letter as its writers call them, for findings, versions and templates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PATH = re.compile(r"^\$\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?$")
NAMES: dict[str, str | Promise] = {
    "superior_agency": gettext_lazy("Cơ quan chủ quản"),
    "agency": gettext_lazy("Tên cơ quan"),
    "number": gettext_lazy("Số"),
    "date": gettext_lazy("Ngày"),
    "symbol": gettext_lazy("Ký hiệu"),
    "place": gettext_lazy("Địa danh"),
    "urgency": gettext_lazy("Độ khẩn"),
    "subject": gettext_lazy("Trích yếu"),
    "recipients": gettext_lazy("Kính gửi"),
    "also_to": gettext_lazy("Đồng kính gửi"),
    "bases": gettext_lazy("Căn cứ"),
    "body": gettext_lazy("Đoạn"),
    "copies_to": gettext_lazy("Nơi nhận"),
    "archive": gettext_lazy("Dòng Lưu"),
    "signature": gettext_lazy("Người ký"),
    "attachments": gettext_lazy("Gửi kèm"),
    "annexes": gettext_lazy("Phụ lục"),
}
LINES = frozenset({"superior_agency", "agency", "recipients", "also_to", "bases", "copies_to"})


@dataclass(frozen=True)
class Spot:
    """A path of a letter as data, read: ``$.body[3].text`` is body, 3, text."""

    field: str
    index: int | None = None
    part: str = ""

    @property
    def called(self) -> str:
        """“Đoạn 4”, “Kính gửi, dòng 2”, “Trích yếu”."""
        name = str(NAMES.get(self.field, _("Văn bản")))
        if self.index is None:
            return name
        pattern = _("%(name)s, dòng %(number)s") if self.field in LINES else _("%(name)s %(number)s")
        return pattern % {"name": name, "number": self.index + 1}


def spot_of(path: str) -> Spot:
    """Deeper paths (cells of an annex) count for their field."""
    match = PATH.match(path)
    if match is None:
        return Spot(re.split(r"[.\[\]]+", path.removeprefix("$."))[0])
    return Spot(match[1], int(match[2]) if match[2] else None, match[3] or "")


def text_at(data: Mapping[str, Any], path: str) -> str:
    """The text there; empty when there is none (any more)."""
    spot = spot_of(path)
    found: Any = data.get(spot.field)
    if spot.index is not None:
        found = found[spot.index] if isinstance(found, list) and spot.index < len(found) else None
    if spot.part:
        found = found.get(spot.part) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""


def with_text(data: Mapping[str, Any], path: str, text: str) -> dict[str, Any]:
    """A copy of ``data`` with ``text`` at a path that ``text_at`` finds something at."""
    spot = spot_of(path)
    if spot.index is None:
        changed: Any = {**data[spot.field], spot.part: text} if spot.part else text
        return {**data, spot.field: changed}
    lines = list(data[spot.field])
    lines[spot.index] = {**lines[spot.index], spot.part: text} if spot.part else text
    return {**data, spot.field: lines}
