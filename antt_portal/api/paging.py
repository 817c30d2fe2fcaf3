"""Pages by key, not by number: what comes in while somebody reads moves nothing, and is found at the end."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from antt_portal.api.asking import ListQuery
from antt_portal.api.problems import NO_CURSOR, Problem


def after(visible: QuerySet[Any], cursor: UUID) -> int:
    """The key behind a cursor, which is the public id of a row. Raises Problem for one the reader does not see."""
    found = visible.filter(public_id=cursor).values_list("pk", flat=True).first()
    if found is None:
        raise Problem(NO_CURSOR)
    return int(found)


def cut(visible: QuerySet[Any], narrowed: QuerySet[Any], query: ListQuery) -> tuple[list[Any], UUID | None]:
    """The rows of one page, and the cursor of the next."""
    if query.cursor:
        narrowed = narrowed.filter(pk__gt=after(visible, query.cursor))
    found = list(narrowed.only("pk", "public_id").order_by("pk")[: query.limit + 1])
    rows = found[: query.limit]
    return rows, rows[-1].public_id if len(found) > query.limit else None


def address_of_next(request: HttpRequest, cursor: UUID | None) -> str | None:
    if cursor is None:
        return None
    asked = request.GET.copy()
    asked["cursor"] = str(cursor)
    return f"{settings.SITE_ORIGIN}{request.path}?{asked.urlencode()}"
