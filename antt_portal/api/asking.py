"""What a list may be asked: checked strictly, for a parameter that is silently ignored answers another question."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from antt_portal.api.problems import BAD_QUERY, Problem

MOST_ROWS = 200
DIGITS = re.compile(r"[0-9]{1,9}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
CANONICAL = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
# Outside of these nothing is on record, and no database compares it otherwise.
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _whole(text: Any) -> Any:
    if isinstance(text, str) and not DIGITS.fullmatch(text):
        raise ValueError(text)
    return text


def _uuid(text: Any) -> Any:
    if isinstance(text, str) and not CANONICAL.fullmatch(text):
        raise ValueError(text)
    return text


def _moment(text: Any) -> datetime:
    """RFC 3339, with its time zone; a leap second is the second before it."""
    if not isinstance(text, str) or not MOMENT.fullmatch(text):
        raise ValueError(text)
    asked = datetime.fromisoformat(text.upper().replace(":60", ":59", 1) if text[17:19] == "60" else text.upper())
    return min(max(asked, FIRST), LAST)


# The constraints stand before the validator, or JSON Schema would not know them.
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS), BeforeValidator(_whole)]
Id = Annotated[UUID, BeforeValidator(_uuid)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Year = Annotated[int, Field(ge=2000, le=2200), BeforeValidator(_whole)]


class Nothing(BaseModel):
    """Of an address that takes no parameters."""

    model_config = ConfigDict(extra="forbid")


class ListQuery(Nothing):
    limit: Limit = Field(50, description=_("Số dòng nhiều nhất của một trang, từ 1 đến 200."))
    cursor: Id | None = Field(
        None, description=_("Vị trí đọc tiếp. Lấy nguyên địa chỉ trong mục next của trang trước.")
    )
    updated_since: Moment | None = Field(
        None,
        description=_("Chỉ những dòng thay đổi từ thời điểm này, theo RFC 3339 và có múi giờ: 2026-11-15T00:00:00Z."),
    )


Q = TypeVar("Q", bound=Nothing)


def asked(kind: type[Q], given: QueryDict) -> Q:
    """Raises Problem with every parameter that is unknown, given twice, or has a value it cannot have."""
    twice = [(name, gettext("Chỉ ghi tham số này một lần.")) for name, values in given.lists() if len(values) > 1]
    if twice:
        raise Problem(BAD_QUERY, errors=twice)
    try:
        return kind.model_validate(given.dict())
    except ValidationError as wrong:
        names = dict.fromkeys(str(one["loc"][0]) for one in wrong.errors())
        raise Problem(BAD_QUERY, errors=[(name, _reason(kind, name)) for name in names]) from wrong


def _reason(kind: type[Nothing], name: str) -> str:
    field = kind.model_fields.get(name)
    if field is None:
        return gettext("Địa chỉ này không có tham số như vậy.")
    return gettext(field.description or "")
