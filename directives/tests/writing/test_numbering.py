"""Numbers of outgoing documents: consecutive whatever happens to those who take them."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection, transaction

from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.this_database import database_url
from directives.models import EntryState, LetterKind, NumberSeries, RegisterEntry, SeriesGroup
from directives.tests.office import DRAFTED, TODAY, a_draft, staffed_office
from directives.writing.numbering import MOST_AT_ONCE, group_of, reserve, skip, take, use_reserved

ISSUES, LOST = 100, 50
YEAR_END = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 in Vietnam
NEW_YEAR = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)


class PowerCut(Exception):
    pass


def numbers(**conditions):
    return sorted(RegisterEntry.objects.filter(**conditions).values_list("number", flat=True))


def issue(letter, office, *, then=None):
    with transaction.atomic():
        number = take(letter, on=TODAY, by=office.clerk, at=DRAFTED).number
        if then is not None:
            then()
    return number


def of_kind(office, kind):
    """Only the kind of the row counts here, not what such a paper says."""
    letter = a_draft(office)
    letter.kind = kind
    letter.save(update_fields=["kind"])
    return letter


def in_threads(acts):
    """Run all of ``acts`` at the same moment, each on a connection of its own."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            return act()
        except PowerCut:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_100_parallel_issues_give_100_consecutive_numbers_though_a_third_more_are_rolled_back():
    office = staffed_office()
    letters = [a_draft(office) for _each in range(ISSUES + LOST)]

    def fail():
        raise PowerCut

    given = in_threads(
        [
            lambda letter=letter, n=n: issue(letter, office, then=fail if n % 3 == 0 else None)
            for n, letter in enumerate(letters)
        ]
    )
    assert sorted(filter(None, given)) == list(range(1, ISSUES + 1))
    assert numbers() == list(range(1, ISSUES + 1))
    assert NumberSeries.objects.get().next_number == ISSUES + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_100_parallel_issues_give_100_consecutive_numbers_though_50_processes_die_holding_the_series():
    office = staffed_office()
    letters = [a_draft(office) for _each in range(ISSUES)]
    doomed = _processes_that_die(a_draft(office), office)
    acts = [lambda letter=letter: issue(letter, office) for letter in letters]
    given = in_threads([*acts, doomed.stdin.close])
    deaths = json.loads(doomed.stdout.read())
    doomed.stdout.close()
    assert doomed.wait(timeout=60) == 0
    assert deaths == [signal.SIGKILL] * LOST
    assert sorted(filter(None, given)) == list(range(1, ISSUES + 1))
    assert numbers() == list(range(1, ISSUES + 1))


