"""The indexes of the words as search asks for them, between spaces; PostgreSQL also counts what is in them."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

before = import_module("antt_portal.search.migrations.0002_indexes_of_words")


def pad(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    before.drop_indexes(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql" and before.has_trigrams(schema_editor.connection):
        for table in before.TABLES:
            schema_editor.execute(
                f"CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin ((' ' || search_key || ' ') gin_trgm_ops)"
            )


def unpad(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    before.drop_indexes(apps, schema_editor)
    before.index_words(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_indexes_of_words")]
    operations = [migrations.RunPython(pad, unpad)]
