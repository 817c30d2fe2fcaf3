"""A database of its own, with a filing and its files in it, that a test may destroy."""

import psycopg2
import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.db.backends.postgresql.psycopg_any import sql

from antt_portal.core import blobs
from antt_portal.core.tests.this_database import show_out
from antt_portal.operations.tests.backup.acts import PASSWORD, program
from reports.tests.factories import SUBMITTED, Filing


class Own:
    """The database that the portal works on during the test; ``destroy`` leaves it as a new installation finds it."""

    def __init__(self, name, settings):
        self.name, self.settings = name, settings

    def administer(self, *statements):
        connection.close()
        known = {"host": self.settings["HOST"], "port": self.settings["PORT"], "user": self.settings["USER"]}
        server = psycopg2.connect(**known, password=self.settings["PASSWORD"], dbname="postgres")
        server.autocommit = True
        with server.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        server.close()

    def drop(self):
        self.administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name)))

    def create(self, *, like):
        template = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.administer(template.format(sql.Identifier(self.name), sql.Identifier(like)))

    def destroy(self):
        self.drop()
        self.create(like="template0")
        for folder in default_storage.listdir("blobs")[0]:
            for prefix in default_storage.listdir(f"blobs/{folder}")[0]:
                for file in default_storage.listdir(f"blobs/{folder}/{prefix}")[1]:
                    default_storage.delete(f"blobs/{folder}/{prefix}/{file}")


@pytest.fixture
def own(transactional_db, settings, tmp_path):
    """A copy of the empty database of the suite; the suite's own is never touched."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    usual = connection.settings_dict["NAME"]
    database = Own(f"{usual}_backup", dict(connection.settings_dict))
    database.drop()
    show_out()
    database.create(like=usual)
    connection.settings_dict["NAME"] = database.name
    yield database
    connection.close()
    connection.settings_dict["NAME"] = usual
    database.drop()


@pytest.fixture
def filled(own):
    """Somebody who can sign in, a filing with its paper, and a file behind it."""
    filing = Filing().fill().submit()
    person = filing.head.user
    person.set_password(PASSWORD)
    person.save()
    for content in (b"mot minh chung" * 4000, b"minh chung khac"):
        blobs.keep_bytes(content, media_type="application/pdf", board_id=filing.board.pk, at=SUBMITTED)
    return person


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """A private key's file, and its public part."""
    identity = tmp_path_factory.mktemp("age") / "key.txt"
    program("age-keygen", "-o", identity)
    return str(identity), program("age-keygen", "-y", identity).strip()
