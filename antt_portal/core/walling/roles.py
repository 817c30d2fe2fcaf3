"""The two roles as whom the portal asks. Both own nothing and sign in nowhere.

Policies hold the one of some boards. For the other they would let every row through; it passes them over instead, where
the server's administrator allows that, so that its queries are planned as if there were none.
"""

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from antt_portal.core.wall import Side

ENGINE = "antt_portal.core.postgresql"
# Whose transactions run, which the record's sealing has to know, is shown to this role of PostgreSQL alone.
STATISTICS = "pg_read_all_stats"


class NoRoles(Exception):
    """They are missing and this login may not make them; the message is what an administrator has to say."""


def role_of(side: Side) -> str:
    role: str = settings.ROW_WALL_ROLES[side.value]
    return role


def is_on() -> bool:
    return bool(connection.settings_dict["ENGINE"] == ENGINE)


def make_roles() -> None:
    """Those that are missing. Roles are the server's: another database of it may have made them at this very moment."""
    for side in Side:
        if not _facts(role_of(side)):
            _make(side)
    for side in Side:
        is_superuser, passes_over = _facts(role_of(side)) or (False, False)
        if is_superuser or (passes_over and side == Side.BOARDS):
            raise NoRoles(f"ALTER ROLE {_quoted(side)} NOSUPERUSER NOBYPASSRLS;")


def _make(side: Side) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {_quoted(side)} NOLOGIN")
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            (is_superuser,) = cursor.fetchone()
            if not is_superuser:
                cursor.execute(f"GRANT {_quoted(side)} TO current_user")
            elif side == Side.PORTAL:
                cursor.execute(f"GRANT {STATISTICS} TO {_quoted(side)}")
                cursor.execute(f"ALTER ROLE {_quoted(side)} BYPASSRLS")
    except DatabaseError as error:
        if not _facts(role_of(side)):
            raise NoRoles(" ".join(f"CREATE ROLE {_quoted(one)} NOLOGIN;" for one in Side)) from error


def _facts(role: str) -> tuple[bool, bool] | None:
    """Whether it is a superuser, and whether policies are passed over for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
        found: tuple[bool, bool] | None = cursor.fetchone()
        return found


def _quoted(side: Side) -> str:
    return connection.ops.quote_name(role_of(side))
