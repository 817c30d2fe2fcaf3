"""Queries that forgot their filter, of every model there is."""
# ruff: noqa: S608 - tables are those of the models

import re

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from antt_portal.core import wall
from antt_portal.core.models import AuditDetail, AuditEntry, Blob, Notice, Viewing
from antt_portal.core.walling.building import wanting
from antt_portal.core.walling.declared import ADD, ALL, CHANGE, DELETE, declared
from antt_portal.core.walling.plan import tables
from antt_portal.tests.wall.rows import ONE, OTHER, insertion, make, walled

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

# Their rows have no board: everybody's, or nobody's (each says why in its app's ``walls``).
WITHOUT = {
    *("account.EmailAddress", "account.EmailConfirmation", "mfa.Authenticator"),
    *("sessions.Session", "socialaccount.SocialAccount", "socialaccount.SocialApp", "socialaccount.SocialToken"),
    "usersessions.UserSession",
    *("auth.Group", "auth.Group_permissions", "auth.Permission", "contenttypes.ContentType"),
    *("core.AuditSeal", "core.Heartbeat", "core.JobRun", "core.NotificationPreference"),
    *("enterprises.PlanningMark", "enterprises.User"),
}
POLICY, DENIED = "row-level security policy", "permission denied"
WRITTEN_ONCE = {AuditEntry, AuditDetail, Viewing}


@pytest.fixture
def rows():
    make()


def keys(model):
    return set(model._base_manager.filter(pk__in=_keys(model)).values_list("pk", flat=True))


def _keys(model):
    """Where a key is no number, the rows made here are all there are."""
    is_number = model._meta.pk.get_internal_type() not in {"UUIDField", "CharField"}
    return [ONE, OTHER] if is_number else model._base_manager.values("pk")


def names(model):
    return [connection.ops.quote_name(name) for name in (model._meta.db_table, model._meta.pk.column)]


def outcome(statement):
    """How many rows it touches, or how it is refused. Undone at once."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
            return cursor.rowcount
    except ProgrammingError as refused:
        return re.search("row-level security policy|permission denied", str(refused))[0]


def test_every_model_is_behind_the_wall_or_is_named_with_a_reason():
    outside = {model._meta.label for model in apps.get_models(include_auto_created=True)} - {
        model._meta.label for model in walled()
    }
    assert outside == WITHOUT
    assert all(declared.acts[label].because for label in WITHOUT)


def test_migrations_leave_nothing_to_build():
    assert wanting() == []
    assert len([table for table in tables() if table.policies]) == len(walled()) > 60


def test_a_query_without_a_filter_finds_the_rows_of_the_board_that_is_named(rows):
    with wall.within([ONE]):
        seen = {model._meta.label: keys(model) for model in walled()}
    assert seen == {model._meta.label: {ONE} for model in walled()}


def test_two_that_are_named_are_both_found(rows):
    with wall.within([OTHER, ONE]):
        assert {frozenset(keys(model)) for model in walled()} == {frozenset({ONE, OTHER})}


def test_the_boards_are_read_once_a_statement_so_that_an_index_serves():
    with wall.within([ONE]), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for model in (Notice, Blob, AuditEntry):
            cursor.execute(f"EXPLAIN SELECT FROM {names(model)[0]}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert re.search(r"Index Cond: .*\(?board_id = ANY \(\$0\)", plan), plan
            assert plan.count("InitPlan") == 1


def test_where_none_is_named_nothing_is_there(rows):
    with wall.within([]):
        assert {frozenset(keys(model)) for model in walled()} == {frozenset()}


def test_the_portal_itself_reads_all(rows):
    with wall.narrow():
        assert {frozenset(keys(model)) for model in walled()} == {frozenset({ONE, OTHER})}


def test_a_row_of_another_board_cannot_be_added(rows):
    with wall.within([ONE]):
        said = {outcome(insertion(model, OTHER, key=900_003)) for model in walled()}
    assert said == {POLICY}


def test_rows_of_another_board_are_neither_changed_nor_deleted(rows):
    with wall.within([ONE]):
        for model in walled():
            table, key = names(model)
            assert outcome(f"UPDATE {table} SET {key} = {key}") == (DENIED if model in WRITTEN_ONCE else 1), table
            assert outcome(f"DELETE FROM {table}") == (DENIED if model in WRITTEN_ONCE else 1), table


def test_a_row_cannot_be_moved_to_another_board(rows):
    with wall.within([ONE]):
        for model in walled():
            if "board_id" in [field.attname for field in model._meta.local_concrete_fields]:
                moved = outcome(f"UPDATE {names(model)[0]} SET board_id = {OTHER}")
                assert moved == (DENIED if model in WRITTEN_ONCE else POLICY), model


def test_no_table_is_emptied(rows):
    for place in (wall.within([ONE]), wall.narrow()):
        with place:
            assert {outcome(f"TRUNCATE {table.name} CASCADE") for table in tables()} == {DENIED}


def test_the_portal_itself_writes_what_its_jobs_need_and_nothing_else():
    """The whole list: whoever adds to it says in ``walls`` which job needs it."""
    writes = {
        label: set(acts.portal) - {"SELECT"}
        for label, acts in declared.acts.items()
        if label not in WITHOUT and acts.portal - {"SELECT"}
    }
    assert writes == {
        "core.Notice": {ADD, CHANGE, DELETE},
        "core.WebhookDelivery": {ADD, CHANGE, DELETE},
        "core.Blob": {CHANGE, DELETE},
        "core.Viewing": {ADD, DELETE},
        "directives.AccessLink": {CHANGE},
        "enterprises.Invitation": {CHANGE},
        "moving.ImportRun": {CHANGE},
        "moving.ImportFinding": {DELETE},
    }


def test_what_the_portal_may_not_write_the_database_refuses(rows):
    for model in walled():
        allowed = declared.acts[model._meta.label].portal if model._meta.label in declared.acts else frozenset()
        table, key = names(model)
        acts = {
            ADD: insertion(model, ONE, key=900_003),
            CHANGE: f"UPDATE {table} SET {key} = {key}",
            DELETE: f"DELETE FROM {table}",
        }
        for act in (ALL & acts.keys()) - allowed:
            with wall.narrow():
                assert outcome(acts[act]) == DENIED, (model, act)


def test_shipped_rows_are_read_by_every_board_and_written_by_none():
    shipped = [model for model in walled() if _may_be_shipped(model)]
    assert len(shipped) == 3
    for model in shipped:
        there = set(model._base_manager.filter(board_id=None).values_list("pk", flat=True))
        with wall.within([ONE]):
            assert set(model._base_manager.values_list("pk", flat=True)) == there != set()
            assert model._base_manager.filter(board_id=None).update(board_id=None) == 0


def _may_be_shipped(model):
    return any(field.attname == "board_id" and field.null for field in model._meta.local_concrete_fields)


def test_a_login_that_is_only_a_member_of_both_sees_nothing_outside(rows):
    """As an installation has it: the login owns nothing and inherits nothing."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE antt_test_login NOINHERIT")
        cursor.execute("GRANT antt_boards, antt_narrow TO antt_test_login")
        cursor.execute("SET LOCAL SESSION AUTHORIZATION antt_test_login")
    assert {outcome(f"SELECT FROM {table.name}") for table in tables()} == {DENIED}
    with wall.narrow():
        assert keys(Notice) == {ONE, OTHER}
    assert outcome("SELECT FROM core_notice") == DENIED
    with wall.within([ONE]):
        assert keys(Blob) == {ONE}