def _processes_that_die(letter, office):
    """``directives.tests.dying`` on this test's database, waiting for the start."""
    database = database_url()
    program = subprocess.Popen(
        [sys.executable, "-m", "directives.tests.dying", *map(str, (letter.pk, office.clerk.membership.pk, LOST))],
        env=os.environ | {"DATABASE_URL": database},
        cwd=settings.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout.readline() == "ready\n"
    return program


@pytest.fixture
def office(db):
    return staffed_office()


def test_a_number_below_10_has_a_leading_zero(office):
    letter = a_draft(office)
    assert str(take(letter, on=TODAY, by=office.clerk, at=DRAFTED)) == f"01/{letter.symbol}"


def test_each_group_counts_for_itself(office):
    decision, certificate = (of_kind(office, kind) for kind in (LetterKind.DECISION, LetterKind.CERTIFICATE))
    given = [
        (group_of(letter.kind), take(letter, on=TODAY, by=office.clerk, at=DRAFTED).number)
        for letter in (a_draft(office), a_draft(office), decision, certificate)
    ]
    assert given == [
        (SeriesGroup.LETTERS, 1),
        (SeriesGroup.LETTERS, 2),
        (SeriesGroup.DECISIONS, 1),
        (SeriesGroup.CERTIFICATES, 1),
    ]


@pytest.mark.parametrize("kind", LetterKind.values)
def test_every_kind_belongs_to_a_group(kind):
    assert group_of(kind) in SeriesGroup


def test_a_kind_with_a_name_of_its_own_counts_apart_from_letters():
    assert group_of(LetterKind.SUBMISSION) == group_of(LetterKind.REPORT) == SeriesGroup.OTHERS


def test_each_calendar_year_begins_with_01(office):
    first, second = a_draft(office), a_draft(office)
    assert take(first, on=date(2026, 12, 31), by=office.clerk, at=DRAFTED).number == 1
    assert take(second, on=date(2027, 1, 1), by=office.clerk, at=DRAFTED).number == 1


def test_two_boards_count_apart(office):
    other = staffed_office()
    assert issue(a_draft(office), office) == issue(a_draft(other), other) == 1


@pytest.mark.parametrize(("at", "year"), [(YEAR_END, 2026), (NEW_YEAR, 2027)])
def test_numbers_are_reserved_in_the_year_of_vietnam(office, at, year):
    (entry,) = reserve(office.own, SeriesGroup.LETTERS, count=1, reason="Ban hành trên giấy", by=office.clerk, at=at)
    assert entry.series.year == year


def test_a_reserved_number_is_passed_over_and_can_be_used_later(office):
    kept = reserve(
        office.own, SeriesGroup.LETTERS, count=2, reason="Văn bản ký trong ngày", by=office.clerk, at=DRAFTED
    )
    assert issue(a_draft(office), office) == 3
    letter = a_draft(office)
    used = use_reserved(letter, kept[1], on=TODAY, by=office.clerk, at=DRAFTED)
    assert (used.number, used.state, used.letter, used.reason) == (2, EntryState.USED, letter, "")
    said = AuditEntry.objects.get(verb="registerentry.use_reserved").detail.before
    assert said["reason"] == "Văn bản ký trong ngày"


def test_a_reserved_number_is_used_once(office):
    (entry,) = reserve(office.own, SeriesGroup.LETTERS, count=1, reason="Giữ", by=office.clerk, at=DRAFTED)
    use_reserved(a_draft(office), entry, on=TODAY, by=office.clerk, at=DRAFTED)
    with pytest.raises(Refused, match="không còn được giữ") as refused:
        use_reserved(a_draft(office), entry, on=TODAY, by=office.clerk, at=DRAFTED)
    assert refused.value.code == "not-reserved"


@pytest.mark.parametrize(("kind", "on"), [(LetterKind.DECISION, TODAY), (LetterKind.OFFICIAL_LETTER, date(2027, 1, 4))])
def test_a_reserved_number_serves_only_its_own_series(office, kind, on):
    (entry,) = reserve(office.own, SeriesGroup.LETTERS, count=1, reason="Giữ", by=office.clerk, at=DRAFTED)
    with pytest.raises(Refused) as refused:
        use_reserved(of_kind(office, kind), entry, on=on, by=office.clerk, at=DRAFTED)
    assert refused.value.code == "other-series"


def test_a_skipped_number_stays_in_the_register_with_its_reason(office):
    (entry,) = reserve(office.own, SeriesGroup.LETTERS, count=1, reason="Giữ", by=office.clerk, at=DRAFTED)
    skip(entry, reason=" Không ban hành nữa ", by=office.clerk, at=DRAFTED)
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (EntryState.SKIPPED, "Không ban hành nữa")
    with pytest.raises(Refused) as refused:
        skip(entry, reason="Lần nữa", by=office.clerk, at=DRAFTED)
    assert refused.value.code == "not-reserved"


def test_a_number_that_is_used_cannot_be_skipped(office):
    letter = a_draft(office)
    issue(letter, office)
    with pytest.raises(Refused) as refused:
        skip(letter.register_entries.get(), reason="Nhầm", by=office.clerk, at=DRAFTED)
    assert refused.value.code == "not-reserved"


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_number_is_reserved_without_a_reason(office, reason):
    with pytest.raises(Refused) as refused:
        reserve(office.own, SeriesGroup.LETTERS, count=1, reason=reason, by=office.clerk, at=DRAFTED)
    assert refused.value.code == "reason-missing"
    assert numbers() == []


@pytest.mark.parametrize("count", [0, -1, MOST_AT_ONCE + 1])
def test_so_many_numbers_are_not_reserved_at_once(office, count):
    with pytest.raises(Refused) as refused:
        reserve(office.own, SeriesGroup.LETTERS, count=count, reason="Giữ", by=office.clerk, at=DRAFTED)
    assert refused.value.code == "count"
