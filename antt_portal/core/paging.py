"""Pages of long lists."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class ByKeys(Paginator):
    """Looks for the keys of a page first and then for those rows alone: what a row shows is joined to a page of them,
    and not to all that could be on it.

    ``found`` is everything in its order; ``shown`` gives the rows of some keys, in any order, with what they show.
    """

    def __init__(self, found: QuerySet[Any], per_page: int, *, shown: Callable[[list[int]], Iterable[Any]]) -> None:
        super().__init__(found.values_list("pk", flat=True), per_page)
        self.shown = shown

    def page(self, number: int | str) -> Page:
        page = super().page(number)
        keys = list(page.object_list)
        rows = {row.pk: row for row in self.shown(keys)} if keys else {}
        page.object_list = [rows[key] for key in keys if key in rows]
        return page
