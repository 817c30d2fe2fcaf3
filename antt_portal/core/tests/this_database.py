"""The database of this process, for a program that it starts."""

import os
import time
from urllib.parse import urlsplit

from django.db import connection

LEAVING_SECONDS = 5
_OTHERS = (
    "FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def database_url() -> str:
    """``DATABASE_URL`` with the database at hand: that of a test has another name than the server's."""
    server = urlsplit(os.environ["DATABASE_URL"])
    return server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def in_this_database() -> int:
    """How many sessions of PostgreSQL stay in it besides this one; one that was closed takes a moment to go."""
    give_up_at = time.monotonic() + LEAVING_SECONDS
    while (count := _count()) and time.monotonic() < give_up_at:
        time.sleep(0.05)
    return count


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {_OTHERS}")
        return int(cursor.fetchone()[0])


def show_out() -> None:
    """End them, as of a thread that answered a browser's last request: PostgreSQL neither copies nor drops a database
    that somebody is in."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) {_OTHERS}")
