"""Terms of duties that show a day due as their own take it from a deadline that was moved."""

from enterprises.due import day_copies
from enterprises.models import DeadlineKind, DutyTerm
from enterprises.models.deadlines import DeadlineQuerySet


def terms_follow(moved: DeadlineQuerySet) -> None:
    """Those that follow from an event. A recurring one is known by the day of the law, and keeps it."""
    day_copies.write_day(DutyTerm.objects.filter(event_at__isnull=False), "due_on", moved)


day_copies.register(DeadlineKind.DUTY, terms_follow)
