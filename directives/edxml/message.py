"""A message of QCVN 102:2016/BTTTT as data. Names of elements are in ``writing``; what is uncertain in decision 51."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum


class Priority(IntEnum):
    NORMAL = 0
    KHAN = 1
    THUONG_KHAN = 2
    HOA_TOC = 3


class Act(IntEnum):
    """What the message does with the document."""

    NEW = 0
    RECALL = 1
    UPDATE = 2
    REPLACE = 3


@dataclass(frozen=True, kw_only=True)
class Agency:
    """``organ_id`` is the code of Quyết định 20/2020/QĐ-TTg ("H31.15"). ``in_charge`` is the agency above it."""

    organ_id: str
    name: str
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentType:
    code: int
    name: str
    detail: int = 0


@dataclass(frozen=True, kw_only=True)
class Signer:
    """``competence`` is the line above the office, as printed; empty when the head signs."""

    position: str
    name: str
    competence: str = ""


@dataclass(frozen=True, kw_only=True)
class File:
    name: str
    content_type: str
    content: bytes
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Trace:
    """``at`` to the second."""

    organ_id: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Whom to ask at the sender's."""

    department: str
    name: str
    mobile: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Affected:
    """A document that this one recalls, updates or replaces. ``organ_ids``: at whose it is replaced; none means all."""

    document_id: str
    organ_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A document that this one answers. ``code`` is number and symbol as printed."""

    organ_id: str
    code: str
    dated: date
    document_id: str


@dataclass(frozen=True, kw_only=True)
class Message:
    sender: Agency
    receivers: tuple[Agency, ...]
    number: str
    notation: str
    place: str
    dated: date
    document_type: DocumentType
    subject: str
    content: str
    signer: Signer
    due_on: date | None
    to_places: tuple[str, ...]
    priority: Priority
    sphere: str
    copies: int
    pages: int
    appendixes: tuple[str, ...]
    answers: tuple[Answered, ...]
    is_directive: bool
    document_id: str
    traces: tuple[Trace, ...]
    act: Act
    reason: str
    affected: tuple[Affected, ...]
    staff: Staff | None
    has_paper: bool
    files: tuple[File, ...]
