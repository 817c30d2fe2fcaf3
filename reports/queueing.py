"""The order of the review queue: who waits how long, and which dossier comes before and after one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from antt_portal.core.workdays import Calendar
from reports.models import Report, ReportStatus
from reports.models.reports import ReportQuerySet


@dataclass(frozen=True)
class Place:
    """Where a dossier stands in a queue; ``number`` is 0 for one that has left it."""

    number: int
    total: int
    previous: UUID | None
    next: UUID | None


def is_oldest_first(status: str) -> bool:
    """What waits is taken in the order it came; what is done shows the latest first."""
    return status == ReportStatus.SUBMITTED


def in_order(queue: ReportQuerySet, *, oldest_first: bool) -> ReportQuerySet:
    return queue.order_by("submitted_at", "pk") if oldest_first else queue.order_by("-submitted_at", "-pk")


def place_of(report: Report, queue: ReportQuerySet, *, oldest_first: bool) -> Place:
    """``queue`` holds every dossier of the list, in any order; three queries."""
    # The first condition of each says where the index is entered, which an alternative of two would not.
    at_once = Q(submitted_at=report.submitted_at)
    earlier = Q(submitted_at__lte=report.submitted_at) & ~(at_once & Q(pk__gte=report.pk))
    later = Q(submitted_at__gte=report.submitted_at) & ~(at_once & Q(pk__lte=report.pk))
    before, after = (earlier, later) if oldest_first else (later, earlier)
    counts = queue.order_by().aggregate(
        total=Count("pk"), before=Count("pk", filter=before), here=Count("pk", filter=Q(pk=report.pk))
    )
    return Place(
        number=counts["before"] + 1 if counts["here"] else 0,
        total=counts["total"],
        previous=_first(queue.filter(before), oldest_first=not oldest_first),
        next=_first(queue.filter(after), oldest_first=oldest_first),
    )


def _first(queue: ReportQuerySet, *, oldest_first: bool) -> UUID | None:
    return in_order(queue, oldest_first=oldest_first).values_list("public_id", flat=True).first()


def workdays_since(days: Iterable[date], *, until: date, calendar: Calendar) -> dict[date, int]:
    """For each day how many working days came after it, up to ``until``. Walks the calendar once for all of them."""
    wanted = {day for day in days if day <= until}
    found, count, day = {}, 0, until
    while wanted:
        if day in wanted:
            found[day] = count
            wanted.discard(day)
        count += calendar.is_working(day)
        day -= timedelta(days=1)
    return found
