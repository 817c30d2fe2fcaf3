"""The wall is built as planned, put back where somebody changed it, and told of where it cannot be."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from antt_portal.core import wall
from antt_portal.core.walling.building import build, wanting
from antt_portal.core.walling.checks import is_kept
from antt_portal.core.walling.roles import ENGINE, NoRoles, make_roles
from antt_portal.settings import base

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def become_a_login():
    """One that owns nothing, until the test is over."""
    run(
        "CREATE ROLE antt_test_login NOINHERIT",
        "GRANT antt_boards, antt_narrow TO antt_test_login",
        "SET LOCAL SESSION AUTHORIZATION antt_test_login",
    )


CHANGES = {
    "a table let go": "ALTER TABLE core_notice DISABLE ROW LEVEL SECURITY",
    "a policy gone": "DROP POLICY wall_boards ON core_notice",
    "a policy that lets more through": "COMMENT ON POLICY wall_boards ON core_notice IS 'another'",
    "a policy of an earlier version": "CREATE POLICY wall_old ON core_notice TO antt_boards USING (true)",
    "a right too many": "GRANT TRUNCATE ON core_notice TO antt_boards",
    "a right on a table that has none": "GRANT SELECT ON django_migrations TO antt_boards",
    "a right missing": "REVOKE INSERT ON core_notice FROM antt_narrow",
    "a function for everybody": "GRANT EXECUTE ON FUNCTION erase_audit_parts(bigint[],boolean,boolean) TO PUBLIC",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_somebody_changed_is_put_back(change):
    assert wanting() == []
    run("SET CONSTRAINTS ALL IMMEDIATE", change)
    assert len(wanting()) == 1
    build()
    assert wanting() == []


def test_the_command_tells_what_is_missing_and_builds_it(capsys):
    call_command("wall", "--check")
    run(CHANGES["a policy gone"])
    with pytest.raises(CommandError):
        call_command("wall", "--check")
    assert "CREATE POLICY" in capsys.readouterr().out
    call_command("wall")
    call_command("wall", "--check")


def test_a_role_that_no_policy_holds_is_no_wall():
    run("ALTER ROLE antt_boards BYPASSRLS")
    with pytest.raises(NoRoles, match="NOBYPASSRLS"):
        make_roles()


def test_who_may_make_no_roles_is_told_what_an_administrator_has_to(settings):
    become_a_login()
    make_roles()
    settings.ROW_WALL_ROLES = {"boards": "antt_test_boards", "portal": "antt_test_narrow"}
    with pytest.raises(NoRoles, match='CREATE ROLE "antt_test_boards" NOLOGIN'):
        make_roles()


def test_an_installation_is_told_whether_the_wall_is_kept():
    assert [one.id for one in is_kept(databases=["default"])] == ["wall.W002"]
    run(CHANGES["a right too many"])
    assert [one.id for one in is_kept(databases=["default"])] == ["wall.E001", "wall.W002"]
    build()
    become_a_login()
    assert is_kept(databases=["default"]) == []
    assert is_kept(databases=None) == []


def test_the_roles_of_another_name_are_made(settings):
    settings.ROW_WALL_ROLES = {"boards": "antt_test_boards", "portal": "antt_test_narrow"}
    build()
    assert wanting() == []
    with wall.narrow(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user FROM core_notice UNION SELECT current_user")
        assert cursor.fetchone() == ("antt_test_narrow",)


def test_postgresql_has_the_wall_unless_told_otherwise(monkeypatch):
    assert base.ROW_WALL is True
    assert base.database("postgres://antt@db/antt")["ENGINE"] == ENGINE
    assert base.database("sqlite:///x")["ENGINE"] != ENGINE
    monkeypatch.setattr(base, "ROW_WALL", False)
    assert base.database("postgres://antt@db/antt")["ENGINE"] != ENGINE
