"""A kind of row that can be read: as a list, and one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from antt_portal.api.asking import ListQuery
from antt_portal.api.models import Scope
from antt_portal.api.reader import Reader
from antt_portal.api.shapes import Named, Page, Shape


@dataclass(frozen=True)
class Resource:
    """``visible`` asks what the pages ask; ``narrowed`` applies the filters; ``said`` reads for all rows at once."""

    many: str
    one: str
    scope: Scope
    title: str | Promise
    about: str | Promise
    shape: type[Shape]
    page: type[Page[Any]]
    query: type[ListQuery]
    visible: Callable[[Reader], QuerySet[Any]]
    narrowed: Callable[[QuerySet[Any], Any, Reader], QuerySet[Any]]
    said: Callable[[list[Any], Reader], list[Any]]


def named(organisation: Any) -> Named:
    return Named(id=organisation.public_id, name=organisation.name)
