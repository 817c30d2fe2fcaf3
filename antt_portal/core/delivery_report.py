"""Reading what a mail server says of a mail that it could not deliver (RFC 3464, inside the report of RFC 6522)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from uuid import UUID

LONGEST = 5_000_000  # bytes; a report carries at most the mail, and ours are small
OURS = re.compile(r"<notice-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@")


class NoReport(Exception):
    """What was read is not a delivery report."""


@dataclass(frozen=True)
class DeliveryReport:
    """``notice`` is the public id of ours, None when the mail is somebody else's; ``failed`` is false for a delay."""

    notice: UUID | None
    failed: bool
    reason: str


def read_report(raw: bytes) -> DeliveryReport:
    """Raises NoReport for anything but a multipart/report about a delivery."""
    report = message_from_bytes(raw)
    if report.get_content_type() != "multipart/report":
        raise NoReport(report.get_content_type())
    parts = list(report.walk())
    recipients = [fields for part in parts for fields in _recipients(part)]
    if not recipients:
        raise NoReport("message/delivery-status")
    failures = [fields for fields in recipients if _field(fields, "Action").lower() == "failed"]
    return DeliveryReport(_notice(parts), bool(failures), "; ".join(map(_reason, failures)))


def _recipients(part: Message) -> Iterator[Message]:
    """The groups of fields about one recipient each; the first group is about the message."""
    payload = part.get_payload()
    if part.get_content_type() == "message/delivery-status" and isinstance(payload, list):
        yield from (fields for fields in payload if isinstance(fields, Message) and "Action" in fields)


def _notice(parts: list[Message]) -> UUID | None:
    """Of the mail that came back; a report that names several (a thread) is about the first."""
    for text in _identifiers(parts):
        if found := OURS.search(text):
            return UUID(found[1])
    return None


def _identifiers(parts: list[Message]) -> Iterator[str]:
    for part in parts[1:]:
        yield _field(part, "Message-ID")
        if part.get_content_type() == "text/rfc822-headers":
            yield _field(message_from_string(_text(part)), "Message-ID")
    yield _field(parts[0], "References")
    yield _field(parts[0], "In-Reply-To")


def _text(part: Message) -> str:
    decoded = part.get_payload(decode=True)
    return decoded.decode(errors="replace") if isinstance(decoded, bytes) else ""


def _reason(fields: Message) -> str:
    """The server's own words, without the protocol's name; the bare status when it has none."""
    _protocol, _semicolon, words = _field(fields, "Diagnostic-Code").partition(";")
    return words.strip() or _field(fields, "Status") or "failed"


def _field(fields: Message, name: str) -> str:
    return " ".join(str(fields.get(name, "")).split())
