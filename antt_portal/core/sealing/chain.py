"""The chain of sealed rows, and where it first breaks (docs/decisions/0095-a-record-nobody-rewrites.md).

Needs nothing but Python: this one file checks an export on a machine without the portal,
``python3 chain.py EXPORT.jsonl``; ``script/verify-audit`` and ``manage.py verify_audit`` say the same.

A line is a dict: ``position``, ``entry_id``, ``sealed_at``, the parts ``entry``, ``address``, ``said`` (None when
gone), the digests of the three, and ``digest``, over them and the digest before. A row without a seal has no position.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

FORMAT = "antt-audit-1"
ADDRESSES_KEPT = timedelta(days=730)  # then they are erased, and no act of erasing names them
ERASING = "person.erase"
PARTS = ("address", "said")

Line: TypeAlias = Mapping[str, Any]


def digest_of(plain: object) -> str:
    """As ``antt_portal.core.canonical.digest`` for what JSON can say."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link(position: int, before: str, line: Line) -> str:
    """The digest of the row at ``position`` whose predecessor's is ``before``; "" before the first."""
    names = ("entry_digest", "address_digest", "said_digest")
    return digest_of({"position": position, "before": before, **{name: line[name] for name in names}})


@dataclass(frozen=True)
class Fault:
    """``kind``: altered, removed, inserted or reordered; ``part``: entry, address, said or seal."""

    kind: str
    part: str
    position: int | None
    entry_id: int | None

    def __str__(self) -> str:
        where = f"vị trí {self.position}" if self.position else "không có vị trí trong chuỗi"
        row = f", dòng nhật ký {self.entry_id}" if self.entry_id else ""
        return f"{KINDS[self.kind]} ({PART_NAMES[self.part]}): {where}{row}"


KINDS = {
    "altered": "Đã bị sửa",
    "removed": "Đã bị xóa",
    "inserted": "Đã bị chèn thêm",
    "reordered": "Đã bị đổi chỗ",
}
PART_NAMES = {"entry": "dòng nhật ký", "address": "địa chỉ mạng", "said": "nội dung đã ghi", "seal": "mã niêm phong"}


@dataclass
class Walk:
    """What was found line by line. ``known`` are digests kept elsewhere, by position."""

    at: datetime
    known: Mapping[int, str] = field(default_factory=dict)
    position: int = 0
    digest: str = ""
    waiting: list[int] = field(default_factory=list)
    erased: dict[tuple[str, int], int] = field(default_factory=dict)
    named: set[tuple[str, int]] = field(default_factory=set)

    def take(self, line: Line) -> Fault | None:
        """Step over ``line``, or say what is wrong with it and stay."""
        if line["position"] is None:
            return self._unsealed(line)
        fault = self._place(line) or self._seal(line) or self._contents(line)
        if fault is None:
            self._step(line)
        return fault

    def _unsealed(self, line: Line) -> Fault | None:
        if not line.get("waiting"):
            return Fault("inserted", "entry", None, line["entry_id"])
        self.waiting.append(line["entry_id"])
        self._remember_names(line)
        return None

    def _place(self, line: Line) -> Fault | None:
        if self.waiting:  # these stand at the end of an export, or nowhere
            return Fault("inserted", "entry", None, self.waiting[0])
        if line["position"] > self.position + 1:
            return Fault("removed", "seal", self.position + 1, None)
        if line["position"] <= self.position:
            return Fault("inserted", "seal", line["position"], line["entry_id"])
        return None

    def _seal(self, line: Line) -> Fault | None:
        place = (line["position"], line["entry_id"])
        if line["digest"] != link(line["position"], self.digest, line):
            return Fault("altered", "seal", *place)
        if self.known.get(line["position"], line["digest"]) != line["digest"]:
            return Fault("altered", "seal", *place)
        return None

    def _contents(self, line: Line) -> Fault | None:
        place = (line["position"], line["entry_id"])
        entry = line["entry"]
        if entry is None:
            return Fault("removed", "entry", *place)
        if entry.get("id") != line["entry_id"] or digest_of(entry) != line["entry_digest"]:
            return Fault("altered", "entry", *place)
        for part in PARTS:
            if line[part] is not None and digest_of(line[part]) != line[f"{part}_digest"]:
                return Fault("altered", part, *place)
        return None

    def _step(self, line: Line) -> None:
        for part in PARTS:
            if line[part] is None and line[f"{part}_digest"] and not self._is_past(part, line["entry"]):
                self.erased[part, line["entry_id"]] = line["position"]
        self._remember_names(line)
        self.position, self.digest = line["position"], line["digest"]

    def _is_past(self, part: str, entry: Line) -> bool:
        return part == "address" and datetime.fromisoformat(entry["at"]) < self.at - ADDRESSES_KEPT

    def _remember_names(self, line: Line) -> None:
        entry, said = line["entry"], line["said"]
        if entry and said and entry["verb"] == ERASING:
            after = said["after"] or {}
            self.named.update((part, entry_id) for part in PARTS for entry_id in after.get(part, ()))

    def unnamed(self) -> Fault | None:
        """The first part that is gone though no act of erasing names it."""
        gone = [(position, place) for place, position in self.erased.items() if place not in self.named]
        if not gone:
            return None
        position, (part, entry_id) = min(gone)
        return Fault("removed", part, position, entry_id)


