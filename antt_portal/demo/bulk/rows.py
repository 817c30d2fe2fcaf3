"""Copies of rows with everything that belongs to them, by one statement a table.

Copy ``n`` of a row has the key ``base + (n - first) * rows + rank``, so that a row that points at another one can say
the key of that one's copy without having seen it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

# The columns that hold public ids, of the row itself and of what it is about.
PUBLIC_IDS = {"public_id", "subject_id"}


@dataclass(frozen=True)
class Rows:
    """Rows of one table: ``which`` is SQL over them as ``t``, ``changes`` SQL by column over ``t`` and ``c.n``.

    Of those that ``shared_by`` more than one copy there is one for each so many.
    """

    model: type[models.Model]
    which: str
    changes: Mapping[str, str] = field(default_factory=dict)
    shared_by: int = 1

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def known(self) -> str:
        """The temporary table of the rows to copy, each with its place among them."""
        return f"bulk_{self.table}"


def of(model: type[models.Model], column: str, parent: type[models.Model], **changes: str) -> Rows:
    """The rows that point at those of ``parent`` that are copied."""
    return Rows(model, f"t.{column} IN (SELECT old FROM bulk_{parent._meta.db_table})", changes)  # noqa: S608


def multiply(plan: Sequence[Rows], first: int, last: int, *, years_back: bool = False) -> None:
    """Copies ``first`` to ``last`` of everything in ``plan``, parents first. With ``years_back``, copy n happened

    n years before what it copies. Where the role may, constraints are not checked again for each copy.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')")
        if cursor.fetchone() == ("on",):
            cursor.execute("SET LOCAL session_replication_role = replica")
        keys = {rows.table: _know(cursor, rows) for rows in plan}
        for rows in plan:
            cursor.execute(_statement(rows, keys, years_back=years_back), {"first": first, "last": last})
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{rows.table}', 'id'), max(id)) FROM {rows.table}"  # noqa: S608
            )
        cursor.execute("DROP TABLE " + ", ".join(rows.known for rows in plan))
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@dataclass(frozen=True)
class _Known:
    """The highest key so far, how many rows are copied, and by how many copies each of theirs is shared."""

    base: int
    count: int
    shared_by: int

    def key(self, joined: str) -> str:
        """Of the copy of the row that ``joined`` has found in the temporary table."""
        whose = f"(c.n - %(first)s) / {self.shared_by} * {self.shared_by}"
        return f"{self.base} + {whose} * {self.count} + {joined}.rank"


def _know(cursor: Any, rows: Rows) -> _Known:
    cursor.execute(
        f"CREATE TEMPORARY TABLE {rows.known} AS SELECT t.id AS old, row_number() OVER (ORDER BY t.id) AS rank"  # noqa: S608
        f" FROM {rows.table} t WHERE {rows.which}"
    )
    cursor.execute(f"ANALYZE {rows.known}")
    cursor.execute(
        f"SELECT (SELECT coalesce(max(id), 0) FROM {rows.table}), (SELECT count(*) FROM {rows.known})"  # noqa: S608
    )
    base, count = cursor.fetchone()
    return _Known(base, count, rows.shared_by)


def _statement(rows: Rows, keys: Mapping[str, _Known], *, years_back: bool) -> str:
    columns, values, joins = [], [], []
    for one in rows.model._meta.concrete_fields:
        columns.append(f'"{one.column}"')
        target = one.related_model._meta.db_table if isinstance(one, models.ForeignKey) else ""
        if change := rows.changes.get(str(one.column)):
            values.append(change)
        elif one.primary_key:
            values.append(keys[rows.table].key("m"))
        elif target in keys:
            joins.append(f"LEFT JOIN bulk_{target} p_{one.column} ON p_{one.column}.old = t.{one.column}")
            copied = keys[target].key(f"p_{one.column}")
            values.append(f"CASE WHEN p_{one.column}.old IS NULL THEN t.{one.column} ELSE {copied} END")
        else:
            values.append(_value(one, years_back=years_back))
    return (
        f"INSERT INTO {rows.table} ({', '.join(columns)}) SELECT {', '.join(values)}"  # noqa: S608 - of our own tables
        f" FROM generate_series(%(first)s, %(last)s) AS c(n) CROSS JOIN {rows.known} m"
        f" JOIN {rows.table} t ON t.id = m.old {' '.join(joins)} WHERE (c.n - %(first)s) %% {rows.shared_by} = 0"
    )


def _value(one: "models.Field[Any, Any]", *, years_back: bool) -> str:
    column = f't."{one.column}"'
    if one.name in PUBLIC_IDS:
        kind = "year" if years_back else "copy"
        return f"md5('{kind}' || c.n || {column}::text)::uuid"
    if years_back and one.name == "year":
        return f"{column} - c.n"
    if years_back and isinstance(one, models.DateField):
        return f"({column} - make_interval(years => c.n::int))::{one.db_type(connection)}"
    return column
