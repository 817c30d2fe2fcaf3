"""Volumes (quyển) of a printed register: which numbers each holds, and what stands at the head of its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from enterprises.models import Organisation

# Setting a table takes about 20 ms a row: a volume stays well below what a render process may cost.
VOLUME_SIZE = 250


def numbers_of(volume: int) -> tuple[int, int]:
    """The first and the last number of a volume, which counts from 1."""
    return (volume - 1) * VOLUME_SIZE + 1, volume * VOLUME_SIZE


def volumes_of(last_number: int) -> range:
    """One by one; an empty register has none."""
    return range(1, -(-last_number // VOLUME_SIZE) + 1)


def spans_of(last_number: int) -> list[tuple[int, int, int]]:
    """Each volume with its first and its last number; the latest ends where the register does."""
    spans = [(volume, *numbers_of(volume)) for volume in volumes_of(last_number)]
    return [(volume, first, min(last, last_number)) for volume, first, last in spans]


class Numbered(Protocol):
    @property
    def number(self) -> str: ...


Row = TypeVar("Row", bound=Numbered)


@dataclass(frozen=True, kw_only=True)
class Volume(Generic[Row]):
    """``printed_at`` is the moment its rows were read: the last columns may be filled later."""

    superior: tuple[str, ...]
    agency: tuple[str, ...]
    year: int
    volume: int
    printed_at: datetime
    rows: tuple[Row, ...]

    @property
    def made_at(self) -> datetime:
        return self.printed_at

    @property
    def span(self) -> str:
        return f"Từ số {self.rows[0].number} đến số {self.rows[-1].number}" if self.rows else "Chưa có số nào"


def head_data(agency: Organisation, *, year: int, volume: int, on: date, at: datetime) -> dict[str, Any]:
    """The head as JSON, under the name that ``agency`` has on ``on``."""
    name = agency.name_on(on)
    return {
        "superior": name.superior.splitlines(),
        "agency": name.lines.splitlines() or [name.name.upper()],
        "year": year,
        "volume": volume,
        "printed_at": at.isoformat(),
    }


def head_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``Volume`` but its rows, out of ``head_data``."""
    return {
        "superior": tuple(data["superior"]),
        "agency": tuple(data["agency"]),
        "year": data["year"],
        "volume": data["volume"],
        "printed_at": datetime.fromisoformat(data["printed_at"]),
    }
