"""How far a directive got: the page with its figures, told anew while it is open, and the lists behind them."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from antt_portal.core import clock
from directives.coverage.figures import Figures, figures, figures_now, stamp_of
from directives.coverage.listing import listed, rows_of
from directives.forms.coverage import CoverageFilter, moment_of
from directives.models import Directive, LetterStatus
from directives.permissions import can_compose, can_nudge
from directives.views.coverage_page import changed, figures_context, places_url, seen_directive, tree_context
from enterprises.middleware import PortalRequest

PAGE_SIZE = 50
NO_CONTENT = 204


@require_safe
@vary_on_headers("HX-Request")
def coverage(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Asked by htmx with the stamp that the page has, it answers with what changed, or 204 when nothing did."""
    directive = seen_directive(request, public_id)
    past = moment_of(request.GET, directive, clock.now())
    if past is not None:
        return _page(request, directive, figures(directive, at=past, on=clock.today()), past=past)
    at = clock.now()
    stamp = stamp_of(directive, at=at)
    seen = request.headers.get("X-Figures-Seen", "")
    if seen == str(stamp):
        return HttpResponse(status=NO_CONTENT)
    found = figures_now(directive, stamp, at=at)
    if seen:
        context = figures_context(request, directive, found, past=None) | {"stamp": stamp, "told": changed(seen, stamp)}
        context |= tree_context(request, directive, found, past=None)
        return render(request, "directives/coverage/fresh.html", context)
    return _page(request, directive, found, past=None, stamp=stamp)


def _page(request: PortalRequest, directive: Directive, found: Figures, **more: Any) -> HttpResponse:
    past, stamp = more["past"], more.get("stamp")
    context = figures_context(request, directive, found, past=past) | tree_context(request, directive, found, past=past)
    query = f"?{request.GET.urlencode()}" if past else ""
    context |= {"query": query, "stamp": stamp, "rolls_up": can_compose(request.actor)}
    return render(request, "directives/coverage/page.html", context)


@require_safe
@vary_on_headers("HX-Request")
def places(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """A list by itself, or by htmx the rows alone: of an investor whose branch is opened, or of the next page."""
    directive = seen_directive(request, public_id)
    now = clock.now()
    past = moment_of(request.GET, directive, now)
    at = past or now
    form = CoverageFilter(request.GET, directive=directive)
    found = listed(directive, form.wanted(), at=at).select_related("directive__letter__issuer", "organisation")
    page = Paginator(found.defer("directive__letter__data"), PAGE_SIZE).get_page(request.GET.get("page"))
    is_out = directive.letter.status == LetterStatus.ISSUED
    context = {
        "directive": directive,
        "letter": directive.letter,
        "form": form,
        "page": page,
        "rows": rows_of(directive, page.object_list, at=at),
        "at": at,
        "past": past,
        "query": request.GET.urlencode(),
        "everybody": places_url(directive, past),
        "may_nudge": past is None and is_out and can_nudge(request.actor, directive),
    }
    is_part = bool(getattr(request, "htmx", False))
    return render(request, f"directives/coverage/{'leaves' if is_part else 'places'}.html", context)
