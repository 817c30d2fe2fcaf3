"""Planning reminders and escalations: every step of a ladder that was reached becomes a notice, once.

Source: architecture, "A reminder"; the steps are data (``enterprises.models.ladders``).
"""

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.models import CalendarDay
from antt_portal.core.quiet_hours import held_until
from enterprises.models import Board, Ladder, PlanningMark, Wording
from enterprises.models.ladders import step_code
from enterprises.reminding.statement import statement

FIRST_LOOK_BACK = timedelta(days=1)
ONE_DAY = timedelta(days=1)
OF_LADDER = ("board_id", "kind", "is_on")
# Looked at once more: a deadline may have been written in a transaction that was committed after a run had looked.
LOOKED_AT_AGAIN = timedelta(minutes=10)


@transaction.atomic
def plan(*, at: datetime) -> int:
    """Plan what was reached since the last run up to ``at``; returns how many notices are new.

    After an outage the latest step of each deadline is told, and those before it are kept as superseded. Two runs at
    once wait for each other at the mark; the same occasion is written once in any case. A clock that went back plans
    nothing until it is where it was.
    """
    mark, _is_new = PlanningMark.objects.select_for_update().get_or_create(
        pk=1, defaults={"planned_to": at - FIRST_LOOK_BACK}
    )
    if at <= mark.planned_to:
        return 0
    planned = _insert(mark.planned_to - LOOKED_AT_AGAIN, at)
    PlanningMark.objects.filter(pk=mark.pk).update(planned_to=at)
    return planned


class _Step(NamedTuple):
    """A step with its ladder: a run reads all of them, and models cost more than the rest of a run with little due.

    A ladder without steps is a row without ``audience``.
    """

    board_id: int | None
    kind: str
    is_on: bool
    days: int
    hours: int | None
    audience: str
    wording: str
    is_urgent: bool


def _insert(since: datetime, at: datetime) -> int:
    of_step = [f"steps__{name}" for name in _Step._fields[len(OF_LADDER) :]]
    rows = [_Step(*row) for row in Ladder.objects.values_list(*OF_LADDER, *of_step)]
    steps = [step for row in rows if row.is_on and row.audience for step in _ranges(row, since, at)]
    if not steps:
        return 0
    # Those that are switched off as well: a board that wants no reminders of a kind gets none.
    own = {(row.board_id, row.kind) for row in rows if row.board_id}
    params = {
        "steps": json.dumps(steps),
        "own": json.dumps([{"board_id": board_id, "kind": kind} for board_id, kind in own]),
        "hours": json.dumps(list(_hours(at))),
        "today": local_date(at).isoformat(),
        "at": _written(at),
        "a_day_ago": _written(at - ONE_DAY),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement(connection.vendor, {step["audience"] for step in steps}), params)
        return int(cursor.rowcount)


def _ranges(step: _Step, since: datetime, at: datetime) -> Iterator[dict[str, Any]]:
    """The step with the days due for which it was reached after ``since`` and up to ``at``; in most runs there are
    none."""
    above, upto = _range(step, since, at)
    if above < upto:
        yield {
            "board_id": step.board_id,
            "kind": step.kind,
            "code": step_code(step.days, step.hours),
            "days": step.days,
            "hours": step.hours,
            "audience": step.audience,
            "wording": step.wording,
            "escalates": step.wording == Wording.ESCALATED,
            "urgent": step.is_urgent,
            "above": _written(above),
            "upto": _written(upto),
        }


def _range(step: _Step, since: datetime, at: datetime) -> tuple[datetime, datetime]:
    """A step of days is reached as its day begins in Việt Nam: due days move on by whole days."""
    if step.hours is not None:
        shift = timedelta(hours=step.hours)
        return since - shift, at - shift
    first = local_date(since) + ONE_DAY - timedelta(days=step.days)
    last = local_date(at) - timedelta(days=step.days)
    midnight = datetime.combine(first, time(), tzinfo=VIETNAM) - timedelta(microseconds=1)
    return midnight, datetime.combine(last, time(23, 59, 59, 999_999), tzinfo=VIETNAM)


def _hours(at: datetime) -> Iterator[dict[str, Any]]:
    """When mail to each board's people may go out at the earliest, and when what tells on them may: a day after it."""
    for board_id, calendar in CalendarDay.objects.calendars_of(Board.objects.values_list("pk", flat=True)).items():
        mail_at = held_until(at, calendar)
        yield {
            "board_id": board_id,
            "mail_at": _written(mail_at),
            "mail_a_day_later": _written(held_until(mail_at + ONE_DAY, calendar)),
            "urgent_a_day_later": _written(mail_at + ONE_DAY),
        }


def _written(moment: datetime) -> str:
    """As both databases read it: SQLite compares instants as text, in UTC and without a zone."""
    value = connection.ops.adapt_datetimefield_value(moment)
    return value if isinstance(value, str) else moment.isoformat()
