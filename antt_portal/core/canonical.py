"""One value, one sequence of bytes: what the hash of a frozen version is taken over.

A change of these bytes makes every stored hash wrong. Kinds of value can be added; the rest stays as it is.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias
from unicodedata import normalize
from uuid import UUID

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"


def digest(data: object) -> str:
    """The SHA-256 of ``canonical_bytes(data)``, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(data)).hexdigest()


def canonical_bytes(data: object) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8. Equal figures, texts and instants give equal bytes.

    Texts are NFC, decimals lose trailing zeros (databases pad them), instants are UTC, and dates, decimals
    and UUIDs are strings. Raises TypeError for a float, a datetime without time zone, a translation that is
    not yet text, a key that is not a string, or any other kind; ValueError for a decimal that is no number
    and for two keys that differ only in their encoding.
    """
    text = json.dumps(plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def plain(value: object) -> Plain:
    """``value`` as JSON can say it, in the one way; raises as ``canonical_bytes`` does."""
    match value:
        case None | bool() | int():
            return value
        case str():
            return normalize("NFC", value)
        case Decimal():
            return _decimal(value)
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return _mapping(value)
        case list() | tuple():
            return [plain(item) for item in value]
    raise TypeError(f"no canonical form for {type(value).__name__}: {value!r}")


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"no canonical form for {value!r}")
    digits = f"{value:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if value == 0 else digits


def _instant(value: datetime) -> str:
    if value.utcoffset() is None:
        raise TypeError(f"no canonical form for a datetime without time zone: {value!r}")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _mapping(value: Mapping[object, object]) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise TypeError(f"a key must be a string: {key!r}")
        name = normalize("NFC", key)
        if name in found:
            raise ValueError(f"two keys are the same text: {name!r}")
        found[name] = plain(item)
    return found
