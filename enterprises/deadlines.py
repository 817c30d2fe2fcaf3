"""Opening and closing what is due. Called by the verbs, inside their transaction."""

from datetime import date, datetime, time

from antt_portal.core.clock import VIETNAM
from antt_portal.core.subject import Subject
from enterprises.models import Deadline, DeadlineKind, Organisation, User

END_OF_DAY = time(23, 59, 59)


def open_deadline(
    subject: Subject,
    kind: DeadlineKind,
    *,
    organisation: Organisation,
    title: str,
    route: str,
    due_on: date,
    at: datetime,
    assignee: User | None = None,
    rule: str = "",
    anchor: date | None = None,
) -> Deadline:
    """Open the one deadline of this kind about ``subject``, or move the open one to the new day.

    A day ends at 23:59:59 in Asia/Ho_Chi_Minh.
    """
    values = {
        "board_id": subject.board_id,
        "organisation": organisation,
        "assignee": assignee,
        "title": title,
        "route": route,
        "rule": rule,
        "anchor": anchor,
        "due_on": due_on,
        "due_at": datetime.combine(due_on, END_OF_DAY, tzinfo=VIETNAM),
    }
    found, _created = Deadline.objects.update_or_create(
        subject_kind=subject._meta.label_lower,
        subject_id=subject.public_id,
        kind=kind,
        closed_at=None,
        defaults=values,
        create_defaults={**values, "opened_at": at},
    )
    return found


def close(subject: Subject, *kinds: DeadlineKind, at: datetime) -> None:
    """Close the open deadlines of these kinds about ``subject``; none open is fine."""
    about = Deadline.objects.open().filter(subject_kind=subject._meta.label_lower, subject_id=subject.public_id)
    about.filter(kind__in=kinds).update(closed_at=at)


def assign(subject: Subject, kind: DeadlineKind, *, to: User | None) -> None:
    about = Deadline.objects.open().filter(subject_kind=subject._meta.label_lower, subject_id=subject.public_id)
    about.filter(kind=kind).update(assignee=to)
