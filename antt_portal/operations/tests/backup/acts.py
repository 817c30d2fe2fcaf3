"""What the tests of backups do and look at."""

import hashlib
import subprocess
from io import StringIO
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from antt_portal.core.models import Blob

PASSWORD = "mot-mat-khau-du-dai"


def program(*command, **options):
    """Runs one of the system's; returns what it printed."""
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def rows():
    """How many rows each table has, and a hash of what they say."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(
                f"SELECT count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"  # noqa: S608
            )
            found[table] = cursor.fetchone()
    return found


def files():
    return {path: hashlib.sha256(content(path)).hexdigest() for path in stored()}


def content(path):
    return Path(default_storage.path(path)).read_bytes()


def stored():
    return [blob.path for blob in Blob.objects.all()]


def backed_up(folder, **options):
    out = StringIO()
    call_command("backup", str(folder), stdout=out, **options)
    return Path(out.getvalue().strip())


def restored(archive, **options):
    call_command("restore", str(archive), stdout=StringIO(), **options)
