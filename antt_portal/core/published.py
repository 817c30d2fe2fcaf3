"""What anybody may know of an issued paper, whichever app issued it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise


class Standing(StrEnum):
    VALID = "valid"
    RECALLED = "recalled"
    REPLACED = "replaced"


@dataclass(frozen=True, kw_only=True)
class Published:
    """Names are those of the day of issue. ``ended_by`` is the paper that recalled or replaced it, from ``ended_on``.

    ``number`` is empty where a paper has none of its own. ``files`` are the SHA-256 of the PDFs that were issued, in
    hexadecimal; empty while none is made yet.
    """

    kind: str | Promise
    code: str
    number: str
    dated_on: date
    agency: str
    holder: str = ""
    standing: Standing = Standing.VALID
    ended_on: date | None = None
    ended_by: str = ""
    files: frozenset[str] = frozenset()
