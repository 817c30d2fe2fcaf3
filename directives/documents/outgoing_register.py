"""Sổ đăng ký văn bản đi: the ten columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV, on A4 across."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from antt_portal.core.documents import printable
from antt_portal.core.formats import vn_date
from directives.documents.volumes import Volume, head_data, head_of
from directives.models import EntryState, NumberSeries, RegisterEntry

KIND = "outgoing_register"


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


@dataclass(frozen=True, kw_only=True)
class OutgoingRegister(Volume[RegisterRow]):
    kind: ClassVar[str] = KIND
    template_name: ClassVar[str] = "documents/outgoing_register.html"

    group: str

    @property
    def title(self) -> str:
        return f"Sổ đăng ký văn bản đi năm {self.year}: {self.group}, quyển số {self.volume}"


def register_data(
    series: NumberSeries, entries: Iterable[RegisterEntry], *, on: date, at: datetime, volume: int
) -> dict[str, Any]:
    """What ``outgoing_register`` prints, under the name the agency has on ``on``."""
    return head_data(series.agency, year=series.year, volume=volume, on=on, at=at) | {
        "group": str(series.get_group_display()),
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
    rows = tuple(RegisterRow(**row) for row in data["rows"])
    return OutgoingRegister(**head_of(data), group=data["group"], rows=rows)
