"""The day by which a report is wanted follows its deadline: lateness is counted from it."""

from directives.models import ReportRequest
from enterprises.due import day_copies
from enterprises.models import DeadlineKind
from enterprises.models.deadlines import DeadlineQuerySet


def requests_follow(moved: DeadlineQuerySet) -> None:
    day_copies.write_day(ReportRequest.objects.all(), "due_on", moved)


day_copies.register(DeadlineKind.ANSWER, requests_follow)
