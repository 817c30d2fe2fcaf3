"""Very many open deadlines, written by the database itself, few of which are due to be reminded of."""

from datetime import date, datetime, timedelta

from django.db import connection

from antt_portal.bench._tenants import Town
from antt_portal.core.clock import VIETNAM, local_date

# A Tuesday morning, so that mail may go out whenever this is measured.
AT = datetime(2026, 10, 27, 10, tzinfo=VIETNAM)
DAYS_BEFORE = 7  # a step of the ladder that ships for this kind
KIND = "answer"
FEW = 1_000
# What the two runs remind of: a tenth of all, and few of them however many there are.
DUE, DUE_FOR_FEW = AT, AT + timedelta(days=30)

# Of ten one is due on a day that a step announces on the day of DUE; the others long ago, or later than any step
# announces. The first thousand of those are announced on the day of DUE_FOR_FEW instead.
_DEADLINES = """
    INSERT INTO enterprises_deadline (board_id, organisation_id, subject_kind, subject_id, kind, title, route, rule,
        due_on, due_at, opened_at)
    SELECT %(board)s, organisation.id, 'bench', gen_random_uuid(), %(kind)s, 'Báo cáo số ' || due.n,
        'enterprises:deadline', '', due.due_on, (due.due_on + time '23:59:59') AT TIME ZONE 'Asia/Ho_Chi_Minh',
        %(opened_at)s
    FROM (
        SELECT n, %(announced)s::date + CASE WHEN n %% 10 = 0 THEN 0
            WHEN n <= %(few)s * 10 / 9 THEN 30
            WHEN n %% 2 = 0 THEN 60 + n %% 300 ELSE -60 - n %% 300 END AS due_on
        FROM generate_series(%(first)s::int, %(last)s::int) AS n
    ) due
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM enterprises_organisation
        WHERE board_id = %(board)s AND kind = 'tenant') organisation ON organisation.place = due.n / 10 %% %(tenants)s
"""


def grow(town: Town, *, wanted: int, present: int = 0, at: datetime = AT) -> None:
    """Until the tenants of ``town`` have ``wanted`` open deadlines; ``present`` of these are there already. A tenth
    is announced on the day of ``at``."""
    values: dict[str, str | int | date | datetime] = {
        "board": town.place.board.pk,
        "kind": KIND,
        "opened_at": at - timedelta(days=500),
        "announced": local_date(at) + timedelta(days=DAYS_BEFORE),
        "few": FEW,
        "first": present + 1,
        "last": wanted,
        "tenants": town.tenants,
    }
    with connection.cursor() as cursor:
        cursor.execute(_DEADLINES, values)
        cursor.execute("VACUUM ANALYZE enterprises_deadline")
