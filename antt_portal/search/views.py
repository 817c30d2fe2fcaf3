"""The search page: a few hits of each kind, or page by page those of one."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.search.asking import MOST_CHARACTERS, MOST_WORDS, Asked, read
from antt_portal.search.source import Hit, Source, behind_the_wall, looking
from antt_portal.search.sources import sources_of
from enterprises.middleware import PortalRequest

SHOWN, PAGE_SIZE = 8, 20
EXAMPLES = ("khu cong nghiep", "PCCC", "camera", "2358/KHPPH")


@dataclass(frozen=True)
class Group:
    """The hits of one kind; ``page`` where one pages through them, ``has_more`` where it is a first few."""

    source: Source
    hits: list[Hit]
    has_more: bool = False
    page: Page[Any] | None = None


@require_GET
def search(request: PortalRequest) -> HttpResponse:
    asked = read(request.GET.get("q", ""))
    sources = sources_of(request.actor)
    chosen = next((one for one in sources if one.kind == request.GET.get("kind")), None)
    context = {
        "asked": asked,
        "groups": _groups(request, asked, sources, chosen) if asked else [],
        "chosen": chosen,
        "sources": sources,
        "examples": EXAMPLES,
        "most_characters": MOST_CHARACTERS,
        "most_words": MOST_WORDS,
    }
    return render(request, "search/page.html", context)


def _groups(request: PortalRequest, asked: Asked, sources: list[Source], chosen: Source | None) -> list[Group]:
    """Kinds without a hit are left out."""
    if chosen:
        with looking(request.actor):
            found = chosen.found(asked, request.actor, clock.today())
            page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
            page.object_list = list(page.object_list)
        groups = [_one_by_one(chosen, page)]
    else:
        groups = [_first(one, one.first(asked, request.actor, clock.today(), SHOWN + 1)) for one in sources]
    return [group for group in groups if group.hits]


def _first(source: Source, rows: list[Any]) -> Group:
    return Group(source, [source.hit(row) for row in rows[:SHOWN]], has_more=len(rows) > SHOWN)


def _one_by_one(source: Source, page: Page[Any]) -> Group:
    return Group(source, [source.hit(row) for row in behind_the_wall(list(page))], page=page)
