"""A test with transactions of its own empties all tables when it ends: the record of acts lets nobody do that."""

from typing import Any

from django.db import connection

from antt_portal.core.models import AuditDetail, AuditEntry, AuditSeal, Viewing

GUARDED = [model._meta.db_table for model in (AuditEntry, AuditDetail, AuditSeal, Viewing)]


def allow(**_: Any) -> None:
    """TRUNCATE on PostgreSQL, DELETE on SQLite, which has no other. Everything else stays refused."""
    allowed = "ALTER TABLE {0} DISABLE TRIGGER never_emptied"
    if connection.vendor == "sqlite":
        allowed = "DROP TRIGGER IF EXISTS {0}_no_delete"
    with connection.cursor() as cursor:
        for table in GUARDED:
            cursor.execute(allowed.format(table))
