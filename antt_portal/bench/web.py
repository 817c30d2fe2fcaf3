"""``script/bench web``: the ten main pages of a board with very many enterprises and five years of filings.

Each page is asked for through Django's test client, in turns with the to-do page of somebody who has nothing to do;
first among few organisations, then among many. Then many people work at once against gunicorn (``_visiting``).
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from statistics import median
from time import perf_counter

import structlog
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.bench import Figure
from antt_portal.bench._pages import get, p95, seconds, signed_in
from antt_portal.bench._tenants import neighbour
from antt_portal.bench._visiting import Visitor, visiting_figures
from antt_portal.core import clock
from antt_portal.core.models import CalendarDay
from antt_portal.demo.bulk.board import Grown, told
from antt_portal.demo.loading import Loading
from antt_portal.demo.moments import Moments
from antt_portal.operations.warming import warm_up
from directives.models import Directive
from enterprises.models import Membership, OrganisationKind, Role, User
from reports.models import Report, ReportKind

FEW, MANY, YEARS = 1_000, 25_000, 5
WARM_UP, TURNS = 4, 40
VISITORS, OF_THE_BOARD, LASTING = 100, 10, 120.0
MOST_TIMES_EMPTY = 4
MOST_GROWTH = 1.3


@dataclass(frozen=True)
class Page:
    """``empty`` are the seconds of the empty page asked for in the same turns."""

    taken: list[float]
    empty: list[float]
    queries: int

    @property
    def times_empty(self) -> float:
        return p95(self.taken) / p95(self.empty)

    @property
    def typical(self) -> float:
        """In empty pages, which cost the same however many organisations there are."""
        return median(self.taken) / median(self.empty)


def run(few: int = FEW, many: int = MANY, lasting: float = LASTING, turns: int = TURNS) -> Iterator[Figure]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    began, now = perf_counter(), clock.now()
    board = told(YEARS, now=now)
    idle = neighbour(Loading(Moments(now, CalendarDay.objects.calendar_for(None)))).office.clerk.user
    board.grow(few)
    before = _measured(board, idle, turns)
    measured = perf_counter()
    board.grow(many)
    growing = perf_counter() - measured
    after = _measured(board, idle, turns)
    yield Figure("the board and its years by the verbs, few, and their pages", measured - began, "s")
    yield Figure(f"copies up to {many} organisations with {YEARS} years", growing, "s")
    yield from _page_figures(before, after, few, many)
    yield from visiting_figures(_visitors(board), lasting=lasting)


def _page_figures(before: Mapping[str, Page], after: Mapping[str, Page], few: int, many: int) -> Iterator[Figure]:
    empty = [taken for page in after.values() for taken in page.empty]
    yield Figure("empty to-do page, median", median(empty) * 1000, "ms")
    yield Figure("empty to-do page, p95", p95(empty) * 1000, "ms")
    for name, page in after.items():
        who = f"{name} at {many} organisations"
        yield Figure(f"{who}, median", median(page.taken) * 1000, "ms")
        yield Figure(f"{who}, p95", p95(page.taken) * 1000, "ms")
        yield Figure(f"{who}, p95 by the empty to-do page's", page.times_empty, "times", MOST_TIMES_EMPTY)
        yield Figure(f"{who}, queries", page.queries, "queries")
        growth = page.typical / before[name].typical
        yield Figure(f"{name}, growth from {few}", growth, "times", MOST_GROWTH)


def _measured(board: Grown, idle: User, turns: int) -> dict[str, Page]:
    """Every page in each turn, so that a busy machine slows all of them; by a process as warm as those that answer."""
    warm_up()
    nobody = signed_in(idle)
    pages = [(name, signed_in(user), address) for name, (user, address) in _pages(board).items()]
    taken: dict[str, list[float]] = {name: [] for name, _client, _address in pages}
    empty: list[float] = []
    for turn in range(WARM_UP + turns):
        for name, client, address in pages:
            passed = seconds(partial(get, client, address))
            if turn >= WARM_UP:
                taken[name].append(passed)
        passed = seconds(partial(get, nobody, reverse("home")))
        if turn >= WARM_UP:
            empty.append(passed)
    return {name: Page(taken[name], empty, _queries(client, address)) for name, client, address in pages}


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        get(client, address)
    return len(captured)


def _pages(board: Grown) -> dict[str, tuple[User, str]]:
    """Who opens which; of dossiers and organisations the latest, which are copies."""
    officer, leader = board.officers[0].user, board.town.office.leader.user
    there = Report.objects.awaiting_review().in_zones(board.officers[0].zones.all(), on=board.moments.today)
    waiting = there.filter(kind=ReportKind.SELF_ASSESSMENT)
    head = _heads(board, 1)[0]
    filed = Report.objects.filter(organisation=head.organisation, kind=ReportKind.SELF_ASSESSMENT).filed()
    asked = Directive.objects.filter(board=board.town.place.board).latest("issued_at")
    return {
        "to-do of an officer": (officer, reverse("home")),
        "review queue": (officer, reverse("reports:queue")),
        "review of a dossier": (officer, reverse("reports:review", args=[waiting.latest("pk").public_id])),
        "organisations": (officer, reverse("enterprises:organisations")),
        "an organisation": (officer, reverse("enterprises:organisation", args=[head.organisation.public_id])),
        "overdue": (leader, reverse("enterprises:overdue")),
        "recognition": (leader, reverse("reports:recognition")),
        "coverage of a directive": (officer, reverse("directives:coverage", args=[asked.public_id])),
        "to-do of an enterprise": (head.user, reverse("home")),
        "a report": (head.user, reverse("reports:report", args=[filed.latest("year").public_id])),
    }


def _heads(board: Grown, count: int) -> list[Membership]:
    """Of tenants that have filed since the first year of the demonstration."""
    filed = Report.objects.filter(year=board.moments.first, kind=ReportKind.SELF_ASSESSMENT).filed()
    heads = Membership.objects.filter(
        board=board.town.place.board, role=Role.HEAD, organisation__kind=OrganisationKind.TENANT
    )
    those = heads.filter(organisation__in=filed.values("organisation"))
    return list(those.select_related("user", "organisation").order_by("-pk")[:count])


def _visitors(board: Grown) -> list[Visitor]:
    """Of ten people one works for the board, the others for enterprises."""
    office, pages = board.town.office, _pages(board)
    plain = ("home", "directives:inbox", "reports:evidence", "enterprises:deadlines")
    theirs = [*map(reverse, plain), reverse("reports:year", args=[board.moments.last])]
    of_officers = [address for user, address in pages.values() if user in {board.officers[0].user, office.leader.user}]
    officers = [office.leader.user, *(one.user for one in board.officers)]
    board_people = [
        Visitor(person, of_officers) for _turn, person in zip(range(OF_THE_BOARD), cycle(officers), strict=False)
    ]
    heads = _heads(board, VISITORS - OF_THE_BOARD)
    return [*board_people, *(Visitor(head.user, theirs) for head in heads)]
