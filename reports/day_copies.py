"""Days due that reports and opinions show follow their deadlines. What was frozen keeps the day it was frozen with."""

from django.db.models import OuterRef, Subquery

from directives.models import ReportRequest
from enterprises.due import day_copies
from enterprises.models import DeadlineKind
from enterprises.models.deadlines import DeadlineQuerySet
from reports.models import Opinion, Report


def answers_follow(moved: DeadlineQuerySet) -> None:
    """The deadline is about the request that the report answers."""
    about = moved.filter(subject_kind=ReportRequest._meta.label_lower)
    day = about.filter(subject_id=OuterRef("public_id")).values("due_on")[:1]
    answered = ReportRequest.objects.filter(public_id__in=about.values("subject_id"))
    own = answered.filter(pk=OuterRef("request_id")).annotate(day=Subquery(day)).values("day")
    Report.objects.filter(request__in=answered).update(due_on=Subquery(own))


def mendings_follow(moved: DeadlineQuerySet) -> None:
    day_copies.write_day(Report.objects.all(), "mend_by", moved)


def opinions_follow(moved: DeadlineQuerySet) -> None:
    day_copies.write_day(Opinion.objects.all(), "due_on", moved)


day_copies.register(DeadlineKind.ANSWER, answers_follow)
day_copies.register(DeadlineKind.MENDING, mendings_follow)
day_copies.register(DeadlineKind.OPINION, opinions_follow)
