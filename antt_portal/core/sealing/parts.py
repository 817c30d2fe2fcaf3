"""The three parts of an audit row as they are sealed: what stays, and two personal ones that can be erased."""

from decimal import Decimal
from typing import Any

from antt_portal.core.canonical import Plain, plain
from antt_portal.core.models import AuditDetail, AuditEntry
from antt_portal.core.sealing.chain import digest_of


def entry_part(entry: AuditEntry) -> Plain:
    return plain(
        {
            "id": entry.pk,
            "at": entry.at,
            "board": entry.board_id,
            "organisation": entry.organisation_id,
            "user": entry.user_id,
            "acting_organisation": entry.acting_organisation_id,
            "role": entry.role,
            "verb": entry.verb,
            "subject_kind": entry.subject_kind,
            "subject": entry.subject_id,
            "from": entry.from_status,
            "to": entry.to_status,
            "version": entry.version,
        }
    )


def address_part(detail: AuditDetail | None) -> Plain:
    """None once it is erased. The salt keeps a short address from being guessed from its digest afterwards."""
    if detail is None or detail.address_salt is None:
        return None
    return plain({"salt": detail.address_salt, "ip": detail.ip})


def said_part(detail: AuditDetail | None) -> Plain:
    """None once it is erased."""
    if detail is None or detail.said_salt is None:
        return None
    said = {"note": detail.note, "before": detail.before, "after": detail.after}
    return plain({"salt": detail.said_salt, **exact(said)})


def exact(value: Any) -> Any:
    """Decimal fractions come back from a database as floats, for which there is no one way to be written."""
    match value:
        case float():
            return {"decimal": Decimal(repr(value))}
        case dict():
            return {key: exact(item) for key, item in value.items()}
        case list():
            return [exact(item) for item in value]
    return value


def digest_or_none(part: Plain) -> str:
    """Empty for a part that is not there."""
    return digest_of(part) if part is not None else ""
