"""Pages of a list, its filters, and answers that are known already."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from antt_portal.api.tests.programs import program
from antt_portal.core import clock
from enterprises.models import OrganisationKind, Role
from enterprises.organisations import rename
from enterprises.tests.factories import BoardFactory, OrganisationFactory, actor, board_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return board_organisation(BoardFactory())


def enterprises(board, count):
    return [OrganisationFactory(board=board.board) for _ in range(count)]


@pytest.mark.sqlite
def test_pages_follow_each_other_while_rows_come_in(board):
    wanted = {board, *enterprises(board, 4)}
    reads = program(board)
    first = reads.get("organisations", limit=2)
    wanted |= set(enterprises(board, 2))
    found, address = [*first.json()["data"]], first.json()["next"]
    assert first.headers["Link"] == f'<{address}>; rel="next"'
    while address:
        page = reads.get(address).json()
        found, address = [*found, *page["data"]], page["next"]
    assert [row["id"] for row in found] == [str(one.public_id) for one in sorted(wanted, key=lambda one: one.pk)]


def test_the_next_page_keeps_what_was_asked(board):
    enterprises(board, 3)
    OrganisationFactory(board=board.board, kind=OrganisationKind.AGENCY)
    reads = program(board)
    page = reads.get("organisations", limit=2, kind="tenant").json()
    rest = reads.get(page["next"]).json()
    assert ({row["kind"] for row in rest["data"]}, len(rest["data"]), rest["next"]) == ({"tenant"}, 1, None)


def test_a_cursor_of_somebody_else_is_unknown(board):
    answer = program(board).get("organisations", cursor=str(OrganisationFactory().public_id))
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-cursor")


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 201}, "limit"),
        ({"limit": "١٠"}, "limit"),
        ({"limit": " 5"}, "limit"),
        ({"cursor": "1"}, "cursor"),
        ({"updated_since": "2026-11-15"}, "updated_since"),
        ({"updated_since": "2026-11-15T00:00:00"}, "updated_since"),
        ({"updated_since": "1700000000"}, "updated_since"),
        ({"updated_since": "2026-13-15T00:00:00Z"}, "updated_since"),
        ({"kind": "nobody"}, "kind"),
        ({"updated-since": "2026-11-15T00:00:00Z"}, "updated-since"),
    ],
)
def test_what_a_list_cannot_be_asked_is_named(board, asked, wrong):
    answer = program(board).get("organisations", **asked)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-query")
    assert [(one["parameter"], bool(one["reason"])) for one in answer.json()["errors"]] == [(wrong, True)]


def test_a_parameter_given_twice_is_refused(board):
    answer = program(board).get("organisations?" + urlencode([("limit", 1), ("limit", 2)]))
    assert answer.json()["errors"][0]["parameter"] == "limit"


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:60-14:00", "2016-12-31T23:59:60z"])
def test_any_moment_can_be_asked_for(board, moment):
    assert program(board).get("organisations", updated_since=moment).status_code == 200


def test_an_answer_that_is_known_is_not_sent_again(board):
    reads = program(board)
    first = reads.get("organisations")
    known = {"If-None-Match": first.headers["ETag"]}
    again = reads.get("organisations", headers=known)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    enterprises(board, 1)
    assert reads.get("organisations", headers=known).status_code == 200


@pytest.mark.sqlite
def test_only_what_changed_since_is_listed(board):
    one, _other = enterprises(board, 2)
    reads, at = program(board), clock.now()
    since = (at - timedelta(minutes=1)).isoformat()
    assert reads.ids("organisations", updated_since=since) == set()
    by, today = actor(Role.ADMINISTRATOR, board), clock.today()
    rename(one, "Công ty TNHH Thử Nghiệm Tên Mới", by=by, at=at, on=today, since=today)
    (row,) = reads.get("organisations", updated_since=since).json()["data"]
    assert (row["id"], len(row["names"])) == (str(one.public_id), 2)
    assert row["updated_at"] == at.isoformat().replace("+00:00", "Z")


def test_a_name_entered_ahead_changes_the_row_on_its_day(board):
    (one,) = enterprises(board, 1)
    by, today = actor(Role.ADMINISTRATOR, board), clock.today()
    long_ago = clock.now() - timedelta(days=30)
    rename(one, "Công ty TNHH Thử Nghiệm Tên Mới", by=by, at=long_ago, on=long_ago.date(), since=today)
    since = (clock.now() - timedelta(days=2)).isoformat()
    assert program(board).ids("organisations", updated_since=since) == {str(one.public_id)}


def queries(reads, path) -> int:
    reads.get(path)  # its use is written once a minute
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert reads.get(path).status_code == 200
    return len(counted)


def test_thirty_rows_cost_as_many_queries_as_one(board):
    reads = program(board)
    few = queries(reads, "organisations")
    for one in enterprises(board, 30):
        one.names.create(board=board.board, name="Tên cũ", valid_from="2001-01-01", valid_to="2001-12-31")
    assert queries(reads, "organisations") == few <= 8
