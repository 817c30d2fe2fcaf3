"""Sổ đăng ký văn bản đi: the ten columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV, on A4 across."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from antt_portal.core.documents import printable
from antt_portal.core.formats import vn_date
from directives.models import EntryState, NumberSeries, RegisterEntry

KIND = "outgoing_register"
# Setting a table takes about 20 ms a row: a volume stays well below what a render process may cost.
VOLUME_SIZE = 250


@dataclass(frozen=True)
class RegisterRow:
    """One number, as printed. A number that was not used has a remark and nothing else."""

    number: str
    dated: str
    title: str
    signer: str
    receivers: str
    archive_unit: str
    copies: str
    sent: str
    receipt: str
    remark: str


@dataclass(frozen=True)
class OutgoingRegister:
    """One volume (quyển). ``printed_at`` is the moment its rows were read: the last columns may be filled later."""

    kind: ClassVar[str] = KIND
    template_name: ClassVar[str] = "documents/outgoing_register.html"

    superior: tuple[str, ...]
    agency: tuple[str, ...]
    group: str
    year: int
    volume: int
    printed_at: datetime
    rows: tuple[RegisterRow, ...]

    @property
    def title(self) -> str:
        return f"Sổ đăng ký văn bản đi năm {self.year}: {self.group}, quyển số {self.volume}"

    @property
    def made_at(self) -> datetime:
        return self.printed_at

    @property
    def span(self) -> str:
        return f"Từ số {self.rows[0].number} đến số {self.rows[-1].number}" if self.rows else "Chưa có số nào"


def numbers_of(volume: int) -> tuple[int, int]:
    """The first and the last number of a volume, which counts from 1."""
    return (volume - 1) * VOLUME_SIZE + 1, volume * VOLUME_SIZE


def volumes_of(series: NumberSeries) -> range:
    """One by one; an empty register has none."""
    return range(1, -(-series.last_number // VOLUME_SIZE) + 1)


def register_data(
    series: NumberSeries, entries: Iterable[RegisterEntry], *, on: date, at: datetime, volume: int
) -> dict[str, Any]:
    """What ``outgoing_register`` prints, under the name the agency has on ``on``."""
    name = series.agency.name_on(on)
    return {
        "superior": name.superior.splitlines(),
        "agency": name.lines.splitlines() or [name.name.upper()],
        "group": str(series.get_group_display()),
        "year": series.year,
        "volume": volume,
        "printed_at": at.isoformat(),
        "rows": [_row(entry) for entry in entries],
    }


def _row(entry: RegisterEntry) -> dict[str, str]:
    return {
        "number": str(entry).removesuffix("/"),
        "dated": vn_date(entry.dated_on) if entry.dated_on else "",
        "title": entry.title,
        "signer": entry.signer,
        "receivers": entry.receivers,
        "archive_unit": entry.archive_unit,
        "copies": "" if entry.copies is None else str(entry.copies),
        "sent": vn_date(entry.sent_on) if entry.sent_on else "",
        "receipt": entry.receipt_note,
        "remark": remark_of(entry),
    }


def remark_of(entry: RegisterEntry) -> str:
    """Column 10: why a number is not used, or was not at first."""
    if entry.state == EntryState.USED:
        return entry.reason
    return f"{entry.get_state_display()}: {entry.reason}"


def outgoing_register(data: dict[str, Any]) -> OutgoingRegister:
    """``data`` is that of ``register_data``."""
    data = printable(data)
    return OutgoingRegister(
        superior=tuple(data["superior"]),
        agency=tuple(data["agency"]),
        group=data["group"],
        year=data["year"],
        volume=data["volume"],
        printed_at=datetime.fromisoformat(data["printed_at"]),
        rows=tuple(RegisterRow(**row) for row in data["rows"]),
    )
