"""A row of every table for each of two boards, made of nothing but numbers: what they say is no matter here."""
# ruff: noqa: S608 - tables are those of the models

from django.apps import apps
from django.db import connection

from antt_portal.core.walling.plan import wall_of

ONE, OTHER = 900_001, 900_002  # the boards, and the keys of their rows
ENDS = {ONE: "1", OTHER: "2"}

COLUMNS = """
SELECT a.attname, format_type(a.atttypid, NULL), a.atttypmod FROM pg_attribute a
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    AND (a.attnotnull OR a.attname = 'board_id')
"""
CHECKS = (
    "SELECT conrelid::regclass, quote_ident(conname) FROM pg_constraint WHERE contype IN ('c', 'x') AND conrelid > 0"
)
VALUES = {
    "bigint": "{key}",
    "integer": "{key}",
    "smallint": "{end}",
    "boolean": "true",
    "date": "'2026-01-0{end}'",
    "timestamp with time zone": "'2026-01-0{end}'",
    "time without time zone": "'0{end}:00'",
    "uuid": "gen_random_uuid()",
    "jsonb": "'{{}}'",
    "inet": "'192.0.2.{end}'",
    "bytea": "''",
    "numeric": "{end}",
    "double precision": "{end}",
}


def walled():
    """Models whose rows are some board's."""
    return [model for model in apps.get_models(include_auto_created=True) if wall_of(model)]


def make():
    """What guards the sense of rows goes for the length of this transaction, triggers too; policies stay."""
    with connection.cursor() as cursor:
        cursor.execute(CHECKS)
        for table, name in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in walled():
            for board in (ONE, OTHER):
                cursor.execute(insertion(model, board))


def insertion(model, board, key=None):
    """The statement that adds a row of this board, with a key of its own where one is wanted."""
    own = model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [model._meta.db_table])
        columns = cursor.fetchall()
    values = {name: _value(kind, board) for name, kind, _length in columns}
    if key and own in values and values[own] == str(board):
        values[own] = str(key)
    names = ", ".join(connection.ops.quote_name(name) for name in values)
    return (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({', '.join(values.values())})"
    )


def _value(kind, board):
    known = VALUES.get(kind, "'{end}'")
    return known.format(key=board, end=ENDS[board])