@dataclass(frozen=True)
class Outcome:
    """``count`` rows are as they were sealed, the last with ``digest``; ``waiting`` are not sealed yet."""

    count: int
    digest: str
    waiting: int
    erased: int
    fault: Fault | None

    def __str__(self) -> str:
        if self.fault:
            return f"{self.fault}. {self.count} dòng trước đó đúng."
        said = f"Đúng: {self.count} dòng đã niêm phong, mã cuối {self.count}:{self.digest or '-'}."
        return f"{said} Chờ niêm phong: {self.waiting}. Phần riêng đã xóa theo yêu cầu: {self.erased}."


def check(lines: Iterable[Line], *, at: datetime, known: Mapping[int, str] | None = None) -> Outcome:
    """Go over ``lines`` in their order up to the first fault. ``known`` positions must be there with their digests."""
    walk, fault = Walk(at, known or {}), None
    stream = iter(lines)
    for line in stream:
        fault = walk.take(line)
        if fault:
            fault = _named_better(fault, line, stream, walk)
            break
    first = walk.unnamed()
    if first and (fault is None or (fault.position or sys.maxsize) > (first.position or 0)):
        fault = first
    missing = [position for position in sorted(walk.known) if position > walk.position]
    if fault is None and missing:
        fault = Fault("removed", "seal", walk.position + 1, None)
    return Outcome(walk.position, walk.digest, len(walk.waiting), len(walk.erased), fault)


def _named_better(fault: Fault, line: Line, rest: Iterator[Line], walk: Walk) -> Fault:
    """A row that is found further on was moved, and one whose seal alone is gone was not inserted."""
    place = walk.position + 1
    sealed = (one for one in rest if one["position"] is not None)
    if line["position"] is None:
        after = next(sealed, None)
        return Fault("removed", "seal", place, fault.entry_id) if after and after["position"] > place else fault
    if fault.kind == "inserted":
        return fault
    moved = Fault("reordered", "seal" if fault.part == "seal" else "entry", place, fault.entry_id)
    if fault.kind == "removed" and fault.part == "seal":
        return moved if any(one["position"] == place for one in sealed) else fault
    if fault.part == "seal":
        return moved if any(link(place, walk.digest, one) == one["digest"] for one in sealed) else fault
    if fault.part == "entry" and line["entry"] is not None:
        was = digest_of(line["entry"])
        return moved if any(one["entry_digest"] == was for one in sealed) else fault
    return fault


def read_export(path: Path) -> Iterator[Line]:
    """The lines of an export. Raises ValueError for a file that is none, or that was cut off."""
    with path.open(encoding="utf-8") as file:
        head = json.loads(next(file, "null"))
        if not isinstance(head, dict) or head.get("format") != FORMAT:
            raise ValueError("không phải tệp xuất nhật ký của Cổng ANTT")
        for text in file:
            line = json.loads(text)
            if "end" in line:
                return
            yield line
    raise ValueError("tệp bị cắt: thiếu dòng cuối")


def known_digest(text: str) -> tuple[int, str]:
    position, _, digest = text.partition(":")
    return int(position), digest


def main() -> int:
    parser = argparse.ArgumentParser(description="Kiểm tra tệp xuất nhật ký, không cần Cổng ANTT.")
    parser.add_argument("export", type=Path, help="tệp do manage.py export_audit ghi")
    parser.add_argument("--known", type=known_digest, action="append", default=[], help="VỊ-TRÍ:MÃ đã giữ ở nơi khác")
    asked = parser.parse_args()
    try:
        outcome = check(read_export(asked.export), at=datetime.now(UTC), known=dict(asked.known))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        sys.stderr.write(f"Không đọc được: {error}\n")
        return 2
    sys.stdout.write(f"{outcome}\n")
    return 1 if outcome.fault else 0


if __name__ == "__main__":
    sys.exit(main())
