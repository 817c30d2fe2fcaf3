"""Nobody learns from search what they may not see: neither by what is found nor by how long it takes."""

import re
from datetime import date
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core.folding import search_key, sort_key
from antt_portal.search.asking import read
from antt_portal.search.sources import sources_of
from directives.models import LetterKind, LetterStatus, OfficialLetter
from directives.tests.factories import InstrumentFactory, ObligationFactory
from enterprises.models import Capacity, Organisation, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, actor, board_organisation, place
from reports.models import Report
from reports.tests.factories import Filing

pytestmark = pytest.mark.django_db
NEIGHBOURS = 3_000
TODAY = date(2026, 11, 22)
# Of nobody but the neighbours, and of nobody at all.
THEIRS, NOBODYS = "lang gieng", "quay xuong"


@pytest.fixture
def crowd():
    """A tenant with a report of its own among many neighbours, and a board with many drafts, about ``THEIRS``."""
    filing = Filing()
    board = filing.board
    name = f"Công ty {THEIRS}"
    neighbours = Organisation.objects.bulk_create(
        Organisation(
            board=board,
            kind=OrganisationKind.TENANT,
            name=name,
            search_key=search_key(name),
            sort_key=sort_key(f"{name} {n}"),
        )
        for n in range(NEIGHBOURS)
    )
    Report.objects.bulk_create(
        Report(
            board=board,
            organisation=one,
            kind=filing.report.kind,
            year=filing.report.year,
            status="submitted",
            submission_count=1,
            opened_at=filing.report.opened_at,
            due_on=filing.report.due_on,
        )
        for one in neighbours
    )
    issuer = board_organisation(board)
    OfficialLetter.objects.bulk_create(
        OfficialLetter(
            board=board,
            issuer=issuer,
            kind=LetterKind.OFFICIAL_LETTER,
            status=LetterStatus.DRAFT,
            drafted_by=filing.officer.user,
            symbol="BQL",
            subject=THEIRS,
            search_key=f"bql {THEIRS}",
            year=2026,
            data={},
        )
        for _n in range(NEIGHBOURS)
    )
    draft = InstrumentFactory(board=board, status="draft")
    ObligationFactory.create_batch(20, instrument=draft, search_key=THEIRS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return filing


def test_the_crowd_is_there_to_be_found(crowd):
    """By the board; or the tests below would say nothing."""
    found = {one.kind: one.found(read(THEIRS), crowd.officer, TODAY).count() for one in sources_of(crowd.officer)}
    assert {kind: count for kind, count in found.items() if count} == {
        "letters": NEIGHBOURS,
        "obligations": 20,
        "organisations": NEIGHBOURS,
        "reports": NEIGHBOURS,
    }


def statements(client, typed):
    """What the page asks of the database, without the values."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("search"), {"q": typed}).context["groups"] == []
    return [re.sub(r"'[^']*'", "?", query["sql"]) for query in captured]


def test_a_tenants_question_asks_the_same_of_the_database_whatever_others_have(crowd, client):
    client.force_login(crowd.editor.user)
    assert statements(client, THEIRS) == statements(client, NOBODYS)


WORDS_OF_LETTERS = "directives_officialletter_words"


@pytest.mark.postgres
def test_a_tenants_question_can_use_no_index_of_everybodys_words(crowd):
    """Even where everything else costs more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s)", [WORDS_OF_LETTERS])
        cursor.execute("DROP INDEX letter_by_status; SET LOCAL enable_seqscan = off")
    for person, uses_it in ((crowd.editor, False), (crowd.officer, True)):
        letters = next(one for one in sources_of(person) if one.kind == "letters")
        assert (WORDS_OF_LETTERS in letters.found(read(NOBODYS), person, TODAY).explain()) is uses_it


def plans(person, typed):
    """Of each query of the search, with how many rows each step of it touched."""
    for source in sources_of(person):
        rows = source.found(read(typed), person, TODAY)[:9]
        yield source.kind, rows.explain(analyze=True, timing=False, summary=False, costs=False)


def touched(plan):
    """How many rows each step read, and how many it threw away."""
    return [int(count) for count in re.findall(r"(?:rows=|Rows Removed by [\w ]+: )(\d+)", plan)]


def landlord(crowd):
    """Somebody of an investor with one tenant of that name in its zone."""
    zone = ZoneFactory(board=crowd.board)
    investor = OrganisationFactory(board=crowd.board, kind=OrganisationKind.INVESTOR)
    place(investor, zone, Capacity.INVESTOR)
    place(Organisation.objects.filter(name__endswith=THEIRS).earliest("pk"), zone)
    return actor(Role.HEAD, investor)


@pytest.mark.postgres
@pytest.mark.parametrize("who", ["tenant", "investor"])
def test_no_step_of_the_queries_looks_at_what_others_have(crowd, who):
    """Every row a step reads or throws away is one that the person sees: the wall stands before the words."""
    person = crowd.editor if who == "tenant" else landlord(crowd)
    for kind, plan in plans(person, THEIRS):
        assert max(touched(plan), default=0) < 100, f"{kind}: {plan}"


@pytest.mark.postgres
def test_a_plan_over_everybody_would_be_noticed(crowd):
    """The same measure on the same question of an officer, who sees the neighbours."""
    assert max(max(touched(plan)) for _kind, plan in plans(crowd.officer, THEIRS)) >= NEIGHBOURS


def test_a_hit_among_others_takes_as_long_as_a_miss(crowd, client):
    client.force_login(crowd.editor.user)
    seconds = {THEIRS: [], NOBODYS: []}
    for _turn in range(25):
        for typed, taken in seconds.items():
            began = perf_counter()
            client.get(reverse("search"), {"q": typed})
            taken.append(perf_counter() - began)
    assert 0.7 < median(seconds[THEIRS]) / median(seconds[NOBODYS]) < 1.4
