"""Writing many rows in one statement: INSERT … SELECT, because the rows follow from rows that are there already."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, router
from django.db.models import QuerySet, Value
from django.db.models.functions import Cast


def insert_select(model: type[models.Model], rows: QuerySet, columns: Mapping[str, Any], *, once: bool = False) -> int:
    """Insert one row of ``model`` per row of ``rows`` and return how many were inserted.

    ``columns`` says of each field what goes into it: an expression over ``rows``, or a plain value. A field that is not
    named gets what the database gives it, as ``public_id`` does. ``once`` leaves out rows that a unique constraint
    forbids: another run wrote them. Nothing is read into this process, and no default of Python applies.
    """
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    values = {f"_{field.attname}": _typed(field, columns[name]) for field, name in zip(fields, columns, strict=True)}
    selected = rows.order_by().annotate(**values).values_list(*values)
    connection = connections[router.db_for_write(model)]
    try:
        sql, params = selected.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return 0
    quoted = connection.ops.quote_name
    into = ", ".join(quoted(field.column) for field in fields)
    # "WHERE true": SQLite takes ON CONFLICT after a SELECT for part of a join otherwise.
    source = f"SELECT * FROM ({sql}) AS chosen WHERE true ON CONFLICT DO NOTHING" if once else sql  # noqa: S608 - Django's own SQL
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quoted(model._meta.db_table)} ({into}) {source}", params)
        return int(cursor.rowcount)


def _typed(field: Any, value: Any) -> Any:
    """A plain value takes the type of its column: inside a SELECT nothing else says what it is."""
    if hasattr(value, "resolve_expression"):
        return value
    target = field.target_field if field.is_relation else field
    if isinstance(value, datetime):  # the cast of SQLite cuts it to milliseconds, and writes it unlike an UPDATE
        return Value(value, output_field=target)
    return Cast(Value(value, output_field=target), output_field=target)
