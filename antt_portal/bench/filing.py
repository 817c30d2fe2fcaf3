"""``script/bench filing``: what a year's filing costs a board with many enterprises.

Requests go through Django's test client, in this process: middleware, view, queries and templates are what the portal
answers for, while gunicorn and a socket would add the same noise to both sides of every comparison. The list is asked
for in turns with two other pages, so that a busy machine slows all three: the to-do page of a clerk who has nothing
to do (an empty signed-in page), and the frame around every page with nothing in it.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from statistics import median

import structlog
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.bench import Figure
from antt_portal.bench._crowd import multiply
from antt_portal.bench._empty_page import EMPTY
from antt_portal.bench._pages import get, p95, seconds, signed_in
from antt_portal.core import clock, papers
from antt_portal.core.documents import render_pdf
from antt_portal.core.models import CalendarDay, Paper
from antt_portal.demo.companies import Company, Story
from antt_portal.demo.filings import Filing
from antt_portal.demo.instruments import give_thai_binh
from antt_portal.demo.loading import Loading
from antt_portal.demo.moments import Moments
from antt_portal.demo.places import found_thai_binh
from antt_portal.demo.roster import COMPANIES
from reports.models import Report, ReportKind
from reports.opening import open_report

FEW, MANY = 100, 2_000
WARM_UP, TURNS = 20, 200
FILED, PRINTED = 5, 5
MOST_TIMES_EMPTY = 4
MOST_GROWTH = 1.3


@dataclass(frozen=True)
class Pace:
    """Seconds of each page, measured in turns."""

    listed: list[float]
    empty: list[float]
    frame: list[float]

    @property
    def in_frames(self) -> float:
        """The list's median in medians of the frame, which costs the same however many reports there are."""
        return median(self.listed) / median(self.frame)


def run() -> Iterator[Figure]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    filings, submitting = _hand_in()
    report, enterprise = filings[0].report, filings[0].enterprise
    officer, clerk = signed_in(enterprise.officer.user), signed_in(enterprise.office.clerk.user)
    with override_settings(ROOT_URLCONF="antt_portal.bench._empty_page"):
        _grow(report, FILED, FEW)
        few, few_queries = _measure(officer, clerk), _query_count(officer)
        _grow(report, FEW, MANY)
        many, many_queries = _measure(officer, clerk), _query_count(officer)
    yield from _list_figures(few, many)
    yield Figure(f"queries of the review list at {MANY} reports", many_queries, "queries")
    yield Figure(f"more queries than at {FEW} reports", many_queries - few_queries, "queries", 0)
    yield Figure("submitting a self-assessment, median", median(submitting) * 1000, "ms")
    yield Figure("self-assessment as PDF, median", median(_printing()) * 1000, "ms")


def _grow(report: Report, present: int, wanted: int) -> None:
    """Until there are ``wanted`` reports, and the database knows it: in life its own housekeeping sees to that."""
    multiply(report, range(present + 1, wanted + 1))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _list_figures(few: Pace, many: Pace) -> Iterator[Figure]:
    yield Figure("empty to-do page, median", median(many.empty) * 1000, "ms")
    yield Figure("frame of a page, median", median(many.frame) * 1000, "ms")
    yield Figure(f"review list at {FEW} reports, p95", p95(few.listed) * 1000, "ms")
    yield Figure(f"review list at {MANY} reports, p95", p95(many.listed) * 1000, "ms")
    times_empty = p95(many.listed) / p95(many.empty)
    yield Figure(f"review list at {MANY}, p95 by the empty to-do page's", times_empty, "times", MOST_TIMES_EMPTY)
    yield Figure(f"review list at {MANY}, median by the frame's", many.in_frames, "times")
    growth = many.in_frames / few.in_frames
    yield Figure(f"growth of the review list from {FEW} to {MANY} reports", growth, "times", MOST_GROWTH)


def _hand_in() -> tuple[list[Filing], list[float]]:
    """A board and some enterprises that filed in full a month ago; also returns how long each submission took."""
    now = clock.now()
    moments = Moments(now, CalendarDay.objects.calendar_for(None))
    loading = Loading(moments)
    place = found_thai_binh(at=loading.founded_at, today=moments.today)
    give_thai_binh(place, at=loading.founded_at)
    office = loading.cast.staff_of(place)
    filings, taken = [], []
    for company in _those_of_one_officer():
        enterprise = loading.settle(company, place, office)
        kind, year = ReportKind.SELF_ASSESSMENT, moments.last
        open_report(enterprise.organisation, kind, year, by=place.system, at=moments.opening(year))
        filing = Filing(enterprise, kind, year).fill(at=now - timedelta(days=31))
        taken.append(seconds(partial(filing.submit, at=now - timedelta(days=30))))
        filings.append(filing)
    return filings, taken


def _those_of_one_officer() -> list[Company]:
    in_time = (Story.RECOGNISED, Story.APPROVED, Story.PROPOSED)
    return [one for one in COMPANIES["thai-binh"] if one.zone == "song-xanh" and one.story in in_time][:FILED]


def _measure(officer: Client, clerk: Client) -> Pace:
    pages = ((officer, reverse("reports:queue")), (clerk, reverse("home")), (officer, EMPTY))
    turns = [[seconds(partial(get, *page)) for page in pages] for _ in range(WARM_UP + TURNS)]
    return Pace(*(list(taken) for taken in zip(*turns[WARM_UP:], strict=True)))


def _query_count(officer: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        get(officer, reverse("reports:queue"))
    return len(captured)


def _printing() -> list[float]:
    """Seconds of a PDF once the render process is running; the same pages each time."""
    paper = Paper.objects.filter(kind=ReportKind.SELF_ASSESSMENT).order_by("pk")[0]
    document = papers.document_of(paper)
    render_pdf(document)
    return [seconds(lambda: render_pdf(document)) for _ in range(PRINTED)]
