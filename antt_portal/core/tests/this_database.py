"""The database of this process, for a program that it starts."""

import os
from urllib.parse import urlsplit

from django.db import connection


def database_url() -> str:
    """``DATABASE_URL`` with the database at hand: that of a test has another name than the server's."""
    server = urlsplit(os.environ["DATABASE_URL"])
    return server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
