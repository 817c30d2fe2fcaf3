"""What PostgreSQL is to think of the deliveries of one directive: some share of all (decision 62)."""

from typing import Any

from django.db import migrations

TABLES = ("directives_delivery", "directives_route")


def set_statistics(schema_editor: Any, target: int) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN directive_id SET STATISTICS {target}")


def keep_no_counts(_apps: Any, schema_editor: Any) -> None:
    set_statistics(schema_editor, 0)


def keep_counts(_apps: Any, schema_editor: Any) -> None:
    set_statistics(schema_editor, -1)


class Migration(migrations.Migration):
    dependencies = [("directives", "0006_route_of_directive")]
    operations = [migrations.RunPython(keep_no_counts, keep_counts)]
