"""Trigram indexes of the search keys, where PostgreSQL has them; search is right without, and slower."""

from django.apps.registry import Apps
from django.db import DatabaseError, migrations, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = (
    "enterprises_organisation",
    "directives_officialletter",
    "directives_obligation",
    "directives_incomingdocument",
)


def index_words(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql" and has_trigrams(schema_editor.connection):
        for table in TABLES:
            schema_editor.execute(
                f"CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin (search_key gin_trgm_ops)"
            )


def has_trigrams(connection: BaseDatabaseWrapper) -> bool:
    """Not on a server without the extension, nor where whoever migrates may not add it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if not cursor.fetchone():
            return False
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:
            return False
    return True


def drop_indexes(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {table}_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_words_of_obligations"), ("enterprises", "0001_initial")]
    operations = [migrations.RunPython(index_words, drop_indexes)]
