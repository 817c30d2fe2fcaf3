"""What the same rows cost with the fastest way PostgreSQL has: COPY into the same tables, with indexes and keys."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from django.db import connection, transaction

from directives.models import Directive

_DELIVERIES = "SELECT id FROM directives_delivery WHERE directive_id = %(directive)s"
# Each table with the rows that one directive wrote into it.
ROWS = {
    "directives_delivery": "directive_id = %(directive)s",
    "directives_route": f"delivery_id IN ({_DELIVERIES})",
    "directives_reportrequest": f"delivery_id IN ({_DELIVERIES})",
    "enterprises_deadline": "subject_id IN ({subjects})",
    "core_notice": "subject_id IN ({subjects})",
}
SUBJECTS = """
    SELECT public_id FROM directives_delivery WHERE directive_id = %(directive)s
    UNION ALL
    SELECT request.public_id FROM directives_reportrequest request
    JOIN directives_delivery delivery ON delivery.id = request.delivery_id
    WHERE delivery.directive_id = %(directive)s
"""


def written_by(directive: Directive, folder: Path) -> dict[str, int]:
    """Put the rows of ``directive`` into a file a table; how many there are of each."""
    counts = {}
    for table, condition in ROWS.items():
        wanted = condition.format(subjects=SUBJECTS)
        with connection.cursor() as cursor, _file(folder, table).open("wb") as out:
            query = cursor.mogrify(f"SELECT * FROM {table} WHERE {wanted}", {"directive": directive.pk}).decode()  # noqa: S608 - the tables above
            cursor.copy_expert(f"COPY ({query}) TO STDOUT", out)
            counts[table] = cursor.rowcount
    return counts


def copy_in(folder: Path) -> float:
    """Seconds of COPY of these files into their tables, checks of foreign keys included."""
    began = perf_counter()
    with connection.cursor() as cursor:
        for table in ROWS:
            with _file(folder, table).open("rb") as rows:
                cursor.copy_expert(f"COPY {table} FROM STDIN", rows)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return perf_counter() - began


def _file(folder: Path, table: str) -> Path:
    return folder / f"{table}.copy"


@contextmanager
def undone(tables: Iterable[str] = ROWS) -> Iterator[None]:
    """A transaction that leaves nothing: what it wrote is rolled back, and what remains in ``tables`` swept up."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM " + ", ".join(tables))
