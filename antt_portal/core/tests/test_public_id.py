from uuid import UUID, uuid4

import pytest
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.db.utils import ConnectionHandler
from django.test.utils import isolate_apps

from antt_portal.core.public_id import PublicModel, RandomUUID


@pytest.fixture(scope="module")
def stone():
    """A model of our own, so that the test does not depend on an app."""
    with isolate_apps():

        class Stone(PublicModel):
            weight = models.IntegerField()

            class Meta:
                app_label = "quarry"

        yield Stone


@pytest.fixture(params=[pytest.param("suite", marks=pytest.mark.postgres), "sqlite"])
def database(request, db):
    """The database of the suite, and SQLite in memory: script/run stores everything there."""
    if request.param == "suite":
        yield connection
        return
    scratch = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    yield scratch
    scratch.close()


@pytest.fixture
def quarry(stone, database):
    """An empty table for stones on each database."""
    with database.schema_editor() as editor:
        editor.create_model(stone)
    with database.cursor() as cursor:
        yield cursor


def ids_in(cursor):
    cursor.execute("SELECT public_id FROM quarry_stone")
    return [UUID(str(public_id)) for (public_id,) in cursor.fetchall()]


def test_insert_select_gives_every_row_an_id_of_its_own(quarry):
    quarry.execute("INSERT INTO quarry_stone (weight) SELECT 1 UNION SELECT 2 UNION SELECT 3")
    for _ in range(6):
        quarry.execute("INSERT INTO quarry_stone (weight) SELECT weight FROM quarry_stone")
    ids = ids_in(quarry)
    assert len(set(ids)) == len(ids) == 3 * 2**6
    assert {public_id.version for public_id in ids} == {4}


def test_a_database_stores_its_own_ids_as_django_stores_them(quarry, stone, database):
    field = stone._meta.get_field("public_id")
    quarry.execute("INSERT INTO quarry_stone (weight) SELECT 1")
    public_id = ids_in(quarry)[0]
    stored = field.get_db_prep_value(public_id, database)
    quarry.execute("SELECT count(*) FROM quarry_stone WHERE public_id = %s", [stored])
    assert quarry.fetchone() == (1,)


def test_a_row_made_in_python_knows_its_id_before_it_is_saved(stone):
    assert stone(weight=1).public_id.version == 4
    assert stone(weight=1).public_id != stone(weight=1).public_id


def test_a_known_id_is_kept(stone):
    public_id = uuid4()
    assert stone(weight=1, public_id=public_id).public_id == public_id


def test_a_migration_can_name_the_default():
    assert MigrationWriter.serialize(RandomUUID())[0] == "antt_portal.core.public_id.RandomUUID()"
