"""When an obligation of a directive is due: a fixed day, working days after the issue, or days around Tết."""

from datetime import date, timedelta

from antt_portal.core.workdays import Calendar, tet
from directives.models import DueKind, Obligation


def due_day(obligation: Obligation, *, issued_on: date, calendar: Calendar, tet_year: int | None = None) -> date | None:
    """The day, or None for one without a due date. ``tet_year`` None means the first Tết after the issue.

    A negative number of days around Tết is before its first day. Raises ValueError for a negative number of workdays.
    """
    match obligation.due_kind:
        case DueKind.FIXED:
            return obligation.due_on
        case DueKind.WORKDAYS:
            return calendar.add(issued_on, obligation.due_offset or 0)
        case DueKind.TET:
            first_day = tet(tet_year) if tet_year else next_tet(issued_on)
            return first_day + timedelta(days=obligation.due_offset or 0)
        case _:
            return None


def next_tet(day: date) -> date:
    """The first day of the first Tết on ``day`` or after it."""
    this_year = tet(day.year)
    return this_year if this_year >= day else tet(day.year + 1)
