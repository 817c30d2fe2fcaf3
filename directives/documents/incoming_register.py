"""Sổ đăng ký văn bản đến: the ten columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV, on A4 across."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from antt_portal.core.documents import printable
from antt_portal.core.formats import vn_date
from directives.documents.volumes import Volume, head_data, head_of
from directives.models import ArrivalSeries, IncomingDocument

KIND = "incoming_register"


@dataclass(frozen=True)
class ArrivalRow:
    """One document, as printed."""

    arrived: str
    number: str
    agency: str
    symbol: str
    dated: str
    title: str
    receiver: str
    passed_on: str
    receipt: str
    note: str


@dataclass(frozen=True, kw_only=True)
class IncomingRegister(Volume[ArrivalRow]):
    kind: ClassVar[str] = KIND
    template_name: ClassVar[str] = "documents/incoming_register.html"

    @property
    def title(self) -> str:
        return f"Sổ đăng ký văn bản đến năm {self.year}, quyển số {self.volume}"


def arrivals_data(
    series: ArrivalSeries, documents: Iterable[IncomingDocument], *, on: date, at: datetime, volume: int
) -> dict[str, Any]:
    """What ``incoming_register`` prints, under the name the receiving organisation has on ``on``."""
    head = head_data(series.organisation, year=series.year, volume=volume, on=on, at=at)
    return head | {"rows": [_row(document) for document in documents]}


def _row(document: IncomingDocument) -> dict[str, str]:
    return {
        "arrived": vn_date(document.arrived_on),
        "number": document.arrival_text,
        "agency": document.agency,
        "symbol": document.full_number,
        "dated": vn_date(document.dated_on) if document.dated_on else "",
        "title": document.title,
        "receiver": document.receiver,
        "passed_on": vn_date(document.passed_on) if document.passed_on else "",
        "receipt": document.receipt_note,
        "note": document.note,
    }


def incoming_register(data: dict[str, Any]) -> IncomingRegister:
    """``data`` is that of ``arrivals_data``."""
    data = printable(data)
    return IncomingRegister(**head_of(data), rows=tuple(ArrivalRow(**row) for row in data["rows"]))
