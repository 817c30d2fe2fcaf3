"""``script/bench search``: what a question costs among very many, and whether its time tells what one may not see.

An officer asks questions of every sort in turns with an empty page of a clerk who has nothing to do, and a tenant asks
in turns for what all its neighbours are called and for what nobody is.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import product
from statistics import median
from urllib.parse import urlencode

import structlog
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from antt_portal.bench import Figure
from antt_portal.bench._empty_page import EMPTY
from antt_portal.bench._pages import get, p95, seconds, signed_in
from antt_portal.bench._tenants import Town, found
from antt_portal.core import clock
from antt_portal.core.folding import search_key, sort_key
from antt_portal.core.models import CalendarDay
from antt_portal.core.workdays import evaluation_year
from antt_portal.demo.loading import Loading
from antt_portal.demo.moments import Moments
from directives.models import LetterKind
from directives.writing.composing import blank_letter, draft
from enterprises.models import Membership, Organisation
from reports.models import Report, ReportKind, ReportStatus

ORGANISATIONS, LETTERS = 25_000, 100
SYLLABLES = (
    *("An", "Bình", "Phú", "Hưng", "Long", "Gia", "Kim", "Hải", "Đăng", "Minh"),
    *("Thịnh", "Phát", "Đại", "Thành", "Quang", "Trường", "Sơn", "Hòa", "Thủy", "Việt"),
)
TRADES = ("Cơ khí", "Điện tử", "May mặc", "Thực phẩm", "Gỗ", "Nhựa", "Thép", "Bao bì")
QUESTIONS = (
    *("công ty", "an", "tnhh an phú", "khu công nghiệp thử nghiệm 12", "trách nhiệm hữu hạn hoà thuỷ gỗ"),
    *("2358/KHPPH", "camera", '"gia kim"', "tự kiểm tra minh thịnh", "không hề có ở đâu"),
)
THEIRS, NOBODYS = "thép an bình", "quay xuong khuya"
WARM_UP, TURNS = 5, 40
MOST_MILLISECONDS = 150
MOST_TIMES_EMPTY = 4
MOST_DIFFERENCE = 1.1


def run(organisations: int = ORGANISATIONS, turns: int = TURNS) -> Iterator[Figure]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    loading = Loading(Moments(clock.now(), CalendarDay.objects.calendar_for(None)))
    town = found(loading)
    town.grow(organisations)
    _name(town)
    _file(town)
    _write(town)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    with override_settings(ROOT_URLCONF="antt_portal.bench._empty_page"):
        yield from _officers_figures(town, turns)
        yield from _tenants_figures(town, turns)


def _name(town: Town) -> None:
    """Names of syllables and trades that recur as they do in life."""
    names = product(SYLLABLES, SYLLABLES, TRADES, SYLLABLES)
    renamed = list(Organisation.objects.filter(board=town.place.board, kind="tenant").order_by("pk"))
    for one, (first, second, trade, third) in zip(renamed, names, strict=False):
        one.name = f"Công ty TNHH {trade} Thử Nghiệm {first} {second} {third}"
        one.search_key, one.sort_key = search_key(one.name), sort_key(one.name)
    Organisation.objects.bulk_update(renamed, ["name", "search_key", "sort_key"], batch_size=500)


def _file(town: Town) -> None:
    """A report of each, handed in a minute before that of the next."""
    now, year = clock.now(), evaluation_year(clock.today())
    Report.objects.bulk_create(
        [
            Report(
                board=town.place.board,
                organisation=one,
                status=ReportStatus.SUBMITTED,
                kind=ReportKind.SELF_ASSESSMENT,
                year=year,
                opened_at=now,
                due_on=clock.today(),
                submission_count=1,
                submitted_at=now - timedelta(minutes=number),
            )
            for number, one in enumerate(Organisation.objects.filter(board=town.place.board, kind="tenant"))
        ],
        batch_size=1000,
    )


def _write(town: Town) -> None:
    own, officer = town.place.office, town.office.officers[0][0]
    text = blank_letter(own, LetterKind.OFFICIAL_LETTER, on=clock.today(), unit_code="VP")
    for number in range(LETTERS):
        subject = f"tăng cường bảo đảm an ninh, trật tự, kiểm tra camera đợt {number}"
        draft(own, text | {"subject": subject}, by=officer, at=clock.now())


def _question(typed: str) -> str:
    return f"{reverse('search')}?{urlencode({'q': typed})}"


def _officers_figures(town: Town, turns: int) -> Iterator[Figure]:
    officer, clerk = signed_in(town.office.officers[0][0].user), signed_in(town.office.clerk.user)
    pages = [(officer, _question(typed)) for typed in QUESTIONS]
    measured = _in_turns([*pages, (clerk, reverse("home")), (officer, EMPTY)], turns)
    *answers, empty, frame = measured
    slowest = max(zip(QUESTIONS, answers, strict=True), key=lambda one: median(one[1]))
    everything = p95([taken for answer in answers for taken in answer])
    who = f"a search among {town.tenants} organisations"
    yield Figure("empty to-do page, p95", p95(empty) * 1000, "ms")
    yield Figure("frame of a page, median", median(frame) * 1000, "ms")
    yield Figure(f"{who}, p95 of all questions", everything * 1000, "ms", MOST_MILLISECONDS)
    yield Figure(f"{who}, p95 by the empty to-do page's", everything / p95(empty), "times", MOST_TIMES_EMPTY)
    yield Figure(f"{who}, median of the slowest ({slowest[0]})", median(slowest[1]) * 1000, "ms")


def _tenants_figures(town: Town, turns: int) -> Iterator[Figure]:
    a_head = Membership.objects.filter(organisation__board=town.place.board, organisation__kind="tenant")
    client = signed_in(a_head.select_related("user").latest("pk").user)
    for typed in (THEIRS, NOBODYS):
        if b"<mark>" in client.get(_question(typed)).content:
            raise AssertionError(f"the tenant itself has something for {typed}")
    theirs, nobodys = _in_turns([(client, _question(typed)) for typed in (THEIRS, NOBODYS)], turns * 4)
    ratio = median(theirs) / median(nobodys)
    name = "a tenant's question for what others have, by one for what nobody has (the larger by the smaller)"
    yield Figure(name, max(ratio, 1 / ratio), "times", MOST_DIFFERENCE)


def _in_turns(pages: list[tuple[Client, str]], turns: int) -> list[list[float]]:
    """Seconds of each page, asked for one after the other, again and again."""
    measured = [[seconds(partial(get, *page)) for page in pages] for _ in range(WARM_UP + turns)]
    return [list(taken) for taken in zip(*measured[WARM_UP:], strict=True)]
