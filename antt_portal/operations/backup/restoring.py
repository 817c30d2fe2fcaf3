"""Putting a backup back. All of the archive is read and found whole before anything is touched."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from antt_portal.core.walling.roles import is_on, make_roles
from antt_portal.operations.backup import Damaged, archive
from antt_portal.operations.backup.dumping import load
from antt_portal.operations.backup.sealing import opened


class NotEmpty(Exception):
    """The database holds tables, and nobody said that they may go."""


class TooNew(Exception):
    """The archive was made by a later version of the portal; the message names a migration unknown here."""


def check(path: Path, *, identity: str) -> dict[str, Any]:
    """What the archive says of itself. Raises Damaged or TooNew."""
    with opened(path, identity) as source:
        about = archive.verified(source)
    known = {".".join(one) for one in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(about["migrations"]) - known):
        raise TooNew(unknown[0])
    return about


def restore(path: Path, *, identity: str, over_existing: bool) -> int:
    """Files first, since a file without its row is harmless; then the database in one transaction.

    Returns how many files. Raises NoRoles, and NotEmpty unless ``over_existing``; what the storage holds besides stays.
    """
    if not over_existing and connection.introspection.table_names():
        raise NotEmpty(connection.settings_dict["NAME"])
    check(path, identity=identity)
    if is_on():
        make_roles()  # policies and grants of the dump name them
    connection.close()
    files = 0
    with tempfile.TemporaryFile() as dumped, opened(path, identity) as source:
        for name, content in archive.members(source):
            if stored := archive.STORED.fullmatch(name):
                _store(stored[1], content)
                files += 1
            elif name == archive.DUMP:
                shutil.copyfileobj(content, dumped, archive.CHUNK)
        dumped.seek(0)
        load(dumped, over_existing=over_existing)
    return files


def _store(name: str, content: archive.Hashing) -> None:
    """Under exactly this name; a file that is there already may be damaged, and makes room."""
    with tempfile.TemporaryFile() as whole:
        shutil.copyfileobj(content, whole, archive.CHUNK)
        if content.sha256 != name.rpartition("/")[2]:
            raise Damaged(name)
        whole.seek(0)
        if default_storage.exists(name):
            default_storage.delete(name)
        default_storage.save(name, File(whole))
