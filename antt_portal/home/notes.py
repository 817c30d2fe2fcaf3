"""What stands beside the deadline of a filing: which filing it is, and what is left to do."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from enterprises.models import Deadline, DeadlineKind
from reports.models import AnswerReview, Report
from reports.wording import called, lowered

SHOWN_ITEMS = 4


def notes_of(deadlines: Iterable[Deadline]) -> dict[UUID, str]:
    """By the report's public id, for deadlines of the organisation that files. Two queries."""
    kinds = {due.subject_id: due.kind for due in deadlines if due.subject_kind == Report._meta.label_lower}
    written = Count("answers", filter=~Q(answers__result=""))
    reports = Report.objects.filter(public_id__in=kinds).annotate(asked=Count("answers"), written=written)
    to_mend = _to_mend([subject for subject, kind in kinds.items() if kind == DeadlineKind.MENDING])
    notes = {}
    for report in reports:
        if kinds[report.public_id] == DeadlineKind.MENDING:
            notes[report.public_id] = f"{report}: {_listed(to_mend.get(report.public_id, []))}"
        else:
            counts = {"written": report.written, "asked": report.asked}
            notes[report.public_id] = _("đã ghi %(written)s/%(asked)s mục") % counts
    return notes


def _to_mend(reports: list[UUID]) -> dict[UUID, list[str]]:
    """The items the officer marked in the version that was sent back, as they are called."""
    marked = AnswerReview.objects.filter(
        submission__report__public_id__in=reports,
        submission__number=F("submission__report__submission_count"),
        to_mend=True,
    )
    items: dict[UUID, list[str]] = {}
    for review in marked.select_related("answer__obligation", "answer__report").order_by("answer__position"):
        items.setdefault(review.answer.report.public_id, []).append(lowered(called(review.answer.obligation)))
    return items


def _listed(items: list[str]) -> str:
    shown, more = ", ".join(items[:SHOWN_ITEMS]), len(items) - SHOWN_ITEMS
    return _("%(shown)s và %(more)s mục nữa") % {"shown": shown, "more": more} if more > 0 else shown
