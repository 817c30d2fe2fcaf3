"""Directives to very many, issued by the verb and forwarded, with somebody on every rung; and the page of each.

The page is asked for in turns with the to-do page of a clerk who has nothing to do. Its figures are kept while no rung
changes, which is what its figures show that carry a bound; what it costs to count them anew stands beside.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from statistics import median

from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from django.urls import reverse

from antt_portal.bench import Figure
from antt_portal.bench._directive import issue, sealed
from antt_portal.bench._empty_page import EMPTY
from antt_portal.bench._pages import get, p95, seconds, signed_in
from antt_portal.bench._tenants import Town
from antt_portal.core import clock
from directives.models import Directive, Way

LOOKED_AT, TURNS = 10, 6  # directives, and looks at each
COUNTED_ANEW = 10
MOST_TIMES_EMPTY = 4

# Of ten tenants one waits for its investor, and the others stand on all rungs; of ten investors one forwarded nothing.
_SENT = """
    UPDATE directives_route SET sent_at = %(at)s
    WHERE via_id IS NOT NULL AND sent_at IS NULL AND via_id %% 10 <> 0 AND delivery_id %% 10 <> 0
"""
_REACHED = """
    UPDATE directives_delivery delivery SET
        sent_at = coalesce(delivery.sent_at, %(at)s),
        delivered_at = CASE WHEN delivery.id %% 10 > 1 THEN %(at)s::timestamptz END,
        opened_at = CASE WHEN delivery.id %% 10 > 3 THEN %(at)s::timestamptz END,
        acknowledged_at = CASE WHEN delivery.id %% 10 > 4 THEN %(at)s::timestamptz END,
        reported_at = CASE WHEN delivery.id %% 10 > 7 THEN %(at)s::timestamptz END
    FROM directives_route route
    WHERE route.delivery_id = delivery.id AND route.sent_at IS NOT NULL
"""


def directives_to(town: Town, count: int) -> list[Directive]:
    """``count`` of them to every investor and, through it, its tenants."""
    made = []
    for _each in range(count):
        directive = sealed(town, at=clock.now(), on=clock.today(), way=Way.FORWARDED)
        with transaction.atomic():
            issue(town, directive, at=clock.now())
        directive.refresh_from_db()
        made.append(directive)
    _forward(at=clock.now())
    return made


def _forward(*, at: datetime) -> None:
    """What forwarding and reading leave behind, written by the database: its own cost is measured elsewhere."""
    with connection.cursor() as cursor:
        for statement in (_SENT, _REACHED):
            cursor.execute(statement, {"at": at})
        cursor.execute("VACUUM ANALYZE")


def coverage_figures(town: Town, made: list[Directive]) -> Iterator[Figure]:
    officer, clerk = signed_in(town.office.officers[0][0].user), signed_in(town.office.clerk.user)
    addresses = [reverse("directives:coverage", args=[one.public_id]) for one in made[:LOOKED_AT]]
    empty_pages = ((clerk, reverse("home")), (officer, EMPTY))
    with override_settings(ROOT_URLCONF="antt_portal.bench._empty_page"):
        anew = [_counted_anew(partial(get, officer, addresses[turn % len(addresses)])) for turn in range(COUNTED_ANEW)]
        for address in addresses:
            get(officer, address)
        turns = [
            [seconds(partial(get, *one)) for one in ((officer, address), *empty_pages)]
            for _turn in range(TURNS)
            for address in addresses
        ]
    page, empty, frame = (list(taken) for taken in zip(*turns, strict=True))
    who = f"coverage page at {len(made)} directives to {town.tenants} tenants"
    yield Figure("empty to-do page, p95", p95(empty) * 1000, "ms")
    yield Figure("frame of a page, median", median(frame) * 1000, "ms")
    yield Figure(f"{who}, p95", p95(page) * 1000, "ms")
    yield Figure(f"{who}, p95 by the empty to-do page's", p95(page) / p95(empty), "times", MOST_TIMES_EMPTY)
    yield Figure(f"{who}, figures counted anew, median", median(anew) * 1000, "ms")


def _counted_anew(look: partial[None]) -> float:
    cache.clear()
    return seconds(look)
