"""Where a connection stands is never left over: not by a failure, not by a rollback, not by whoever had it before."""

from contextlib import nullcontext
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from antt_portal.celery import app
from antt_portal.core import wall

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NARROW = ("antt_narrow", "{}")


def standing():
    """As whom, and for whom, the server takes the next statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text, coalesce(current_setting('antt.boards', true), '')")
        return cursor.fetchone()


@pytest.fixture
def outside():
    role, boards = standing()
    assert boards == ""
    return role, boards


def fail_within(board):
    with wall.within([board]):
        assert standing() == ("antt_boards", f"{{{board}}}")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")


@transaction.atomic
def fail_in_a_transaction(board):
    fail_within(board)


@transaction.atomic
def hide_a_failure(board):
    """PostgreSQL answers the COMMIT with a ROLLBACK, and calls that no failure."""
    with pytest.raises(DatabaseError):
        fail_within(board)


@transaction.atomic
def fail_at_the_end(board):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE once (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        cursor.execute("INSERT INTO once VALUES (1), (1)")
    with wall.within([board]):
        standing()


def test_each_statement_is_asked_where_the_work_stands(outside):
    with wall.within([2, 1, 2]):
        assert standing() == ("antt_boards", "{1,2}")
        with wall.narrow():
            assert standing() == NARROW
        assert standing() == ("antt_boards", "{1,2}")
    assert standing() == outside


@pytest.mark.django_db(transaction=True)
def test_no_failure_leaves_anything(outside):
    for way in (fail_within, fail_in_a_transaction, hide_a_failure, fail_at_the_end):
        with pytest.raises(DatabaseError) if way is not hide_a_failure else nullcontext():
            way(7)
        with wall.within([7]):  # where it stood last, had the transaction not gone
            assert standing() == ("antt_boards", "{7}"), way
        assert standing() == outside, way
        with wall.within([1]):
            with pytest.raises(DatabaseError):
                fail_in_a_transaction(7)
            assert standing() == ("antt_boards", "{1}")


def test_undoing_a_part_of_a_transaction_goes_back_to_where_it_stood():
    with wall.within([1]), transaction.atomic():
        assert standing()[1] == "{1}"
        with pytest.raises(DatabaseError):
            fail_in_a_transaction(7)
        with wall.within([7]):
            assert standing()[1] == "{7}"
        assert standing()[1] == "{1}"
        part = transaction.savepoint()
        with wall.within([3]):
            standing()
            transaction.savepoint_rollback(part)
            assert standing()[1] == "{3}"


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_made_anew_stands_there_and_one_of_another_thread_outside(outside):
    said = []

    def ask():
        said.append(standing())
        connection.close()

    with wall.within([1]):
        standing()
        connection.close()
        assert standing() == ("antt_boards", "{1}")
        thread = Thread(target=ask)
        thread.start()
        thread.join()
    assert said == [outside]
    with wall.narrow(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")  # nothing may be asked before
        assert standing() == NARROW


def test_a_cursor_that_was_opened_before_follows():
    with connection.cursor() as cursor, wall.within([4]):
        cursor.execute("SELECT current_setting('antt.boards', true)")
        assert cursor.fetchone() == ("{4}",)
        with wall.narrow():
            cursor.executemany("SELECT set_config('antt.seen', current_user || %s, false)", [("!",)])
        cursor.execute("SELECT current_setting('antt.seen')")
        assert cursor.fetchone() == ("antt_narrow!",)


@pytest.mark.django_db(transaction=True)
def test_a_task_works_for_the_portal_and_then_for_the_board_that_it_names(outside):
    seen = []

    @app.task(ignore_result=True)
    def told(board, fails):
        seen.append(standing())
        with wall.within([board]):
            seen.append(standing())
            if fails:
                raise ValueError(board)

    with pytest.raises(ValueError, match="5"):
        told(5, fails=True)
    told(6, fails=False)
    assert seen == [NARROW, ("antt_boards", "{5}"), NARROW, ("antt_boards", "{6}")]
    assert standing() == outside
    app.tasks.pop(told.name)


def test_an_answer_that_is_made_while_it_is_sent_is_made_where_it_began(outside):
    def parts():
        yield standing()[1].encode()
        with wall.narrow():
            yield standing()[0].encode()

    with wall.within([8]):
        answer = wall.kept(parts())
    assert next(answer) == b"{8}"
    assert standing() == outside
    assert list(answer) == [b"antt_narrow"]
    assert wall.present() is wall.OUTSIDE
