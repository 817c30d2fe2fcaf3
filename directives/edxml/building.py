"""From an issued letter to the message that carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from django.utils.translation import gettext as _

from antt_portal.core.documents import printable
from antt_portal.core.refusal import Refused
from directives.edxml.codes import DOCUMENT_TYPES
from directives.edxml.message import (
    Act,
    Affected,
    Agency,
    Answered,
    DocumentType,
    File,
    Message,
    Priority,
    Signer,
    Staff,
    Trace,
)
from directives.letters import Letter, Urgency

MANY = 1_000
# How many documents each act may affect; only a replacement names several.
AFFECTED = {Act.NEW: (0, 0), Act.RECALL: (1, 1), Act.UPDATE: (1, 1), Act.REPLACE: (1, MANY)}
Part = TypeVar("Part")
PRIORITIES = {
    None: Priority.NORMAL,
    Urgency.KHAN: Priority.KHAN,
    Urgency.THUONG_KHAN: Priority.THUONG_KHAN,
    Urgency.HOA_TOC: Priority.HOA_TOC,
}


@dataclass(frozen=True, kw_only=True)
class About:
    """What a message says and the letter does not. ``files``: the issued PDF first, then what is enclosed."""

    sender: Agency
    receivers: tuple[Agency, ...]
    files: tuple[File, ...]
    traces: tuple[Trace, ...]
    pages: int
    document_types: Mapping[str, DocumentType] = field(default_factory=lambda: DOCUMENT_TYPES)
    content: str = ""  # a summary; without one the subject stands for it
    due_on: date | None = None
    copies: int = 1
    sphere: str = ""
    is_directive: bool = False  # calls for something to be done and followed
    has_paper: bool = False  # a paper one is sent as well
    answers: tuple[Answered, ...] = ()
    act: Act = Act.NEW
    reason: str = ""
    affected: tuple[Affected, ...] = ()
    staff: Staff | None = None

    def __post_init__(self) -> None:
        least, most = AFFECTED[self.act]
        if not least <= len(self.affected) <= most:
            raise ValueError(f"{self.act.name} takes {least} to {most} affected documents, not {len(self.affected)}")


def message_of(letter: Letter, about: About) -> Message:
    """Raises Refused when the letter has not been issued, or ``about`` leaves out what every message needs."""
    number = letter.letterhead.number
    made_at = letter.made_at
    if made_at is None or number is None or not number.number_text:
        raise Refused("edxml-not-issued", _("Văn bản chưa có số hoặc ngày nên chưa xuất được edXML. Cấp số trước."))
    dated = made_at.date()
    said = printable(letter)
    message = Message(
        sender=about.sender,
        receivers=_needed(about.receivers, "edxml-no-receiver", _("Cần ít nhất một cơ quan nhận có mã định danh.")),
        number=number.number_text,
        notation=said.symbol,
        place=said.place,
        dated=dated,
        document_type=_type_of(letter, about.document_types),
        subject=said.subject or said.title,
        content=about.content or said.subject or said.title,
        signer=Signer(
            position=said.signature.office, name=said.signature.name, competence=said.signature.authority or ""
        ),
        due_on=about.due_on,
        to_places=(*said.recipients, *said.also_to),
        priority=PRIORITIES[letter.urgency],
        sphere=about.sphere,
        copies=about.copies,
        pages=about.pages,
        appendixes=tuple(one.title for one in said.attachments),
        answers=about.answers,
        is_directive=about.is_directive,
        document_id=document_id(about.sender.organ_id, dated, f"{number.number_text}/{said.symbol}"),
        traces=about.traces,
        act=about.act,
        reason=about.reason,
        affected=_affected(about),
        staff=about.staff,
        has_paper=about.has_paper,
        files=_needed(about.files, "edxml-no-file", _("Cần tệp PDF đã phát hành để xuất edXML.")),
    )
    return cast("Message", printable(message))


def document_id(organ_id: str, dated: date, code: str) -> str:
    """The name of a document among all offices: who, when, number and symbol."""
    return f"{organ_id},{dated:%Y/%m/%d},{code}"


def _affected(about: About) -> tuple[Affected, ...]:
    """Only a replacement says at whose it holds; what is recalled or updated is so for everybody."""
    if about.act is Act.REPLACE:
        return about.affected
    return tuple(Affected(document_id=one.document_id) for one in about.affected)


def _needed(parts: tuple[Part, ...], code: str, text: str) -> tuple[Part, ...]:
    if not parts:
        raise Refused(code, text)
    return parts


def _type_of(letter: Letter, types: Mapping[str, DocumentType]) -> DocumentType:
    try:
        return types[letter.kind]
    except KeyError:
        text = _("Loại văn bản này chưa có mã trong bảng mã loại văn bản của edXML. Bổ sung mã rồi xuất lại.")
        raise Refused("edxml-no-type", text) from None
