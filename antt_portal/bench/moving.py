"""``script/bench moving``: a board moves in with 25,000 rows; the same file again changes nothing."""

import io
import logging
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import structlog
from openpyxl import Workbook

from antt_portal.bench import Figure
from antt_portal.core import clock
from antt_portal.core.blobs import keep_bytes
from antt_portal.core.tax_code import check_digit
from antt_portal.core.workbook_responses import XLSX
from antt_portal.moving import runs, working
from antt_portal.moving.columns import CONTACTS, ORGANISATIONS, TENANCIES, ZONES
from antt_portal.moving.models import ImportRun
from enterprises.actor import Actor
from enterprises.models import Board, Membership, Organisation, OrganisationKind, Role, User
from enterprises.organisations import register

ENTERPRISES, ZONE_COUNT, CONTACT_COUNT = 10_000, 20, 4_980  # and a tenancy each: 25,000 rows
SINCE = date(2020, 1, 1)
MOST_SECONDS, MOST_MEGABYTES = 120, 400


def run() -> Iterator[Figure]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    by, content = _administrator(), _file()
    before = _megabytes()
    first = _taken_in(content, by)
    checking = _seconds(_work)
    first.refresh_from_db()
    runs.confirm(first, by=by, at=clock.now(), seen=first.version)
    writing = _seconds(_work)
    again = _taken_in(content, by)
    repeating = _seconds(_work)
    for one in (first, again):
        one.refresh_from_db()
    _expect(first, again)
    rows = f"{first.row_count} rows"
    yield Figure("size of the file", len(content) / 1_000_000, "MB")
    yield Figure(f"checking {rows}", checking, "s", MOST_SECONDS)
    yield Figure(f"reading and writing {rows} with their audit rows", writing, "s", MOST_SECONDS)
    yield Figure(f"finding {rows} on record", repeating, "s", MOST_SECONDS)
    yield Figure("memory at its highest, beyond what there was before", _megabytes() - before, "MB", MOST_MEGABYTES)


def _expect(first: ImportRun, again: ImportRun) -> None:
    if first.status != "done" or again.status != "done" or any(set(one) != {"same"} for one in again.counts.values()):
        raise AssertionError(f"{first.status} {first.counts}, {again.status} {again.counts}")


def _administrator() -> Actor:
    at = clock.now()
    board = Board.objects.create(code="bench")
    user = User.objects.create_user("admin@vidu.example", "Nguyễn Văn Mẫu")
    own = Organisation(
        board=board, kind=OrganisationKind.BOARD, name="Ban Quản lý Thử Nghiệm", sort_key="", search_key=""
    )
    own.save()
    membership = Membership.objects.create(
        board=board, user=user, organisation=own, role=Role.ADMINISTRATOR, valid_from=SINCE
    )
    actor = Actor.of(membership)
    register(board, OrganisationKind.AGENCY, "Sở Thử Nghiệm", by=actor, at=at, since=SINCE)
    return actor


def _file() -> bytes:
    book = Workbook(write_only=True)
    codes = _codes(ENTERPRISES)
    zones = [f"KCN Thử Nghiệm {number}" for number in range(ZONE_COUNT)]
    _sheet(book, ZONES, ([name, "Khu công nghiệp", SINCE, None] for name in zones))
    described = ["Chủ đầu tư thứ cấp", SINCE, "Lô A1, đường số 2", "Lớn", "Không", "Có", "Không"]
    _sheet(book, ORGANISATIONS, ([code, f"Công ty TNHH Thử Nghiệm {code}", *described] for code in codes))
    there = ["Chủ đầu tư thứ cấp", SINCE, None]
    _sheet(book, TENANCIES, ([code, zones[at % ZONE_COUNT], *there] for at, code in enumerate(codes)))
    person = ["Trần Thị Mẫu", "Hành chính"]
    _sheet(book, CONTACTS, ([code, *person, f"mau-{code}@vidu.example", "0912"] for code in codes[:CONTACT_COUNT]))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Any, form: Any, rows: Iterator[list[Any]]) -> None:
    sheet = book.create_sheet(form.title)
    sheet.append([column.heading for column in form.columns])
    for row in rows:
        sheet.append(row)


def _codes(count: int) -> list[str]:
    """As many of those that begin with 09 as have a check digit."""
    stems = (f"{stem:09d}" for stem in range(90_000_000, 90_000_000 + 2 * count))
    whole = (f"{stem}{digit}" for stem in stems if (digit := check_digit(stem)))
    return [code for _at, code in zip(range(count), whole, strict=False)]


def _taken_in(content: bytes, by: Actor) -> ImportRun:
    """Past the inspection, which has figures of its own."""
    at: datetime = clock.now()
    file = keep_bytes(content, media_type=XLSX, board_id=by.board_id, at=at)
    return ImportRun.objects.create(
        board_id=by.board_id, file=file, file_name="Du lieu.xlsx", uploaded_at=at, uploaded_by=by.user
    )


def _work() -> None:
    while one := working.take_next(clock.now()):
        working.go_on(one, at=clock.now())


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
